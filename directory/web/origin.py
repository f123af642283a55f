"""Whether a form was sent from a page of this site."""

from urllib.parse import urlsplit

from starlette.requests import Request

from directory.errors import Forged


def require_own_origin(request: Request) -> None:
    """Forged unless the browser says that one of our own pages sent this."""
    if not has_own_origin(request):
        raise Forged


def has_own_origin(request: Request) -> bool:
    """Whether the browser says that one of our own pages sent this.

    Browsers name the origin with each form that is posted; one that names none is not trusted. The
    host alone is compared: behind a proxy we do not see whether it was https.
    """
    said = request.headers.get("origin") or request.headers.get("referer") or ""
    is_ours = urlsplit(said).netloc.lower() == request.headers.get("host", "").lower()
    return is_ours and request.headers.get("sec-fetch-site", "same-origin") in {
        "same-origin",
        "none",
    }
