"""A table as it came in, whatever wrote it: columns by their names, lines by their numbers."""

import csv
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import StringIO
from itertools import islice

from directory.sheets.columns import COLUMNS, ID
from directory.sheets.damage import restored
from directory.sheets.refusals import NoTable
from directory.sheets.workbook_in import MOST_COLUMNS, Rows, read_workbook

# More would keep other writers of an embedded database waiting for longer than they wait (10 s).
MOST_LINES = 5_000
_MOST_ROWS = MOST_LINES + 20  # with titles and headings
_HEADINGS_WITHIN = 20
_ZIP, _UTF16 = b"PK\x03\x04", (b"\xff\xfe", b"\xfe\xff")
_DELIMITERS = ",;\t|"
# "Telephone numbers [phones]"
_NAMED = re.compile(r"(?s).*\[([a-z_]+)\]\s*")


@dataclass(frozen=True, slots=True)
class Line:
    """number: as a spreadsheet counts its rows. cells: by column, restored."""

    number: int
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Grid:
    """unknown: headings that are none of ours."""

    lines: Sequence[Line]
    unknown: Sequence[str]


def read_file(sent: bytes) -> Grid:
    """A workbook, or CSV in UTF-8 or UTF-16. Raises NoTable."""
    if sent.startswith(_ZIP):
        return _first_with_headings(read_workbook(sent, _MOST_ROWS))
    encoding = "utf-16" if sent.startswith(_UTF16) else "utf-8-sig"
    try:
        text = sent.decode(encoding)
    except UnicodeDecodeError as error:
        raise NoTable(NoTable.NOT_UTF8) from error
    if "\0" in text:
        raise NoTable(NoTable.NO_FILE)
    return read_text(text)


def read_text(text: str) -> Grid:
    """CSV, or cells as a spreadsheet copies them. Raises NoTable."""
    if not text.strip():
        raise NoTable(NoTable.NOTHING)
    delimiter = _delimiter(text)
    if delimiter is None:
        raise NoTable(NoTable.NO_HEADINGS)
    return _first_with_headings([_rows(text, delimiter)])


def _delimiter(text: str) -> str | None:
    """What stands between the names of the columns."""
    for line in islice(StringIO(text), _HEADINGS_WITHIN):
        for delimiter in _DELIMITERS:
            if ID in (_name(cell.strip('\r\n"')) for cell in line.split(delimiter)):
                return delimiter
    return None


def _rows(text: str, delimiter: str) -> Rows:
    # strict: a quotation mark that nothing closes would swallow all lines that follow.
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows: Rows = []
    try:
        rows.extend(islice(reader, _MOST_ROWS + 1))
    except csv.Error as error:
        raise NoTable(NoTable.BROKEN_LINE, number=str(len(rows) + 1)) from error
    return rows


def _first_with_headings(tables: Iterable[Rows]) -> Grid:
    for rows in tables:
        at = _find_headings(rows)
        if at is not None:
            return _grid(rows, at)
    raise NoTable(NoTable.NO_HEADINGS)


def _find_headings(rows: Rows) -> int | None:
    for at, row in enumerate(rows[:_HEADINGS_WITHIN]):
        if ID in map(_name, row):
            return at
    return None


def _name(heading: str) -> str:
    named = _NAMED.fullmatch(heading)
    return named[1] if named else heading.strip().lower()


def _grid(rows: Rows, at: int) -> Grid:
    names = [_name(heading) for heading in rows[at]]
    known = [name for name in names if name in COLUMNS]
    for name in known:
        if known.count(name) > 1:
            raise NoTable(NoTable.TWICE, name=name)
    if len(rows) > _MOST_ROWS or len(names) > MOST_COLUMNS:
        raise NoTable(NoTable.TOO_MUCH)
    lines = list(_lines(rows, at, names))
    if not lines:
        raise NoTable(NoTable.NO_LINES)
    unknown = [heading.strip()[:80] for heading in rows[at] if _name(heading) not in COLUMNS]
    return Grid(lines, [heading for heading in unknown if heading])


def _lines(rows: Rows, at: int, names: Sequence[str]) -> Iterator[Line]:
    for number, row in enumerate(rows[at + 1 :], start=at + 2):
        pairs = zip(names, map(restored, row), strict=False)
        cells = {name: cell for name, cell in pairs if name in COLUMNS}
        if any(cells.values()):
            yield Line(number, {name: cells.get(name, "") for name in names if name in COLUMNS})
