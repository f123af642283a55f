"""How the API writes JSON: compact, in UTF-8."""

import json
from hashlib import sha256
from typing import Any


def encode(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def etag_of(body: bytes) -> str:
    """The strong ETag of an answer: the same for the same bytes, and for no others."""
    return f'"{sha256(body).hexdigest()[:32]}"'
