"""Promise 2, on the whole application: what a person searches is in no log and in no database."""

import io
import logging
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from httpx import AsyncClient
from starlette.applications import Starlette

from directory.privacy.logging import configure_logging
from directory.web.kept import KeptPages

MARKER = "zephyrquartz"


@pytest.fixture
def everything_logged() -> Iterator[io.StringIO]:
    """The log as the server writes it, at the level that says most."""
    root = logging.getLogger()
    before, level = root.handlers, root.level
    stream = io.StringIO()
    configure_logging(logging.DEBUG, stream)
    yield stream
    root.handlers, root.level = before, level


async def test_no_search_reaches_a_log(client: AsyncClient, everything_logged: io.StringIO) -> None:
    headers = {"user-agent": MARKER, "referer": f"http://{MARKER}.test/", "cookie": f"a={MARKER}"}
    asked = {"q": f"{MARKER} he wants money", "place": MARKER, "country": "ES"}
    for address in ("find", "map", "where"):
        await client.post(f"/en/{address}", data=asked, headers=headers)
        await client.get(f"/en/{address}", params=asked, headers=headers)
    await client.post("/en/find", data={"q": MARKER * 100, "country": MARKER}, headers=headers)
    await client.get(f"/en/{MARKER}?q={MARKER}", headers=headers)
    logging.getLogger("directory.test").info("the log works")

    written = everything_logged.getvalue()
    assert "the log works" in written
    assert MARKER not in written
    assert "127.0.0.1" not in written


async def test_no_search_reaches_the_database(
    client: AsyncClient, request: pytest.FixtureRequest
) -> None:
    folder = Path(request.getfixturevalue("seeded_sqlite")).parent
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    await client.post("/en/find", data={"q": MARKER, "country": "ES"})
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


async def test_own_words_stand_in_no_address_of_a_page(client: AsyncClient) -> None:
    page = (await client.post("/en/find", data={"q": f"{MARKER} sextortion"})).text
    addresses = re.findall(r'(?:href|action|src)="([^"]*)"', page)
    assert addresses
    assert not [address for address in addresses if MARKER in address]


async def test_no_need_stands_in_an_address_or_a_title(client: AsyncClient) -> None:
    page = (await client.post("/en/find", data={"need": ["100", "200"], "country": "ES"})).text
    for found in [*re.findall(r'href="(/[^"]*|\?[^"]*)"', page), *re.findall("<title>.*", page)]:
        assert not re.search("abus|sex|blackmail|counsel|harm|victim", found, re.IGNORECASE)


async def test_no_words_and_no_place_are_in_the_pages_that_are_kept(
    client: AsyncClient, site: Starlette
) -> None:
    site.state.kept_pages = None
    for asked in ({"q": MARKER}, {"place": MARKER}, {"lat": "1.23", "lon": "4.56"}, {MARKER: "1"}):
        await client.get("/en/find", params={"country": "ES"} | asked)
        await client.get("/en/map", params={"country": "ES"} | asked)
    await client.get("/en/find", params={"country": "ES"})

    kept: KeptPages = site.state.kept_pages
    assert len(kept) == 1
