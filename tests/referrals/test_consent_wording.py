"""The words before a yes: in twelve languages, easy to read, and never changed unseen."""

import csv
import datetime as dt
import re
import shutil
from pathlib import Path

import pytest

from directory.errors import BrokenData, NotFound
from directory.referrals.coded import AgeBand
from directory.referrals.consent import SIX, Role
from directory.referrals.consent_wording import (
    KEYS,
    POINTS,
    Reader,
    Wording,
    get_wording,
    languages_of_consent,
    load_wordings,
    reader_of,
    wording_for,
)
from directory.settings import DATA

PUBLISHED = Path(__file__).with_name("published_wordings.csv")
TWELVE = ("ar", "de", "en", "es", "fa", "fr", "hi", "pt", "ru", "sw", "uk", "zh")
LONGEST = 20  # words
END_OF_SENTENCE = re.compile(r"(?<=[.!?؟।。！？])\s*")
# "No" as the first sentence of each language says it.
NO = {
    "ar": "لا", "de": "Nein", "en": "no", "es": "no", "fa": "نه", "fr": "non", "hi": "ना",
    "pt": "não", "ru": "нет", "sw": "hapana", "uk": "ні", "zh": "不",
}  # fmt: skip


def said(wording: Wording, reader: Reader) -> dict[str, str]:
    return wording.say(
        reader,
        recipient="Centro Faro",
        purpose="100% listening",
        fields=("one", "two"),
        ends_on=dt.date(2026, 12, 24),
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return shutil.copytree(DATA / "consent", tmp_path / "consent")


def change(folder: Path, old: str, new: str, name: str = "2026-11-25.toml") -> None:
    path = folder / "sw" / name
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def test_the_words_are_there_in_twelve_languages() -> None:
    assert languages_of_consent() == TWELVE


def test_in_a_language_without_words_nobody_is_asked() -> None:
    with pytest.raises(NotFound):
        wording_for("ti", "strict")


@pytest.mark.parametrize("language", TWELVE)
def test_whoever_is_asked_first_reads_that_they_can_say_no(language: str) -> None:
    for reader in set(Reader) - {Reader.EXPLANATION}:
        key, sentence = next(iter(said(wording_for(language, "strict"), reader).items()))
        assert key == "first"
        assert NO[language] in re.sub("[.।。«»“”]", " ", sentence).split()


@pytest.mark.parametrize("language", TWELVE)
def test_all_that_was_named_stands_in_the_text(language: str) -> None:
    for reader in set(Reader) - {Reader.EXPLANATION}:
        text = said(wording_for(language, "strict"), reader)
        assert tuple(text) == KEYS
        assert "\u2068Centro Faro\u2069" in text["recipient"]
        assert "100% listening" in text["purpose"]
        assert "one" in text["fields"]
        assert "two" in text["fields"]
        assert "%" not in "".join(text.values()).replace("100% listening", "")


@pytest.mark.parametrize(
    ("language", "day"),
    [
        ("en", "24 December 2026"),
        ("de", "24. Dezember 2026"),
        ("fa", "۲۴ دسامبر ۲۰۲۶"),
        ("hi", "24 दिसंबर 2026"),
        ("zh", "2026年12月24日"),
        ("ru", "24 декабря 2026\u202fг."),
    ],
)
def test_the_last_day_is_written_as_people_there_write_it(language: str, day: str) -> None:
    assert day in said(wording_for(language, "strict"), Reader.OWN)["end"]


@pytest.mark.parametrize("language", TWELVE)
def test_no_sentence_is_longer_than_twenty_words(language: str) -> None:
    """Chinese writes no spaces; two letters are about a word."""
    texts = [
        text for part in wording_for(language, "strict").texts.values() for text in part.values()
    ]
    sentences = [sentence for text in texts for sentence in END_OF_SENTENCE.split(text)]
    lengths = {it: len(it) / 2 if language == "zh" else len(it.split()) for it in sentences}

    assert [sentence for sentence, length in lengths.items() if length > LONGEST] == []


@pytest.mark.parametrize("language", TWELVE)
def test_the_words_for_a_child_are_shorter_than_those_for_an_adult(language: str) -> None:
    texts = wording_for(language, "strict").texts
    for_adult, for_child = ("".join(texts[it].values()) for it in (Reader.OWN, Reader.CHILD))

    assert len(for_child) < len(for_adult)


@pytest.mark.parametrize("language", TWELVE)
def test_each_giver_is_spoken_to_in_words_of_their_own(language: str) -> None:
    texts = wording_for(language, "strict").texts

    for key in ("first", "recipient", "fields", "risks", "refuse"):
        assert len({texts[reader][key] for reader in set(Reader) - {Reader.EXPLANATION}}) >= 4, key


def test_each_of_the_six_things_has_its_part_of_the_text() -> None:
    assert set(POINTS.values()) == SIX
    assert set(POINTS) <= set(KEYS)


@pytest.mark.parametrize(
    ("role", "age_band", "reader"),
    [
        (Role.SELF, AgeBand.UNDER_6, Reader.EXPLANATION),
        (Role.SELF, AgeBand.UNDER_12, Reader.CHILD),
        (Role.SELF, AgeBand.UNDER_15, Reader.CHILD),
        (Role.SELF, AgeBand.UNDER_18, Reader.OWN),
        (Role.SELF, AgeBand.ADULT, Reader.OWN),
        (Role.SELF, AgeBand.UNKNOWN, Reader.OWN),
        (Role.PARENT, AgeBand.UNDER_6, Reader.YOUR_CHILD),
        (Role.GUARDIAN, AgeBand.UNDER_18, Reader.YOUR_CHILD),
        (Role.TRUSTED_ADULT, AgeBand.UNDER_12, Reader.THE_CHILD),
        (Role.CASEWORKER, AgeBand.UNDER_6, Reader.THE_CHILD),
        (Role.REPRESENTATIVE, AgeBand.ADULT, Reader.THE_PERSON),
    ],
)
def test_the_words_fit_who_says_yes(role: Role, age_band: AgeBand, reader: Reader) -> None:
    assert reader_of(role, age_band) is reader


def test_published_words_are_as_they_were_published() -> None:
    """Better words are a file of a later day, and a line more in published_wordings.csv."""
    with PUBLISHED.open(encoding="utf-8", newline="") as file:
        published = [(row["language"], row["version"]) for row in csv.DictReader(file)]

    assert published == [
        (language, wording.version)
        for language, wordings in load_wordings(DATA / "consent").items()
        for wording in wordings
    ]


def test_another_word_is_another_version(folder: Path) -> None:
    before = load_wordings(folder)["sw"][0]
    change(folder, "Tuambie,", "Utuambie,")

    assert load_wordings(folder)["sw"][0].version != before.version


def test_a_comment_changes_no_version(folder: Path) -> None:
    before = load_wordings(folder)["sw"][0]
    change(folder, "# Mzazi", "# Mama, baba")

    assert load_wordings(folder)["sw"][0].version == before.version


def test_the_words_of_an_old_consent_stay_readable() -> None:
    wording = wording_for("uk", "eu-gdpr")

    assert get_wording("uk", wording.version) == wording
    with pytest.raises(NotFound):
        get_wording("uk", "2026-11-25.000000000000")


def test_words_for_one_profile_are_for_no_other(folder: Path) -> None:
    path = folder / "sw" / "2026-11-25.toml"
    shutil.copy(path, path.with_name("2026-11-26.us-vawa.toml"))

    general, special = load_wordings(folder)["sw"]

    assert (general.profile, special.profile) == (None, "us-vawa")
    assert special.version.startswith("2026-11-26.us-vawa.")


def test_no_text_claims_a_native_reader_that_it_has_not_had() -> None:
    """Whoever has one read publishes the file anew, and takes the language out here."""
    wanting = {it for it in TWELVE if not wording_for(it, "strict").read_by_native_speaker}

    assert wanting == set(TWELVE)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("read_by_native_speaker = false", "", "read_by_native_speaker"),
        ("[the_person]", "[the_people]", "the_person"),
        ("[the_person]", "[more]\nfirst = 'no'\n[the_person]", "more"),
        ('question = "', 'questions = "', "own.question"),
        ("%(end)s", "leo", "own.end"),
        ("%(purpose)s", "%(need)s", "own.purpose"),
        ("siku 7.", "siku 7%.", "own.withdraw"),
        ('first = "Unaweza', 'first = 1 "Unaweza', "TOML"),
    ],
)
def test_a_wrong_file_stops_with_one_line_that_names_file_and_part(
    folder: Path, old: str, new: str, said: str
) -> None:
    change(folder, old, new)

    with pytest.raises(BrokenData) as refused:
        load_wordings(folder)

    line = str(refused.value)
    assert "\n" not in line
    assert line.startswith("sw/2026-11-25.toml")
    assert said in line


def test_a_file_of_words_is_named_for_its_day(folder: Path) -> None:
    path = folder / "sw" / "2026-11-25.toml"
    path.rename(path.with_name("new.toml"))

    with pytest.raises(BrokenData, match=r"2026-11-25\.toml"):
        load_wordings(folder)
