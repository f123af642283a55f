"""Lists asked for by a plain search around a point: by most programs, so in the shortest way."""

from collections.abc import Callable

from starlette.types import Scope

from directory.catalog.stock import Stock
from directory.exchange.kinds import KINDS, Kind
from directory.exchange.pages import write_page
from directory.exchange.parameters import DEFAULT_PER_PAGE
from directory.exchange.stock import ExchangeStock
from directory.web.forms import plain_query
from directory.web.programs import Encoded


def _list_of(kind: Kind) -> Callable[[Scope], Encoded | None]:
    """What is told of a kind; None where it takes `routes` to read what is asked."""

    def find(scope: Scope) -> Encoded | None:
        given = plain_query(scope["query_string"])
        if given is None:
            return None
        state = scope["app"].state
        stock: Stock = state["stock"]
        exchange: ExchangeStock = state["exchange"]
        query = exchange.asker.around(given, DEFAULT_PER_PAGE, stock.clock)
        if query is None:
            return None
        told = kind.tell(stock.shelf, query)
        return Encoded(write_page(told.pieces, told.count, told.total, query))

    return find


# By the whole path, for `web.shell`.
at_hand = {f"/api/{kind.name}": _list_of(kind) for kind in KINDS}
