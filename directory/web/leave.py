"""Where the quick exit goes: for each language a site that anybody might have open."""

import csv
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

from directory.errors import BrokenData, Problem
from directory.settings import DATA


def read_exits(path: Path = DATA / "leave.csv") -> Mapping[str, str]:
    """The exit of each language, or BrokenData. Weather or sport: no one asks why it is open."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    problems = [
        Problem(path.name, line, "url", row["url"], "an address with https:// and no query")
        for line, row in enumerate(rows, start=2)
        if not _is_plain_https(row["url"])
    ]
    if problems:
        raise BrokenData(problems)
    return {row["language"]: row["url"] for row in rows}


def choose_exit(language: str, exits: Mapping[str, str], override: str | None = None) -> str:
    """The exit for a reader: the installation's own, the language's, or the one for English.

    It is never taken from the request: an exit that a stranger could set is a trap.
    """
    return override or exits.get(language) or exits["en"]


def _is_plain_https(url: str) -> bool:
    parts = urlsplit(url)
    return parts.scheme == "https" and bool(parts.hostname) and not parts.query
