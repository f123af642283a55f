"""All the listings that somebody keeps, to take away as a table."""

from collections.abc import AsyncIterator, Sequence
from uuid import UUID

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from directory.accounts.badge import Badge
from directory.accounts.door import StaffRoute, query_of
from directory.accounts.permissions import Right
from directory.catalog.actions import batches
from directory.listings.keeping import open_kept
from directory.listings.queries import get_all_held
from directory.listings.table import BEGIN, COLUMNS, cells_of, lines_of


async def table(request: Request, badge: Badge) -> Response:
    kept = open_kept(badge).order_by("country", "name", "id")
    if country := query_of(request, "country"):
        kept = kept.filter(country=country)
    ids = [row[0] for row in await kept.values_list("id")]
    # A fixed name: what is saved tells nothing of who saved it.
    named = {"Content-Disposition": 'attachment; filename="listings.csv"'}
    return StreamingResponse(_written(ids), media_type="text/csv; charset=utf-8", headers=named)


async def _written(ids: Sequence[UUID]) -> AsyncIterator[str]:
    """Some hundred listings at a time: a directory of a whole world fits no memory."""
    yield BEGIN + lines_of([COLUMNS])
    for some in batches(ids):
        helds = await get_all_held(some)
        yield lines_of(cells_of(helds[each]).values() for each in some if each in helds)


localized_routes = [StaffRoute("/staff/listings/table", table, Right.KEEP_LISTINGS)]
