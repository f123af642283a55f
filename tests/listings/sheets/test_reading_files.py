"""Whatever wrote the table, it is read whole, or refused with a sentence that says what to do."""

import zipfile
from io import BytesIO

import pytest

from directory.sheets.grid import MOST_LINES, Grid, read_file, read_text
from directory.sheets.refusals import NoTable
from tests.listings.sheets.spreadsheet import as_workbook

NAMES = {2: {"id": "1", "name": "Casa «Ñ»"}, 3: {"id": "2", "name": "بيت"}}
PLAIN = "id,name\n1,Casa «Ñ»\n2,بيت\n"


def cells(grid: Grid) -> dict[int, dict[str, str]]:
    return {line.number: dict(line.cells) for line in grid.lines}


def refusal(sent: bytes | str) -> str:
    with pytest.raises(NoTable) as caught:
        read_text(sent) if isinstance(sent, str) else read_file(sent)
    assert caught.value.sentence % caught.value.values
    return caught.value.sentence


@pytest.mark.parametrize(
    "sent",
    [
        PLAIN.encode(),
        PLAIN.encode("utf-8-sig"),
        PLAIN.encode("utf-16"),
        PLAIN.replace(",", ";").replace("\n", "\r\n").encode(),
        PLAIN.replace(",", "\t").encode(),
        as_workbook([["id", "name"], [1, "Casa «Ñ»"], ["2", "بيت"]]),
    ],
)
def test_every_usual_way_of_writing_it_is_read(sent: bytes) -> None:
    assert cells(read_file(sent)) == NAMES


def test_headings_may_say_more_and_stand_lower() -> None:
    grid = read_text("Our listings\n\nNumber [id]\tMine\tName [name]\n1\tx\tA\n\n2\ty\tB\n")

    assert cells(grid) == {4: {"id": "1", "name": "A"}, 6: {"id": "2", "name": "B"}}
    assert grid.unknown == ["Mine"]


def test_cells_may_hold_what_stands_between_cells() -> None:
    sent = 'id;name\n1;"a; ""b""\n c"\n'
    assert cells(read_text(sent)) == {2: {"id": "1", "name": 'a; "b"\nc'}}


def test_a_quotation_mark_that_nothing_closes_swallows_no_lines() -> None:
    assert refusal('id,name\n1,"A\n2,B\n3,C\n') == NoTable.BROKEN_LINE


@pytest.mark.parametrize(
    ("sent", "why"),
    [
        ("", NoTable.NOTHING),
        (" \n ", NoTable.NOTHING),
        ("name,phones\nA,1\n", NoTable.NO_HEADINGS),
        ("id,name,name\n1,A,B\n", NoTable.TWICE),
        ("Fundación,id\n1,2\n".encode("cp1252"), NoTable.NOT_UTF8),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 an old workbook", NoTable.NOT_UTF8),
        (b"PK\x03\x04 no archive", NoTable.NO_FILE),
        (b"id,name\n1,\0\n", NoTable.NO_FILE),
        ("id\n" + "1\n" * (MOST_LINES + 30), NoTable.TOO_MUCH),
        ("id," + "," * 300 + "\n1\n", NoTable.TOO_MUCH),
        ("id,name\n1," + "x" * 200_000 + "\n", NoTable.BROKEN_LINE),
    ],
)
def test_what_is_no_table_is_refused(sent: bytes | str, why: str) -> None:
    assert refusal(sent) == why


def with_part(name: str, content: bytes) -> bytes:
    """A workbook with one more part in it, or another one in the place of its own."""
    file = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(as_workbook([["id"], ["1"]]))) as source,
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made,
    ):
        for part in source.infolist():
            if part.filename != name:
                made.writestr(part, source.read(part))
        made.writestr(name, content)
    return file.getvalue()


@pytest.mark.parametrize(
    "name",
    ["xl/media/image1.png", "docProps/thumbnail.jpeg", "xl/vbaProject.bin", "xl/embeddings/a.docx"],
)
def test_no_picture_and_no_program_comes_in_with_a_table(name: str) -> None:
    assert refusal(with_part(name, b"\x89PNG")) == NoTable.HOLDS_MORE


def test_what_programs_write_beside_the_tables_does_no_harm() -> None:
    file = with_part("xl/printerSettings/printerSettings1.bin", b"\0\1")
    assert cells(read_file(file)) == {2: {"id": "1"}}


SHEET = (
    '<?xml version="1.0"?>'
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    '<sheetData><row r="1"><c r="A1" t="str"><v>id</v></c></row>{rows}</sheetData>'
    "</worksheet>"
)


@pytest.mark.parametrize("place", ["XFD1048576", "B900000", "ZZZ1"])
def test_a_single_cell_far_away_makes_no_huge_table(place: str) -> None:
    row = f'<row><c r="{place}" t="str"><v>1</v></c></row>'
    sheet = SHEET.format(rows=row).encode()

    assert refusal(with_part("xl/worksheets/sheet1.xml", sheet)) == NoTable.TOO_MUCH


def test_a_small_archive_becomes_no_huge_one() -> None:
    assert refusal(with_part("xl/styles.xml", b" " * 90_000_000)) == NoTable.TOO_MUCH


def test_an_archive_that_lies_about_a_part_is_refused() -> None:
    sent = bytearray(with_part("xl/styles.xml", b" " * 100_000))
    # The size that the directory at the end says, of a part that is longer.
    at = sent.rindex((100_000).to_bytes(4, "little"))
    sent[at : at + 4] = (1_000).to_bytes(4, "little")

    assert refusal(bytes(sent)) == NoTable.NO_FILE
