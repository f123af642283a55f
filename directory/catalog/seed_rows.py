"""The rows of data/services, as they stand in their files."""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

from directory.errors import Problem

# fmt: off
COLUMNS = [
    "id", "organization", "organization_native", "organization_url", "service", "service_native",
    "native_language", "needs", "country", "region", "city", "address", "postal_code", "lat",
    "lon", "visibility", "serves", "phones", "phones_display", "short_codes", "sms", "whatsapp",
    "chat_url", "website", "email", "languages", "hours", "hours_text", "timezone", "cost",
    "cost_text", "audience", "minimum_age", "maximum_age", "accessible", "referral_required",
    "confidence", "evidence", "source_url", "source_name", "source_date", "verified_on", "notes",
]
# fmt: on


@dataclass(frozen=True, slots=True)
class SeedRow:
    """One line of a file: what is in its columns, with the white space at the ends taken off."""

    file: str
    line: int
    values: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        return self.values[column]

    def many(self, column: str) -> tuple[str, ...]:
        """The parts of a list, which semicolons keep apart."""
        return tuple(part.strip() for part in self.values[column].split(";") if part.strip())

    def problem(self, column: str, expected: str, value: str | None = None) -> Problem:
        """A fault in one column. `value` where only a part of it is at fault, or may be told."""
        told = self.values[column] if value is None else value
        return Problem(self.file, self.line, column, told, expected)


def read_rows(paths: list[Path], problems: list[Problem]) -> list[SeedRow]:
    """Read the files in their order; what cannot be read at all goes to `problems`."""
    return [row for path in paths for row in _read_file(path, problems)]


def _read_file(path: Path, problems: list[Problem]) -> Iterator[SeedRow]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        byte = f"byte {error.object[error.start]:#04x}"
        problems.append(Problem(path.name, line, "", byte, "text in UTF-8"))
        return
    lines = csv.reader(StringIO(text, newline=""))
    header = next(lines, [])
    if header != COLUMNS:
        problems.append(_header_problem(path, header))
        return
    for cells in lines:
        if len(cells) == len(COLUMNS):
            values = {name: cell.strip() for name, cell in zip(COLUMNS, cells, strict=True)}
            yield SeedRow(path.name, lines.line_num, values)
        elif cells:
            expected = f"{len(COLUMNS)} columns; is a comma outside quotation marks?"
            found = f"{len(cells)} columns"
            problems.append(Problem(path.name, lines.line_num, "", found, expected))


def _header_problem(path: Path, header: list[str]) -> Problem:
    missing = [name for name in COLUMNS if name not in header]
    unknown = [name for name in header if name not in COLUMNS]
    wrong = ", ".join(unknown) or (f"no {', '.join(missing)}" if missing else "another order")
    return Problem(path.name, 1, "", wrong, f"the columns {', '.join(COLUMNS)}, in this order")
