"""What answers one reader at one moment: the stock, the towns and needs, the language, the time."""

from dataclasses import dataclass
from datetime import datetime

from starlette.requests import Request

from directory.catalog.stock import Stock, stock_of
from directory.finder.stock import FinderStock, finder_stock_of
from directory.languages.localizer import Localizer, get_localizer


@dataclass(frozen=True, slots=True)
class Desk:
    stock: Stock
    finder: FinderStock
    localizer: Localizer
    moment: datetime


def desk_for(request: Request) -> Desk:
    stock = stock_of(request)
    localizer = get_localizer(request.path_params["language"])
    return Desk(stock, finder_stock_of(request), localizer, stock.clock())
