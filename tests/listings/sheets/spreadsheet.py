"""A spreadsheet as somebody uses it: a table taken away, changed, and sent back."""

import csv
from base64 import urlsafe_b64encode
from io import BytesIO, StringIO
from typing import Any

from httpx import Response
from python_calamine import CalamineWorkbook
from xlsxwriter import Workbook  # type: ignore[import-untyped]  # XlsxWriter ships no types

from tests.accounts.browser import Browser
from tests.finder.reading import words

PATH = "/en/staff/table"
Rows = list[dict[str, str]]


async def take(browser: Browser, query: str = "") -> Rows:
    answer = await browser.get(f"{PATH}/csv{query}")
    assert answer.headers["content-disposition"] == 'attachment; filename="listings.csv"'
    assert answer.headers["cache-control"] == "no-store"
    return read_csv(answer.content)


def read_csv(sent: bytes) -> Rows:
    assert sent.startswith("\N{ZERO WIDTH NO-BREAK SPACE}id,".encode())
    return list(csv.DictReader(StringIO(sent.decode("utf-8-sig"), newline="")))


async def take_workbook(browser: Browser, language: str, query: str) -> list[list[str]]:
    answer = await browser.get(f"/{language}/staff/table/xlsx{query}")
    assert answer.headers["content-disposition"] == 'attachment; filename="listings.xlsx"'
    book = CalamineWorkbook.from_filelike(BytesIO(answer.content))
    return [list(map(str, row)) for row in book.get_sheet_by_index(0).to_python()]


def as_csv(rows: Rows, delimiter: str = ",") -> str:
    written = StringIO(newline="")
    writer = csv.DictWriter(written, list(rows[0]), delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    return written.getvalue()


def as_workbook(rows: list[list[Any]]) -> bytes:
    file = BytesIO()
    book = Workbook(file)
    sheet = book.add_worksheet()
    for number, row in enumerate(rows):
        sheet.write_row(number, 0, row)
    book.close()
    return file.getvalue()


async def paste(browser: Browser, cells: str) -> Response:
    await browser.get(PATH)
    return await browser.post(PATH, cells=cells)


async def upload(browser: Browser, file: bytes) -> Response:
    """As the page's script sends a file."""
    await browser.get(PATH)
    return await browser.post(PATH, file=urlsafe_b64encode(file).decode())


async def look(browser: Browser, answer: Response) -> Response:
    """The page on which everything that would change is shown."""
    assert answer.status_code == 303, words(answer.text)
    return await browser.get(answer.headers["location"])


async def take_over(browser: Browser, answer: Response) -> Response:
    await look(browser, answer)
    return await browser.post(answer.headers["location"])
