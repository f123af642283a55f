"""Pages that are the same for everybody who asks, kept for the rest of their minute."""

import gzip
from collections.abc import Collection
from datetime import datetime
from urllib.parse import parse_qsl

from isal import igzip
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from directory.web.compression import LEVEL, takes_gzip

MOST_PAGES = 2000  # some 12 MB
LONGEST_ADDRESS_BYTES = 200


class KeptPages:
    """Answers by their address, for one state of the records and one minute.

    `names` are those that an address may have and still be kept: with nothing of a person in it, no
    words and no place that one can walk to. Who could read this memory would learn that somebody
    asked for a kind of help in a country within this minute, and not who.
    """

    def __init__(self, names: Collection[str], state: object, moment: datetime) -> None:
        self.state, self._minute = state, _minute_of(moment)
        self._names = frozenset(names)
        self._pages: dict[tuple[str, bytes], bytes] = {}

    def __len__(self) -> int:
        return len(self._pages)

    def is_of(self, state: object, moment: datetime) -> bool:
        return self.state is state and self._minute == _minute_of(moment)

    def find(self, request: Request) -> Response | None:
        small = self._pages.get(_address(request)) if request.method == "GET" else None
        if small is None:
            return None
        if not takes_gzip(request.scope):
            return HTMLResponse(gzip.decompress(small))
        head = {"Content-Encoding": "gzip", "Vary": "Accept-Encoding"}
        return HTMLResponse(small, headers=head)

    def keep(self, request: Request, page: Response) -> Response:
        """Remember the page if it may be; the page itself either way."""
        if page.status_code == 200 and len(self._pages) < MOST_PAGES and self._may_keep(request):
            self._pages[_address(request)] = igzip.compress(bytes(page.body), LEVEL)
        return page

    def _may_keep(self, request: Request) -> bool:
        query = request.scope["query_string"]
        if request.method != "GET" or len(query) > LONGEST_ADDRESS_BYTES:
            return False
        pairs = parse_qsl(query.decode("ascii", "replace"), keep_blank_values=True)
        names = {name for name, _ in pairs}
        return names <= self._names


def kept_pages_of(
    request: Request, names: Collection[str], state: object, moment: datetime
) -> KeptPages:
    """Those of this minute; those of another, or of other records, are forgotten."""
    kept: KeptPages | None = getattr(request.app.state, "kept_pages", None)
    if kept is None or not kept.is_of(state, moment):
        kept = request.app.state.kept_pages = KeptPages(names, state, moment)
    return kept


def _minute_of(moment: datetime) -> datetime:
    return moment.replace(second=0, microsecond=0)


def _address(request: Request) -> tuple[str, bytes]:
    return request.scope["path"], request.scope["query_string"]
