"""Whether a form was sent from a page of this site."""

from urllib.parse import urlsplit

from starlette.requests import Request

from directory.errors import Forged


def require_own_origin(request: Request) -> None:
    """Forged unless the browser says that one of our own pages sent this.

    Browsers name the origin with each form that is posted; one that names none is not trusted. The
    host alone is compared: behind a proxy we do not see whether it was https.
    """
    said = request.headers.get("origin") or request.headers.get("referer") or ""
    if urlsplit(said).netloc.lower() != request.headers.get("host", "").lower():
        raise Forged
    if request.headers.get("sec-fetch-site", "same-origin") not in {"same-origin", "none"}:
        raise Forged
