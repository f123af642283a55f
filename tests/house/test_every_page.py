"""What holds on every page in every language. A new page has to be in tests/pages.py."""

import asyncio
import csv
import re
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest
from httpx import ASGITransport, AsyncClient, Response
from starlette.applications import Starlette
from starlette.routing import Mount, Route, Router

from directory.accounts.door import HalfWayRoute, StaffRoute
from directory.app import create_app
from directory.settings import DATA, read_settings
from directory.web.leave import read_exits
from directory.web.localized import OnlyOffered
from tests.house.page import ParsedPage
from tests.pages import DIRECTIONS, LANGUAGES, PUBLIC_PAGES, Page

EVERY_PAGE = pytest.mark.parametrize(
    ("language", "page"),
    list(product(LANGUAGES, PUBLIC_PAGES)),
    ids=lambda value: value.name if isinstance(value, Page) else value,
)
WAYS_TO_REACH = ("tel:", "sms:", "mailto:")


@pytest.fixture(scope="module")
def app(seeded_sqlite: Path, data_dir: Path) -> Starlette:
    environ = {
        "HANDRAIL_DATABASE_URL": f"sqlite://{seeded_sqlite}",
        "HANDRAIL_DATA_DIR": str(data_dir),
        "HANDRAIL_LANGUAGES": " ".join(LANGUAGES),
    }
    return create_app(read_settings(environ, dev=True))


@pytest.fixture(scope="module")
def answers(app: Starlette) -> dict[tuple[str, str], Response]:
    return asyncio.run(ask_for_all(app))


async def ask_for_all(app: Starlette) -> dict[tuple[str, str], Response]:
    browser = AsyncClient(transport=ASGITransport(app), base_url="https://site.example")
    async with app.router.lifespan_context(app), browser:
        return {
            (language, page.name): await ask(browser, page, language)
            for language, page in product(LANGUAGES, PUBLIC_PAGES)
        }


async def ask(browser: AsyncClient, page: Page, language: str) -> Response:
    address = page.address(language)
    if page.fields:
        return await browser.post(address, data=dict(page.fields))
    return await browser.get(address)


@pytest.fixture
def answer(answers: dict[tuple[str, str], Response], language: str, page: Page) -> Response:
    return answers[language, page.name]


@pytest.fixture
def parsed(answer: Response) -> ParsedPage:
    return ParsedPage(answer.text)


def test_the_list_of_pages_forgets_none(app: Starlette) -> None:
    mounted = (route.app for route in app.routes if isinstance(route, Mount))
    guard = next(found for found in mounted if isinstance(found, OnlyOffered))
    assert isinstance(guard.app, Router)
    # tests/accounts/test_role_matrix.py asks for those behind the door; the exit is no page.
    routes = [
        route
        for route in guard.app.routes
        if isinstance(route, Route)
        and not isinstance(route, StaffRoute | HalfWayRoute)
        and route.path != "/leave"
    ]
    paths = [page.path.partition("?")[0] for page in PUBLIC_PAGES]

    assert [route.path for route in routes if not any(map(route.path_regex.match, paths))] == []


@EVERY_PAGE
def test_it_is_there_in_the_language_of_its_address(
    answer: Response, parsed: ParsedPage, language: str, page: Page
) -> None:
    root = parsed.all("html")[0]

    assert answer.status_code == page.status
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert (root["lang"], root["dir"]) == (language, DIRECTIONS[language])


@EVERY_PAGE
def test_it_has_one_heading_and_one_main_part(parsed: ParsedPage) -> None:
    assert len(parsed.all("h1")) == 1
    assert parsed.texts["h1"].strip()
    assert [main.get("id") for main in parsed.all("main")] == ["main"]


@EVERY_PAGE
def test_no_two_parts_have_one_name(parsed: ParsedPage) -> None:
    names = parsed.values("id")

    assert sorted(names) == sorted(set(names))


@EVERY_PAGE
def test_the_first_and_the_steady_exit_are_there(
    parsed: ParsedPage, language: str, page: Page
) -> None:
    exits = [link for link in parsed.all("a") if "data-leave" in link]

    assert len(exits) == 2
    assert parsed.all("a")[0] == exits[0]
    for link in exits:
        goes_to = f"/{language}/leave" if page.is_for_staff else read_exits()[language]
        assert link["href"] == goes_to
        assert "target" not in link


@EVERY_PAGE
def test_nothing_is_fetched_from_another_host(parsed: ParsedPage) -> None:
    fetched = parsed.values("src") + parsed.values("srcset") + parsed.values("action")
    fetched += [link["href"] for link in parsed.all("link")]

    assert [address for address in fetched if not re.match(r"/(?!/)", address)] == []


@EVERY_PAGE
def test_a_link_that_leaves_the_site_does_not_say_from_where(parsed: ParsedPage) -> None:
    leaving = [
        link
        for link in parsed.all("a")
        if not re.match(r"/(?!/)|#|\?", link["href"]) and not link["href"].startswith(WAYS_TO_REACH)
    ]

    for link in leaving:
        assert re.match(r"https?://", link["href"]), link
        assert {"noreferrer", "nofollow"} <= set(link.get("rel", "").split()), link
        assert "target" not in link, link


@EVERY_PAGE
def test_the_browser_is_asked_to_keep_nothing(answer: Response, parsed: ParsedPage) -> None:
    assert "set-cookie" not in answer.headers
    assert answer.headers["cache-control"] == "no-store"
    assert {form.get("autocomplete") for form in parsed.all("form")} <= {"off"}
    # A spelling checker may send what is typed to its maker.
    typed = [box for box in parsed.all("input") if box.get("type", "text") in {"text", "search"}]
    assert {box.get("spellcheck") for box in typed + parsed.all("textarea")} <= {"false"}


@EVERY_PAGE
def test_nothing_is_written_into_the_page_for_a_script(parsed: ParsedPage) -> None:
    names = {name for _, attributes in parsed.elements for name in attributes}

    assert [name for name in names if name == "style" or name.startswith("on")] == []
    assert parsed.all("style") == []
    assert [script for script in parsed.all("script") if "src" not in script] == []


def words_that_betray(language: str) -> Iterator[str]:
    with (DATA / "needs" / "words" / f"{language}.csv").open(encoding="utf-8") as file:
        yield from (row["label"] for row in csv.DictReader(file))


@EVERY_PAGE
def test_titles_and_addresses_say_nothing_about_the_visit(
    parsed: ParsedPage, language: str, page: Page
) -> None:
    typed = [value for name, value in page.fields if name == "q"]
    seen = [parsed.texts["title"], *parsed.values("href"), *parsed.values("action")]

    assert parsed.texts["title"].strip()
    assert [text for text in seen if "q=" in text or any(words in text for words in typed)] == []
    assert [word for word in words_that_betray(language) if word in parsed.texts["title"]] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_titles_tell_pages_apart(answers: dict[tuple[str, str], Response], language: str) -> None:
    names = ("home", "map", "safety", "numbers anywhere", "service of a country", "organization")
    titles = {ParsedPage(answers[language, name].text).texts["title"] for name in names}

    assert len(titles) == len(names)
