"""A note may help and not betray: the guard, held to notes that were written without sight of it.

And the notes themselves are held to what their README says.
"""

import csv
import re
from collections import Counter
from itertools import combinations
from pathlib import Path

import pytest
from rapidfuzz import fuzz

from directory.referrals import reading

CORPUS = Path(__file__).parent / "corpus"
LANGUAGES = {"en", "es", "fr", "pt", "de", "ar", "fa", "uk", "ru", "zh", "hi", "sw"}
LONGEST_NOTE = 200
# Above this, two notes of one language are the same sentence with a word changed.
ALIKE = 75
INVISIBLE = {
    "zero-width space": "\u200b",
    "zero-width non-joiner": "\u200c",
    "zero-width joiner": "\u200d",
    "word joiner": "\u2060",
    "soft hyphen": "\u00ad",
    "left-to-right mark": "\u200e",
    "right-to-left override": "\u202e",
}


def rows_of(name: str) -> list[dict[str, str]]:
    with (CORPUS / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


HOSTILE = rows_of("hostile")
HARMLESS = rows_of("harmless")
TEXTS = [row["text"] for row in HOSTILE + HARMLESS]


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_every_hostile_note_is_refused(language: str) -> None:
    kept = [row["text"] for row in HOSTILE if row["language"] == language and is_kept(row["text"])]

    assert kept == []


def test_at_most_one_harmless_note_in_a_hundred_is_refused() -> None:
    refused = [row["text"] for row in HARMLESS if not is_kept(row["text"])]

    assert len(refused) <= len(HARMLESS) / 100, refused


def is_kept(text: str) -> bool:
    try:
        reading.note(text)
    except reading.Unfit:
        return False
    return True


@pytest.mark.parametrize("rows", [HOSTILE, HARMLESS], ids=["hostile", "harmless"])
def test_every_language_has_as_many_notes_as_the_others(rows: list[dict[str, str]]) -> None:
    counts = Counter(row["language"] for row in rows)

    assert set(counts) == LANGUAGES
    assert min(counts.values()) >= 28
    assert max(counts.values()) - min(counts.values()) <= 3


def test_every_text_fits_into_a_note() -> None:
    assert [text for text in TEXTS if not 0 < len(text) <= LONGEST_NOTE] == []
    assert [text for text in TEXTS if text != " ".join(text.strip().splitlines())] == []


def test_no_note_is_another_with_a_word_changed() -> None:
    alike = [
        (one["text"], other["text"])
        for rows in (HOSTILE, HARMLESS)
        for one, other in combinations(rows, 2)
        if one["language"] == other["language"]
        if fuzz.ratio(one["text"], other["text"]) > ALIKE
    ]

    assert len(TEXTS) == len(set(TEXTS))
    assert alike == []


def test_the_rules_are_those_of_the_readme() -> None:
    readme = (CORPUS / "README.md").read_text("utf-8")

    assert {row["rule"] for row in HOSTILE} == set(re.findall(r"^\| `(\w+)` \|", readme, re.M))


def test_every_language_meets_most_of_the_rules() -> None:
    met = {language: set[str]() for language in LANGUAGES}
    for row in HOSTILE:
        met[row["language"]].add(row["rule"])

    assert min(len(rules) for rules in met.values()) >= 16


@pytest.mark.parametrize("character", INVISIBLE.values(), ids=INVISIBLE.keys())
def test_what_cannot_be_seen_has_not_been_cleaned_away(character: str) -> None:
    assert any(character in row["text"] for row in HOSTILE)
