"""The language stands in the path, and a reader can change it without losing the page."""

import pytest
from httpx import AsyncClient
from starlette.requests import Request

from directory.web.localized import language_links


@pytest.mark.parametrize(
    ("wish", "language"),
    [("fr-CH,fr;q=0.9", "fr"), ("ar", "ar"), ("xx", "en"), ("\x7f;;q=,", "en")],
)
async def test_the_front_door_opens_in_the_browser_s_language(
    visitor: AsyncClient, wish: str, language: str
) -> None:
    response = await visitor.get("/", headers={"accept-language": wish})

    assert response.status_code == 302
    assert response.headers["location"] == f"/{language}/"
    assert response.headers["vary"] == "Accept-Language"


async def test_a_missing_slash_is_added_without_naming_the_host(visitor: AsyncClient) -> None:
    response = await visitor.get("/ar", headers={"host": "attacker.example"})

    assert response.status_code == 308
    assert response.headers["location"] == "/ar/"


@pytest.mark.parametrize(
    "path", ["/de", "/de/", "/EN/", "/en-GB/safety", "//en/", "/%FF/", "/find", "/en/find/"]
)
async def test_other_paths_are_not_found(visitor: AsyncClient, path: str) -> None:
    # httpx would take "//en/" for a host.
    response = await visitor.get(f"https://site.example{path}")

    assert response.status_code == 404


def switcher(method: str, path: str, query: bytes = b"") -> dict[str, str]:
    scope = {"type": "http", "method": method, "path": path, "query_string": query, "headers": []}
    return {link.code: link.url for link in language_links(Request(scope), ("en", "ar"))}


def test_the_switcher_leads_to_the_same_page() -> None:
    links = switcher("GET", "/en/services/ñ", b'a=1&b=%FF"><script>\xff')

    assert links["ar"] == "/ar/services/%C3%B1?a=1&b=%FF%22%3E%3Cscript%3E%FF"


def test_the_switcher_knows_the_language_of_the_page() -> None:
    scope = {"type": "http", "method": "GET", "path": "/ar/", "query_string": b"", "headers": []}
    links = language_links(Request(scope), ("en", "ar"))

    assert [(link.name, link.direction, link.is_current) for link in links] == [
        ("English", "ltr", False),
        ("العربية", "rtl", True),
    ]


@pytest.mark.parametrize(
    ("method", "path", "query"),
    [("POST", "/en/find", b""), ("GET", "/nowhere", b""), ("GET", "/en/", b"q" * 10_000)],
)
def test_the_switcher_leads_home_where_the_page_cannot_be_asked_for_again(
    method: str, path: str, query: bytes
) -> None:
    assert switcher(method, path, query) == {"en": "/en/", "ar": "/ar/"}
