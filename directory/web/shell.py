"""What stands around every route, in the order in which a request meets it."""

from starlette.middleware import Middleware

from directory.web.bodies import PlainBodies
from directory.web.compression import Compressed
from directory.web.headers import SafeHeaders
from directory.web.refusals import Refusals
from directory.web.throttle import SizeLimits, Throttle


def shell(onion_location: str | None = None) -> list[Middleware]:
    """The middleware of the application; its `exception_handlers` are `refusals.HANDLERS`."""
    return [
        Middleware(SafeHeaders, onion_location),
        Middleware(Compressed),
        Middleware(Refusals),
        Middleware(PlainBodies),
        Middleware(SizeLimits),
        Middleware(Throttle),
    ]
