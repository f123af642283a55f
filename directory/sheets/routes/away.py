"""Taking the listings away as a table: as CSV, or as a workbook to fill in."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from io import BytesIO
from uuid import UUID

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from directory.accounts.badge import Badge
from directory.accounts.door import StaffRoute, query_of, redirect
from directory.accounts.permissions import Right
from directory.catalog.actions import batches
from directory.languages.localizer import Localizer
from directory.listings.keeping import open_kept
from directory.listings.queries import get_all_held
from directory.listings.routes.at_hand import write_of
from directory.sheets.cells import line_of
from directory.sheets.columns import COLUMNS
from directory.sheets.csv_out import BEGIN, lines_of
from directory.sheets.grid import MOST_LINES
from directory.sheets.guide import HIDDEN, choices, guide, headings
from directory.sheets.routes.at_hand import terms_of
from directory.sheets.typed_cells import Terms
from directory.sheets.workbook_out import Sheet, write_workbook

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_WIDTHS = (12, 12, 26, 9, 16, 34, 30)
_GUIDE_WIDTHS = (44, 90)


async def csv_file(request: Request, badge: Badge) -> Response:
    ids = await _ids(request, badge)
    # A fixed name: what is saved tells nothing of who saved it.
    return StreamingResponse(
        _written(ids), media_type="text/csv; charset=utf-8", headers=_named("listings.csv")
    )


async def workbook(request: Request, badge: Badge) -> Response:
    ids = await _ids(request, badge)
    if len(ids) > MOST_LINES:
        return redirect(request, "/staff/table", said="too_many")
    lines = [line async for some in _lines(ids) for line in some]
    terms = await terms_of(request)
    made = await asyncio.to_thread(_workbook, lines, terms, write_of(request))
    return Response(made, media_type=_XLSX, headers=_named("listings.xlsx"))


async def _ids(request: Request, badge: Badge) -> Sequence[UUID]:
    kept = open_kept(badge).order_by("country", "name", "id")
    if country := query_of(request, "country"):
        kept = kept.filter(country=country)
    return [row[0] for row in await kept.values_list("id")]


async def _written(ids: Sequence[UUID]) -> AsyncIterator[str]:
    yield BEGIN + lines_of([COLUMNS])
    async for lines in _lines(ids):
        yield lines_of(lines)


async def _lines(ids: Sequence[UUID]) -> AsyncIterator[list[list[str]]]:
    """Some hundred listings at a time: a directory of a whole world fits no memory."""
    for some in batches(ids):
        helds = await get_all_held(some)
        yield [line_of(helds[each]) for each in some if each in helds]


def _workbook(lines: Sequence[Sequence[str]], terms: Terms, write: Localizer) -> bytes:
    heads, words = headings(terms), list(guide(terms))
    file = BytesIO()
    sheets = [
        Sheet(
            write.gettext("Listings"),
            [heads, *lines],
            _WIDTHS,
            len(heads),
            HIDDEN,
            list(choices()),
        ),
        Sheet(write.gettext("How to fill it in"), words, _GUIDE_WIDTHS, len(_GUIDE_WIDTHS)),
    ]
    write_workbook(file, sheets, right_to_left=write.direction == "rtl")
    return file.getvalue()


def _named(name: str) -> dict[str, str]:
    return {"Content-Disposition": f'attachment; filename="{name}"'}


localized_routes = [
    StaffRoute("/staff/table/csv", csv_file, Right.KEEP_LISTINGS),
    StaffRoute("/staff/table/xlsx", workbook, Right.KEEP_LISTINGS),
]
