"""Finding a listing by words that a person typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.languages.folding import fold
from directory.search.words import WordFilter
from tests.search.brute_force import is_one_slip

TEXT = fold(
    "Fundación Niñez sin Redes — counselling and legal advice, 116 111. 儿童保护热线 مرفأ الأمان"
)


@pytest.mark.parametrize(
    "asked",
    [
        "counselling",
        "legal counselling",
        "fundacion",
        "counsel",  # still typing
        "legal counsel",
        "counseling",  # a letter missing
        "counsellling",
        "councelling",
        "cuonselling",  # two exchanged
        "niñez REDES",
        "保护",
        "legal 热线",
        "الأمان",
        "116 111",
    ],
)
def test_words_are_found(asked: str) -> None:
    assert WordFilter(fold(asked)).holds(TEXT)


@pytest.mark.parametrize(
    "asked",
    [
        "housing",
        "legal housing",
        "counsel legal",  # only the last word may be a beginning
        "lagal housing",
        "conseling",  # two slips
        "lejal lejal x",
        "sim",  # short words hold no slips
        "护热保",
        "117 111",
        "elling",
    ],
)
def test_other_words_are_not(asked: str) -> None:
    assert not WordFilter(fold(asked)).holds(TEXT)


def test_another_number_is_not_a_slip() -> None:
    assert not WordFilter("116112").holds("116111")


words = st.text("abc", min_size=5, max_size=7)


@given(words, words)
def test_a_slip_is_one_letter_wrong_missing_added_or_two_exchanged(one: str, other: str) -> None:
    assert WordFilter(f"{one} d").holds(f"{other} d") == (one == other or is_one_slip(one, other))
