"""Reading a workbook (.xlsx) that holds tables and nothing else.

Threat: pictures of abuse must never arrive here, not even inside another file; and a small archive
must not become a huge one in memory. So all parts are looked at before anything reads a table.
"""

import re
import zlib
from collections.abc import Iterator
from datetime import date, datetime, time
from io import BytesIO
from zipfile import BadZipFile, ZipFile, ZipInfo

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, ZipError

from directory.sheets.refusals import NoTable

Rows = list[list[str]]
MOST_COLUMNS = 200
_MOST_PARTS, _MOST_BYTES = 200, 80 * 1024 * 1024
# What programs write beside the tables, none of it a picture: colours, names, settings of printers.
_HARMLESS = re.compile(r"[\w \-./\[\]]+\.(?:xml|rels|vml)|xl/printerSettings/\w+\.bin")
_TABLE = re.compile(r"xl/worksheets/[^/]+\.xml")
_PLACE = re.compile(rb"""\sr\s*=\s*["']([A-Za-z]{1,9})(\d{1,9})["']""")
_BROKEN = (BadZipFile, zlib.error, NotImplementedError, EOFError, RuntimeError)


def read_workbook(sent: bytes, most_lines: int) -> Iterator[Rows]:
    """The cells of each table, as texts. Raises NoTable."""
    _require_tables_alone(sent, most_lines)
    try:
        book = CalamineWorkbook.from_filelike(BytesIO(sent))
        for name in book.sheet_names:
            rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
            yield [[_text(value) for value in row] for row in rows]
    except (CalamineError, PasswordError, ZipError) as error:
        raise NoTable(NoTable.NO_FILE) from error


def _require_tables_alone(sent: bytes, most_lines: int) -> None:
    try:
        with ZipFile(BytesIO(sent)) as archive:
            parts = archive.infolist()
            if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > _MOST_BYTES:
                raise NoTable(NoTable.TOO_MUCH)
            for part in parts:
                _look_at(archive, part, most_lines)
    except _BROKEN as error:
        raise NoTable(NoTable.NO_FILE) from error


def _look_at(archive: ZipFile, part: ZipInfo, most_lines: int) -> None:
    if not part.is_dir() and not _HARMLESS.fullmatch(part.filename):
        raise NoTable(NoTable.HOLDS_MORE, name=part.filename[-80:])
    # To its end, whatever it is: the checksum finds the part that is longer than it says.
    content = archive.read(part)
    if not _TABLE.fullmatch(part.filename):
        return
    for letters, number in _PLACE.findall(content):
        # A single cell far away makes a table of a thousand million empty ones.
        if int(number) > most_lines or _column(letters.upper()) > MOST_COLUMNS:
            raise NoTable(NoTable.TOO_MUCH)


def _column(letters: bytes) -> int:
    """28 of "AB"."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, time):
        return value.strftime("%H:%M")
    if isinstance(value, datetime | date):
        return value.isoformat()[:10]
    return str(value)
