"""What the pages of the table read from memory."""

from starlette.requests import Request

from directory.catalog.stock import stock_of
from directory.listings.routes.at_hand import need_choices, sayer_of, write_of
from directory.listings.views.sections import choices_of_areas
from directory.sheets.typed_cells import Terms


async def terms_of(request: Request) -> Terms:
    write = write_of(request)
    needs = {code: words for code, words, _ in await need_choices(sayer_of(request))}
    return Terms(
        write,
        needs,
        lambda country: dict(choices_of_areas(country or None, [], write)),
        stock_of(request).towns,
    )
