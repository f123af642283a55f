"""Answers on fewer bytes, for whoever takes gzip."""

from isal import igzip
from starlette.types import Message, Scope

from directory.web.staffed import is_for_staff

# Below, the head of a packet weighs more than what would be saved.
SMALLEST_BYTES = 500
# 2 and 3 save a hundredth more of a page, and take twice as long and longer.
LEVEL = 1
_TEXTS = (b"text/", b"application/json", b"application/geo+json", b"image/svg+xml")


def may_compress(scope: Scope) -> bool:
    """Whether an answer may be compressed.

    Compression can betray a secret that stands beside a stranger's text (BREACH). Public pages hold
    no secret: no session, no token. Staff pages hold the token of their forms: they stay plain.
    """
    return takes_gzip(scope) and not is_for_staff(scope["path"])


def takes_gzip(scope: Scope) -> bool:
    return b"gzip" in dict(scope["headers"]).get(b"accept-encoding", b"")


def compressed(head: Message, message: Message) -> tuple[Message, Message]:
    """The head and the body of a text that is answered in one piece, as all of ours are."""
    body, headers = message.get("body", b""), dict(head["headers"])
    is_text = headers.get(b"content-type", b"").startswith(_TEXTS)
    is_whole = message["type"] == "http.response.body" and not message.get("more_body")
    # An ETag names the bytes of its answer, and no others.
    is_plain = b"content-encoding" not in headers and b"etag" not in headers
    if not is_whole or len(body) < SMALLEST_BYTES or not is_text or not is_plain:
        return head, message
    small = igzip.compress(body, LEVEL)
    vary = b", ".join(filter(None, (headers.get(b"vary"), b"Accept-Encoding")))
    told = [(b"content-encoding", b"gzip"), (b"content-length", str(len(small)).encode())]
    kept = [pair for pair in head["headers"] if pair[0] not in (b"content-length", b"vary")]
    return {**head, "headers": [*kept, *told, (b"vary", vary)]}, {**message, "body": small}
