"""Reading what was asked: every value once, and never an exception."""

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.finder.criteria import Criteria, Known, read_criteria
from directory.finder.problems import explain
from directory.finder.stock import is_language, is_region
from directory.languages.localizer import get_localizer

KNOWN = Known({"100", "101", "200"}, {"ES", "US"}, is_region, is_language)
NAMES = (
    "need", "q", "country", "region", "place", "lat", "lon", "radius", "language", "age",
    "open_now", "free", "remote", "accessible", "page",
)  # fmt: skip


def read(*pairs: tuple[str, str], **fields: str) -> Criteria:
    return read_criteria([*pairs, *fields.items()], KNOWN)


def test_everything_is_read() -> None:
    criteria = read(
        ("need", "100"),
        ("need", "200"),
        q=" he wants money ",
        country="es",
        region="ES-VC",
        radius="25",
        language="zh-Hant",
        age="14",
        open_now="1",
        free="on",
        page="3",
    )
    assert criteria.is_valid
    assert criteria.needs == ("100", "200")
    assert criteria.q == "he wants money"
    assert (criteria.country, criteria.region) == ("ES", "ES-VC")
    assert (criteria.radius_km, criteria.language, criteria.age) == (25, "zh-Hant", 14)
    assert (criteria.open_now, criteria.free, criteria.remote) == (True, True, False)
    assert criteria.page == 3


def test_a_point_is_rounded_before_anything_can_use_it() -> None:
    assert read(lat="39.46975", lon="-0.37739").point == (39.47, -0.38)
    assert read(lat="0", lon="0").point == (0, 0)


def test_nothing_asked_is_everything_asked() -> None:
    assert read() == Criteria()
    assert read(q="", country="", age="", page="") == Criteria()


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("need", "999", "unknown"),
        ("country", "XX", "unknown"),
        ("region", "ES-ZZ", "unknown"),
        ("language", "qqq", "unknown"),
        ("language", "x" * 5_000, "unknown"),
        ("lat", "91", "number"),
        ("lon", "-180.5", "number"),
        ("lat", "NaN", "number"),
        ("radius", "nan", "number"),
        ("radius", "0", "number"),
        ("radius", "20041", "number"),
        ("radius", "inf", "number"),
        ("age", "-1", "number"),
        ("age", "121", "number"),
        ("age", "fourteen", "number"),
        ("page", "0", "number"),
        ("page", "1.5", "number"),
        ("page", "9" * 400, "number"),
        ("open_now", "perhaps", "switch"),
        ("q", "x" * 501, "too_long"),
        ("place", "x" * 101, "too_long"),
    ],
)
def test_what_cannot_be_used_is_named(field: str, value: str, code: str) -> None:
    problem = read((field, value)).problem_of(field)
    assert problem is not None
    assert (problem.code, problem.field) == (code, field)


def test_half_a_point_is_a_mistake() -> None:
    assert read(lat="39").problem_of("lon") is not None
    assert read(lon="3").problem_of("lat") is not None


def test_one_value_given_twice_is_fine_and_two_values_are_not() -> None:
    assert read(("country", "ES"), ("country", "ES")).country == "ES"
    problem = read(("country", "ES"), ("country", "US")).problem_of("country")
    assert problem is not None
    assert (problem.code, problem.value) == ("twice", "ES, US")


def test_too_many_needs_are_refused_together() -> None:
    criteria = read(*(("need", str(code)) for code in range(200)))
    assert [problem.code for problem in criteria.problems] == ["too_many"]


def test_a_link_leaves_the_own_words_out() -> None:
    criteria = read(("need", "100"), q="he wants money", country="ES", free="1")
    assert criteria.pairs(with_words=False) == [("need", "100"), ("country", "ES"), ("free", "1")]
    assert ("q", "he wants money") in criteria.pairs(with_words=True)


@given(st.lists(st.tuples(st.sampled_from(NAMES), st.text(max_size=40)), max_size=12))
def test_any_text_is_read_or_refused_with_a_sentence(pairs: list[tuple[str, str]]) -> None:
    criteria = read(*pairs)
    for problem in criteria.problems:
        sentence = explain(problem, get_localizer("en"))
        assert sentence
        assert "%(" not in sentence.replace(problem.value, "")


VALID: Mapping[str, st.SearchStrategy[str]] = {
    "q": st.text(max_size=100),
    "country": st.sampled_from(["ES", "US"]),
    "place": st.text(max_size=50),
    "radius": st.integers(1, 20_000).map(str),
    "language": st.sampled_from(["es", "ar", "zh-Hant"]),
    "age": st.integers(0, 120).map(str),
    "free": st.just("1"),
    "accessible": st.just("1"),
}


@given(st.fixed_dictionaries({}, optional=dict(VALID)), st.sets(st.sampled_from(["100", "200"])))
def test_what_is_written_into_a_form_is_read_back(fields: dict[str, str], needs: set[str]) -> None:
    criteria = read(*(("need", need) for need in sorted(needs)), **fields)
    again = read(*criteria.pairs(with_words=True))
    assert criteria.is_valid
    assert again == criteria
