"""A search read in one step is the search that is read field by field."""

from hypothesis import example, given
from hypothesis import strategies as st

from directory.finder.around import read_around
from directory.finder.criteria import Criteria, Known, read_criteria
from directory.finder.stock import is_language, is_region

KNOWN = Known({"100", "101", "200"}, {"ES", "US"}, is_region, is_language)
NAMES = (
    "need", "lat", "lon", "radius", "language", "open_now", "free", "remote", "accessible",
    "accepting", "placed", "q", "country", "region", "place", "age", "day", "page", "per_page",
)  # fmt: skip
NUMBERS = st.floats(-200, 200).map(str) | st.integers(-200, 30_000).map(str)
VALUES = (
    NUMBERS
    | st.sampled_from(["", " ", "100", "200", "300", "es", "zh-Hant", "on", "1", "true", "No"])
    | st.sampled_from(["null", "nan", "inf", "1e1", "1_0", " 5", "٤", ".5", "-0", "0.1", "1e400"])
    | st.text(max_size=5)
)
POINT = {"lat": "39.46975", "lon": "-0.37739"}


@given(st.dictionaries(st.sampled_from(NAMES), VALUES, max_size=4), st.booleans())
@example({"radius": "null"}, True)
@example({"language": "null"}, True)
@example({"age": "1e1"}, True)
def test_both_read_the_same(given: dict[str, str], has_point: bool) -> None:
    sent = POINT | given if has_point else given
    around = read_around(sent, KNOWN)
    if around is not None:
        assert around == read_criteria(sent.items(), KNOWN)


def test_what_most_programs_ask_is_taken() -> None:
    sent = POINT | {"need": "100", "language": "es", "free": "1", "radius": "25"}
    expected = Criteria(("100",), point=(39.47, -0.38), radius_km=25, language="es", free=True)
    assert read_around(sent, KNOWN) == expected


def test_nothing_else_is() -> None:
    assert read_around({}, KNOWN) is None
    assert read_around(POINT | {"page": "2"}, KNOWN) is None
    assert read_around(POINT | {"need": "300"}, KNOWN) is None
