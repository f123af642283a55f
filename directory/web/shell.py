"""What stands around every route, in the order in which a request meets it."""

from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware

from directory.web.headers import SafeHeaders
from directory.web.refusals import Refusals
from directory.web.throttle import SizeLimits, Throttle


def shell(onion_location: str | None = None) -> list[Middleware]:
    """The middleware of the application; its `exception_handlers` are `refusals.HANDLERS`."""
    return [
        Middleware(SafeHeaders, onion_location),
        # Compression can betray a secret that stands beside a stranger's text (BREACH). Public
        # pages hold no secret: no session, no token. A page that does must not be compressed.
        Middleware(GZipMiddleware, compresslevel=6),
        Middleware(Refusals),
        Middleware(SizeLimits),
        Middleware(Throttle),
    ]
