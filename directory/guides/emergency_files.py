"""Reads data/emergency: one TOML file a country, right to the last field or not used at all."""

import csv
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

from directory.errors import BrokenData, Problem
from directory.guides.emergency_line import EmergencyLine
from directory.guides.emergency_rules import Table, Waivers, find_faults
from directory.search.hours import every_week
from directory.search.opening import read_week


def load_emergency(folder: Path) -> dict[str, tuple[EmergencyLine, ...]]:
    """The lines of every country, by its code. Raises BrokenData with every fault of every file."""
    problems: list[Problem] = []
    waived = _read_waivers(folder / "waivers.csv")
    lines = {
        path.stem.upper(): tuple(_read_file(path, waived, problems))
        for path in sorted(folder.glob("*.toml"))
    }
    if problems:
        raise BrokenData(problems)
    return lines


def _read_waivers(path: Path) -> Waivers:
    """Numbers that their source prints and the metadata does not know, each with a reason."""
    if not path.exists():
        return frozenset()
    with path.open(encoding="utf-8", newline="") as file:
        return frozenset((row["country"], row["dial"]) for row in csv.DictReader(file))


def _read_file(path: Path, waived: Waivers, problems: list[Problem]) -> Iterator[EmergencyLine]:
    try:
        text = path.read_text(encoding="utf-8")
        document = tomllib.loads(text)
    except ValueError as fault:  # broken TOML and broken UTF-8 alike
        place = re.search(r"at line (\d+)", str(fault))
        where = int(place[1]) if place else 0
        problems.append(Problem(path.name, where, "", str(fault), "a TOML file in UTF-8"))
        return
    country, tables = path.stem.upper(), document.get("line", [])
    if document.get("country") != country:
        value = str(document.get("country", ""))
        problems.append(Problem(path.name, 1, "country", value, f'"{country}", as the file name'))
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        problems.append(Problem(path.name, 0, "line", str(tables), "tables that begin [[line]]"))
        return
    for index, table in enumerate(tables):
        faults = list(find_faults(table, country, waived))
        for field, value, expected in faults:
            where = _find_line(text, index, field)
            problems.append(Problem(path.name, where, field, str(value), expected))
        if not faults:
            yield _make_line(table, country)


def _find_line(text: str, index: int, field: str) -> int:
    """Where the field stands in the index-th [[line]], or where that table begins."""
    begin, tables = 0, -1
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip() == "[[line]]":
            tables += 1
            begin = number if tables == index else begin
        elif tables == index and re.match(rf"\s*{re.escape(field)}\s*=", line):
            return number
    return begin


def _make_line(table: Table, country: str) -> EmergencyLine:
    values: Table = {
        field: tuple(value) if isinstance(value, list) else value for field, value in table.items()
    }
    zone = values.pop("timezone", None)
    if zone:
        values["hours"] = every_week(read_week(values["hours"], zone))
    return EmergencyLine(country=country, **values)
