"""Pages: a template, written in the reader's language."""

from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import HTMLResponse

from directory.languages.localizer import Localizer, get_localizer
from directory.settings import ROOT, Settings
from directory.web.leave import choose_exit, read_exits
from directory.web.localized import language_links, language_of
from directory.web.staffed import LEAVE, is_for_staff
from directory.web.static import Assets
from directory.web.template_code import TemplateCode

TEMPLATES = ROOT / "directory" / "templates"
_CODE = TemplateCode()


def render(request: Request, template: str, status: int = 200, **context: object) -> HTMLResponse:
    """Answer with a template. Beside the context, every template and macro knows:

    `_` and `ngettext` · `localizer` · `language`, `direction` · `site_name` · `leave_url` ·
    `asset(name)`, the address of a static file. Templates, but no imported macros, also know
    `languages`, the LanguageLinks of the switcher, and `leave`: where the exit of this page leads,
    which for those signed in ends the session on the way.
    """
    pages: Pages = request.app.state.pages
    return HTMLResponse(pages.write(request, template, context), status)


class Pages:
    """The templates of one installation; kept in `app.state.pages`."""

    def __init__(
        self,
        settings: Settings,
        assets: Assets,
        templates: Path = TEMPLATES,
        *,
        reload: bool = False,
    ) -> None:
        self.languages = settings.languages
        self.assets = assets
        self._settings = settings
        self._exits = read_exits()
        self._loader = FileSystemLoader(templates)
        self._reload = reload
        self._environments: dict[str, Environment] = {}

    def write(self, request: Request, template: str, context: Mapping[str, object]) -> str:
        language = language_of(request.scope, self.languages)
        links = language_links(request, self.languages)
        environment = self._environment(language)
        page = environment.get_template(template)
        leave = environment.globals["leave_url"]
        if is_for_staff(request.scope["path"]):
            leave = f"/{language}/{LEAVE}"
        return page.render({"languages": links, "leave": leave, **context})

    def exit_of(self, language: str) -> str:
        """Where the quick exit goes in the end."""
        return choose_exit(language, self._exits, self._settings.exit_url)

    def _environment(self, language: str) -> Environment:
        """One environment a language: a reader's language can never leak into another's page."""
        if language not in self._environments:
            self._environments[language] = self._make_environment(get_localizer(language))
        return self._environments[language]

    def _make_environment(self, localizer: Localizer) -> Environment:
        environment = Environment(
            loader=self._loader,
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=self._reload,
            bytecode_cache=_CODE,
            extensions=["jinja2.ext.i18n"],
        )
        environment.policies["ext.i18n.trimmed"] = True
        extended: Any = environment  # the extension adds this method as it is loaded
        extended.install_gettext_translations(localizer, newstyle=True)
        environment.globals.update(
            _=_sayer(localizer),
            asset=self.assets.address,
            direction=localizer.direction,
            language=localizer.code,
            leave_url=self.exit_of(localizer.code),
            localizer=localizer,
            site_name=self._settings.site_name,
        )
        return environment


def _sayer(localizer: Localizer) -> Callable[..., Markup]:
    """What templates call `_`: as jinja's own, but a sentence without values is written once.

    A page of results says two hundred of them.
    """

    @cache
    def plain(sentence: str) -> Markup:
        return say(sentence)

    def say(sentence: str, **values: object) -> Markup:
        words = Markup(localizer.gettext(sentence))  # noqa: S704  our own, and of those who translate
        return words % values

    def quickly(sentence: str, **values: object) -> Markup:
        return say(sentence, **values) if values else plain(sentence)

    return quickly
