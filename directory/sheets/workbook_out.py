"""Writing a workbook (.xlsx) that somebody fills in."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import BinaryIO

from xlsxwriter import Workbook  # type: ignore[import-untyped]  # XlsxWriter ships no types

# Texts stay texts: no zero before a number is lost, no telephone number is rounded.
_TEXT = {"num_format": "@", "text_wrap": True, "valign": "top"}
_HEADING = _TEXT | {"bold": True, "bg_color": "#E4EFEA", "border": 1, "border_color": "#C9D8D1"}
_PLAIN = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}


@dataclass(frozen=True, slots=True)
class Sheet:
    """lines: the first has the headings. widths: of the columns, in letters; the last holds for all
    that follow. hidden: so many columns at the start are not shown. choices: by column, what a cell
    can be chosen from."""

    title: str
    lines: Iterable[Sequence[str]]
    widths: Sequence[int]
    columns: int
    hidden: int = 0
    choices: Collection[tuple[int, Sequence[str]]] = ()


def write_workbook(file: BinaryIO, sheets: Iterable[Sheet], *, right_to_left: bool) -> None:
    book = Workbook(file, _PLAIN)
    text, heading = book.add_format(_TEXT), book.add_format(_HEADING)
    for sheet in sheets:
        page = book.add_worksheet(sheet.title[:31])
        if right_to_left:
            page.right_to_left()
        page.freeze_panes(1, sheet.hidden)
        for column in range(sheet.columns):
            width = sheet.widths[min(column, len(sheet.widths) - 1)]
            page.set_column(column, column, width, text, {"hidden": column < sheet.hidden})
        last = 0
        for last, line in enumerate(sheet.lines):
            for column, cell in enumerate(line):
                page.write_string(last, column, cell, text if last else heading)
        for column, choices in sheet.choices:
            rule = {"validate": "list", "source": list(choices)}
            page.data_validation(1, column, max(last, 1), column, rule)
    book.close()
