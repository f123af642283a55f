"""Which of our languages a browser's Accept-Language header asks for."""

import re
from collections.abc import Sequence

_RANGE = re.compile(
    r"\s*([a-z]{1,8}(?:-[a-z0-9]{1,8})*)\s*(?:;\s*q\s*=\s*([01](?:\.[0-9]{0,3})?)\s*)?", re.I
)
# No browser sends more; a longer header is not worth our time.
_LONGEST = 1_000


def negotiate(accept_language: str, offered: Sequence[str]) -> str:
    """The offered language that fits best, or the first one offered. Never raises.

    >>> negotiate("ar-EG;q=0.5, fr-CH;q=0.9", ["en", "fr", "ar"])
    'fr'
    """
    by_tag = {code.lower(): code for code in offered}
    parts = accept_language[:_LONGEST].split(",")
    ranges = [(float(match[2] or 1), match[1]) for match in map(_RANGE.fullmatch, parts) if match]
    # The sort is stable: among equals, the order they were sent in.
    for quality, wanted in sorted(ranges, key=lambda pair: -pair[0]):
        tag = wanted.lower() if quality else ""
        while tag:  # RFC 4647 lookup: zh-Hant-TW, then zh-Hant, then zh
            if tag in by_tag:
                return by_tag[tag]
            tag = tag.rpartition("-")[0]
    return offered[0]
