"""Filling in a page: what it holds as it comes, and sending it with what somebody chose."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

from httpx import Response

from tests.accounts.browser import ORIGIN, Browser

Filled = dict[str, list[str]]


@dataclass(slots=True)
class Page(HTMLParser):
    """What a browser would send with each form of a page."""

    page: str
    forms: list[Filled] = field(default_factory=list)
    _select: str = ""
    _text: str = ""

    def __post_init__(self) -> None:
        HTMLParser.__init__(self)
        self.feed(self.page)

    @property
    def filled(self) -> Filled:
        """Of the first form that asks for an act on a referral."""
        return next(form for form in self.forms if "request_id" in form)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.forms.append({})
        elif tag == "input" and "disabled" not in said:
            if said.get("type") not in {"checkbox", "radio"} or "checked" in said:
                self.forms[-1].setdefault(said["name"], []).append(said.get("value", ""))
        elif tag == "textarea":
            self._text = said["name"]
            self.forms[-1][self._text] = [""]
        elif tag == "select":
            self._select = said["name"]
        elif tag == "option" and ("selected" in said or self._select not in self.forms[-1]):
            self.forms[-1][self._select] = [said["value"]]

    def handle_data(self, data: str) -> None:
        if self._text:
            self.forms[-1][self._text] = [data]

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self._text = ""


async def send(browser: Browser, path: str, filled: Filled) -> Response:
    data = {**filled, "form_token": [browser.token]}
    return await browser.client.post(path, data=data, headers={"origin": ORIGIN})


async def fill(browser: Browser, path: str, /, to: str = "", **chosen: str | list[str]) -> Response:
    """Opens a page, fills it in and sends it, to itself or to where another button leads."""
    page = await browser.get(path)
    assert page.status_code == 200
    return await send(browser, to or path, {**Page(page.text).filled, **listed(chosen)})


def listed(chosen: dict[str, str | list[str]]) -> Filled:
    return {name: [it] if isinstance(it, str) else it for name, it in chosen.items()}
