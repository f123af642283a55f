"""A template becomes a page in one language, and never mixes two readers."""

from dataclasses import replace
from pathlib import Path

import pytest
from jinja2 import UndefinedError
from starlette.applications import Starlette
from starlette.requests import Request

from directory.settings import Settings
from directory.web.pages import Pages, render
from directory.web.static import Assets

TEMPLATES = {
    "macro.html": "{% macro here() %}{{ language }} {{ leave_url }} {{ _('today') }}{% endmacro %}",
    "page.html": "{% from 'macro.html' import here %}{{ here() }} {{ word }}",
    "count.html": "{{ ngettext('%(num)s line', '%(num)s lines', n) }} {{ _('At %(p)s', p=p) }}",
    "sign.html": "{{ _('100%% and <b>') }} {{ _('100%%') }} {{ _('100%% of %(p)s', p=1) }}",
    "typo.html": "{{ nobody_gave_this }}",
}


@pytest.fixture
def pages(tmp_path: Path, settings: Settings) -> Pages:
    for name, source in TEMPLATES.items():
        (tmp_path / name).write_text(source, encoding="utf-8")
    return Pages(settings, Assets(), tmp_path)


def request_for(path: str, pages: Pages) -> Request:
    app = Starlette()
    app.state.pages = pages
    scope = {"type": "http", "method": "GET", "path": path, "query_string": b"", "headers": []}
    return Request({**scope, "app": app})


def test_even_an_imported_macro_knows_the_reader_s_language(pages: Pages) -> None:
    for path, exit_host in (("/en/", "bbc.co.uk"), ("/ar/", "arabiaweather"), ("/en/", "bbc.co")):
        text = bytes(render(request_for(path, pages), "page.html", word="x").body).decode()

        assert text.startswith(path.strip("/"))
        assert exit_host in text


def test_values_are_escaped_in_text_and_in_sentences(pages: Pages) -> None:
    request = request_for("/en/", pages)

    assert b"&lt;b&gt;" in render(request, "page.html", word="<b>").body
    assert render(request, "count.html", n=2, p="<b>").body == b"2 lines At &lt;b&gt;"


def test_a_sentence_is_written_alike_with_values_and_without(pages: Pages) -> None:
    for _ in range(2):
        page = render(request_for("/en/", pages), "sign.html")
        assert page.body == b"100% and <b> 100% 100% of 1"


def test_a_name_that_nobody_gave_is_an_error(pages: Pages) -> None:
    with pytest.raises(UndefinedError):
        render(request_for("/en/", pages), "typo.html")


def test_an_installation_may_choose_its_own_exit(tmp_path: Path, settings: Settings) -> None:
    (tmp_path / "page.html").write_text("{{ leave_url }}", encoding="utf-8")
    own = replace(settings, exit_url="https://weather.example/")
    request = request_for("/fr/", Pages(own, Assets(), tmp_path))

    assert render(request, "page.html").body == b"https://weather.example/"
