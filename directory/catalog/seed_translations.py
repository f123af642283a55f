"""What services/ says in words, in further languages: services/translations/<language>.csv.

A file pairs each original with its translation, so one line serves every service that says the
same, and a changed original is at once without a translation rather than with a wrong one.
"""

import csv
from collections.abc import Iterator, Mapping
from pathlib import Path
from uuid import UUID

from directory.catalog.differences import Wish
from directory.catalog.identity import stable_id
from directory.catalog.models import Translation
from directory.catalog.models.translation import fingerprint
from directory.catalog.seed_records import service_id
from directory.catalog.seed_rows import SeedRow
from directory.catalog.seed_values import language_name
from directory.errors import Problem

COLUMNS = ["original", "translation"]
Translations = Mapping[str, Mapping[str, str]]  # language → original → translation


def read_translations(folder: Path, problems: list[Problem]) -> Translations:
    return {path.stem: _read(path, problems) for path in sorted(folder.glob("*.csv"))}


def wish_translations(row: SeedRow, translations: Translations) -> Iterator[Wish]:
    """The words of one row in every language that has them."""
    for kind, record, field, original in _texts(row):
        for language, pairs in translations.items():
            if original in pairs:
                values = {
                    "link_type": kind,
                    "link_id": record,
                    "field": field,
                    "language": language,
                    "value": pairs[original],
                    # Until a person who speaks the language has read it.
                    "origin": "machine",
                    "source": f"data/services/translations/{language}.csv",
                    "source_hash": fingerprint(original),
                }
                key = stable_id("translation", record, field, language)
                yield Wish(Translation, key, service_id(row), values)


def _texts(row: SeedRow) -> Iterator[tuple[str, UUID, str, str]]:
    owner = service_id(row)
    yield "service", owner, "eligibility_description", row["audience"]
    yield "service", owner, "fees_description", row["cost_text"]
    yield "schedule", stable_id("schedule", row["id"], "words"), "description", row["hours_text"]


def _read(path: Path, problems: list[Problem]) -> dict[str, str]:
    name, pairs = f"{path.parent.name}/{path.name}", {}
    if language_name(path.stem) is None:
        problems.append(Problem(name, 0, "file", path.stem, "a language tag such as es.csv"))
    with path.open(encoding="utf-8-sig", newline="") as lines:
        reader = csv.DictReader(lines, restval="")
        if reader.fieldnames != COLUMNS:
            given = ",".join(reader.fieldnames or ())
            problems.append(Problem(name, 1, "header", given, ",".join(COLUMNS)))
            return {}
        for row in reader:
            original, translation = row["original"].strip(), row["translation"].strip()
            if not original or not translation or original in pairs:
                expected = "an original that no other line has, and its translation"
                problems.append(Problem(name, reader.line_num, "original", original, expected))
            pairs[original] = translation
    return pairs
