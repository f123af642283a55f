"""The language stands in the path, and a reader can change it without losing the page."""

import re

import pytest
from httpx import AsyncClient


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


def links(page: str) -> list[str]:
    return re.findall(r'<a href="([^"]*)" lang="\w+" dir="\w+" hreflang', page)


async def test_the_switcher_leads_to_the_same_page(visitor: AsyncClient) -> None:
    page = await visitor.get('/es/safety?a=1&b=%FF"><script>')

    query = "?a=1&amp;b=%FF%22%3E%3Cscript%3E"
    assert [link for link in links(page.text) if link.startswith("/ar")] == [f"/ar/safety{query}"]


async def test_the_switcher_leads_home_where_a_form_was_answered(visitor: AsyncClient) -> None:
    page = await visitor.post("/es/safety")

    assert all(link in {"/en/", "/es/", "/fr/", "/ar/"} for link in links(page.text))
