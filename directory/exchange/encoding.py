"""How the API writes JSON: compact, in UTF-8."""

import json
from typing import Any


def encode(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
