"""Lines of the table as CSV."""

import csv
from collections.abc import Iterable
from io import StringIO

from directory.sheets.damage import defused

# A byte order mark, or spreadsheets take UTF-8 for something else.
BEGIN = "\N{ZERO WIDTH NO-BREAK SPACE}"


def lines_of(rows: Iterable[Iterable[str]]) -> str:
    """As RFC 4180 has them, with nothing in them that a spreadsheet would run."""
    written = StringIO(newline="")
    csv.writer(written).writerows([defused(cell) for cell in row] for row in rows)
    return written.getvalue()
