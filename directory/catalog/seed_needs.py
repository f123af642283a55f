"""Our taxonomy of needs as HSDS taxonomy terms, from data/needs."""

import csv
from collections.abc import Iterator, Mapping
from pathlib import Path
from uuid import UUID

from directory.catalog.differences import Wish
from directory.catalog.identity import stable_id
from directory.catalog.models import Taxonomy, TaxonomyTerm, Translation
from directory.catalog.models.translation import fingerprint
from directory.errors import Problem

TAXONOMY = stable_id("taxonomy", "needs")
SOURCE_LANGUAGE = "en"
# Words of one language by need code: (label, hint).
Words = Mapping[str, tuple[str, str]]


def term_id(code: str) -> UUID:
    return stable_id("taxonomy_term", "needs", code)


def read_codes(folder: Path, problems: list[Problem]) -> dict[str, str]:
    """The slug of every need by its code, from `folder`/needs.csv."""
    slugs: dict[str, str] = {}
    for line, row in _rows(folder / "needs.csv"):
        if not row["code"] or row["code"] in slugs:
            expected = "a code that no other line has"
            problems.append(Problem("needs.csv", line, "code", row["code"], expected))
        slugs[row["code"]] = row["slug"]
    return slugs


def wish_needs(folder: Path, problems: list[Problem]) -> Iterator[Wish]:
    """The taxonomy, its terms in English and their words in every other language."""
    words = {path.stem: _read_words(path) for path in sorted(folder.glob("words/*.csv"))}
    english = words.pop(SOURCE_LANGUAGE, {})
    yield Wish(Taxonomy, TAXONOMY, TAXONOMY, {"name": "needs", "description": "What people need."})
    rows = list(_rows(folder / "needs.csv"))
    codes = {row["code"] for _, row in rows}
    # Broader terms first: the narrower ones point to them.
    for line, row in sorted(rows, key=lambda numbered: bool(numbered[1]["parent"])):
        if row["parent"] and row["parent"] not in codes:
            expected = "a code of this file"
            problems.append(Problem("needs.csv", line, "parent", row["parent"], expected))
            continue
        label, hint = english.get(row["code"], (row["slug"].replace("-", " "), ""))
        yield _wish_term(row, label, hint)
        for language, translated in words.items():
            if row["code"] in translated:
                yield from _wish_words(row["code"], language, (label, hint), translated)


def _wish_term(row: Mapping[str, str], label: str, hint: str) -> Wish:
    record_id = term_id(row["code"])
    values = {
        "code": row["code"],
        "name": label,
        "description": hint,
        "parent_id": term_id(row["parent"]) if row["parent"] else None,
        "taxonomy_id": TAXONOMY,
        "language": SOURCE_LANGUAGE,
    }
    return Wish(TaxonomyTerm, record_id, record_id, values)


def _wish_words(
    code: str, language: str, originals: tuple[str, str], words: Words
) -> Iterator[Wish]:
    owner = term_id(code)
    for field, original, value in zip(("name", "description"), originals, words[code], strict=True):
        values = {
            "link_type": "taxonomy_term",
            "link_id": owner,
            "field": field,
            "language": language,
            "value": value,
            # Until a person who speaks the language has read them.
            "origin": "machine",
            "source": f"data/needs/words/{language}.csv",
            "source_hash": fingerprint(original),
        }
        yield Wish(Translation, stable_id("translation", owner, field, language), owner, values)


def _read_words(path: Path) -> Words:
    return {row["code"]: (row["label"].strip(), row["hint"].strip()) for _, row in _rows(path)}


def _rows(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    with path.open(encoding="utf-8", newline="") as lines:
        reader = csv.DictReader(lines, restval="")
        for row in reader:
            yield reader.line_num, row
