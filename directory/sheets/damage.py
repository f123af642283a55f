"""What spreadsheets do to cells that nobody touched, and what they run.

Threat: a cell that begins like a formula is run on the machine of whoever opens the table. And a
number that a spreadsheet shortened would be called by a family in danger.
"""

import re
from decimal import Decimal, InvalidOperation

# What a spreadsheet would run as a formula.
_FORMULAS = ("=", "+", "-", "@", "\t", "\r")
_SHORTENED = re.compile(r"\d+(?:[.,]\d+)?[eE]\+?\d+")
# A letter that was lost on the way between two encodings.
_LOST = "\N{REPLACEMENT CHARACTER}"


def defused(cell: str) -> str:
    """With an apostrophe before what a spreadsheet would run."""
    return f"'{cell}" if cell.startswith(_FORMULAS) else cell


def restored(cell: str) -> str:
    """As it was before `defused`, with the line ends and spaces of our own."""
    text = cell.replace("\r\n", "\n").replace("\r", "\n")
    if text.startswith("'") and text[1:].startswith(_FORMULAS):
        text = text[1:]
    return "\n".join(line.strip() for line in text.split("\n")).strip()


def is_same(cell: str, written: str) -> bool:
    """Whether a restored cell is what we wrote, or all that a spreadsheet leaves of it."""
    if cell == written or cell == restored(written):
        return True
    if written.isdigit() and cell == str(int(written)):  # it loses the zeros before a number
        return True
    return written.isdigit() and _rounds_to(written, cell)


def is_damaged(cell: str) -> bool:
    """Whether it cannot be what anybody typed: 3.16E+10, or a letter that was lost."""
    return bool(_SHORTENED.fullmatch(cell)) or _LOST in cell


def _rounds_to(written: str, cell: str) -> bool:
    """3.16E+10 is what is left of 31612345678."""
    if not _SHORTENED.fullmatch(cell):
        return False
    try:
        left = Decimal(cell.replace(",", "."))
    except InvalidOperation:
        return False
    step = Decimal((0, (1,), int(left.as_tuple().exponent)))
    return abs(Decimal(written) - left) <= step
