"""Answers on fewer bytes, for whoever takes gzip."""

from isal import igzip
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from directory.web.staffed import is_for_staff

# Below, the head of a packet weighs more than what would be saved.
SMALLEST_BYTES = 500
# 2 and 3 save a hundredth more of a page, and take twice as long and longer.
LEVEL = 1
_TEXTS = (b"text/", b"application/json", b"application/geo+json", b"image/svg+xml")


class Compressed:
    """Compresses texts that are answered in one piece, as all of ours are.

    Compression can betray a secret that stands beside a stranger's text (BREACH). Public pages hold
    no secret: no session, no token. Staff pages hold the token of their forms: they stay plain.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        is_plain = scope["type"] != "http" or is_for_staff(scope["path"])
        if not is_plain and takes_gzip(scope):
            send = _Compressing(send).send
        await self.app(scope, receive, send)


class _Compressing:
    """Holds the head of an answer back until its body says how long it will be."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self._head: Message | None = None

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self._head = message
            return
        if self._head is not None:
            head, self._head = self._head, None
            if message["type"] == "http.response.body" and not message.get("more_body"):
                head, message = _compressed(head, message)
            await self._send(head)
        await self._send(message)


def _compressed(head: Message, message: Message) -> tuple[Message, Message]:
    body, headers = message.get("body", b""), dict(head["headers"])
    is_text = headers.get(b"content-type", b"").startswith(_TEXTS)
    if len(body) < SMALLEST_BYTES or not is_text or b"content-encoding" in headers:
        return head, message
    small = igzip.compress(body, LEVEL)
    vary = b", ".join(filter(None, (headers.get(b"vary"), b"Accept-Encoding")))
    told = [(b"content-encoding", b"gzip"), (b"content-length", str(len(small)).encode())]
    kept = [pair for pair in head["headers"] if pair[0] not in (b"content-length", b"vary")]
    return {**head, "headers": [*kept, *told, (b"vary", vary)]}, {**message, "body": small}


def takes_gzip(scope: Scope) -> bool:
    return any(name == b"accept-encoding" and b"gzip" in value for name, value in scope["headers"])
