"""Whoever opens a record sees what the next days really bring, and what was said in words."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from httpx import AsyncClient
from msgspec.structs import replace as changed
from starlette.applications import Starlette

from directory.catalog.listing import Text
from directory.search.hours import Hours, How, OtherDays, every_week
from directory.search.opening import read_week
from tests.pages import NATIONAL_LINE

WEEK = read_week("Mo-Fr 09:00-17:00", "Europe/Madrid")
SHUT = OtherDays(date(2026, 11, 26), date(2026, 11, 27))
NOON = datetime(2026, 11, 24, 11, tzinfo=UTC)


@pytest.fixture
def keeps(site: Starlette) -> Iterator[Starlette]:
    stock = site.state.stock
    yield site
    site.state.stock = stock


def give(site: Starlette, hours: Hours, **changes: object) -> None:
    """The same site on that noon, with a line that keeps these hours."""
    stock = site.state.stock
    (line,) = stock.shelf.listings_of("services", str(NATIONAL_LINE))
    shelf = stock.shelf.renew(
        [line.service_id], [changed(line, hours=hours, **changes)], lambda _: b"{}"
    )
    site.state.stock = replace(stock, shelf=shelf, clock=lambda: NOON)


async def test_unusual_days_are_told_by_their_dates(keeps: Starlette, client: AsyncClient) -> None:
    give(keeps, Hours(((How.PHONE, WEEK.spans),), "Europe/Madrid", None, (SHUT,)))

    page = (await client.get(f"/es/services/{NATIONAL_LINE}")).text

    assert "data-days-ahead" in page
    assert 'jueves <span class="soft">26 de noviembre</span></dt><dd>cerrado' in page
    assert "Abierto ahora, hasta las 17:00 (por teléfono)" in page


async def test_usual_days_are_told_as_a_week(keeps: Starlette, client: AsyncClient) -> None:
    give(keeps, every_week(WEEK))

    page = (await client.get(f"/es/services/{NATIONAL_LINE}")).text

    assert "data-days-ahead" not in page
    assert "<dt>jueves</dt>" in page


async def test_words_stand_beside_what_is_counted(keeps: Starlette, client: AsyncClient) -> None:
    """A line for children may be open all week while its second language is not."""
    give(
        keeps,
        every_week(read_week("24/7", "Europe/Madrid")),
        hours_text=Text("En ucraniano, los martes", "es"),
        cost="paid",
        cost_text=Text("Lo que cuesta una llamada local", "es"),
    )

    page = (await client.get(f"/es/services/{NATIONAL_LINE}")).text

    assert "En ucraniano, los martes" in page
    said = page.partition("<dt>Precio</dt>")[2].partition("</dd>")[0]
    assert "hay que pagar" in said
    assert "Lo que cuesta una llamada local" in said
