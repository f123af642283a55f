"""The headers of every answer, whatever gave it: what a browser may do with it, and keep of it."""

from collections.abc import Mapping, Sequence
from urllib.parse import quote

from directory.web.staffed import is_for_staff

RawHeaders = Sequence[tuple[bytes, bytes]]

# What a page uses, and nothing else. No 'unsafe-inline', so that a listing's text that slipped
# through as markup stays without effect; no other host, so that nobody else learns of a visit.
_POLICY = "; ".join(
    [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    ]
)

# All off, for us and for whatever might one day be embedded. Only names that Chromium knows: it
# complains of others in the console, where our tests look for faults.
_FEATURES = (
    "accelerometer", "autoplay", "browsing-topics", "camera", "display-capture",
    "encrypted-media", "fullscreen", "gamepad", "geolocation", "gyroscope", "hid",
    "identity-credentials-get", "idle-detection", "interest-cohort", "local-fonts",
    "magnetometer", "microphone", "midi", "otp-credentials", "payment", "picture-in-picture",
    "publickey-credentials-create", "publickey-credentials-get", "screen-wake-lock", "serial",
    "storage-access", "usb", "window-management", "xr-spatial-tracking",
)  # fmt: skip

HEADERS = {
    "Content-Security-Policy": _POLICY,
    # Not "no-referrer": browsers would then send "Origin: null" with our own forms.
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": ", ".join(f"{feature}=()" for feature in _FEATURES),
    "Strict-Transport-Security": "max-age=31536000; includeSubDomains",
    # A browser must not look up the hosts of links that nobody has followed.
    "X-DNS-Prefetch-Control": "off",
}
# Those who work here may sign in with a passkey.
STAFF_FEATURES = ", ".join(
    f"{feature}=(self)" if feature.startswith("publickey-") else f"{feature}=()"
    for feature in _FEATURES
)
# A page of theirs asks for more time without leaving what is being written (static/js/idle.js).
STAFF_HEADERS = {
    **HEADERS,
    "Content-Security-Policy": f"{_POLICY}; connect-src 'self'",
    "Permissions-Policy": STAFF_FEATURES,
}


def _raw(headers: Mapping[str, str]) -> list[tuple[bytes, bytes]]:
    return [(name.lower().encode(), value.encode()) for name, value in headers.items()]


_RAW, _STAFF_RAW = _raw(HEADERS), _raw(STAFF_HEADERS)
# "Server" tells an attacker which faults to try.
_REPLACED = {name for name, _ in _RAW} | {b"server"}
_NOT_KEPT = (b"cache-control", b"no-store")


def complete(headers: RawHeaders, path: str, onion_location: str | None = None) -> RawHeaders:
    """The headers of an answer with those above; it must see whatever can answer."""
    said = dict(headers)
    is_page = said.get(b"content-type", b"").startswith(b"text/html")
    may_be_kept = b"cache-control" in said
    kept = [*headers]
    if not _REPLACED.isdisjoint(said):
        kept = [(name, value) for name, value in kept if name not in _REPLACED]
    # Only a static file asks to be kept. No page can: the phone may be checked by others.
    if is_page or not may_be_kept:
        if may_be_kept:
            kept = [(name, value) for name, value in kept if name != b"cache-control"]
        kept.append(_NOT_KEPT)
    if is_page and onion_location:
        kept.append((b"onion-location", (onion_location.rstrip("/") + quote(path)).encode()))
    return kept + (_STAFF_RAW if is_for_staff(path) else _RAW)
