"""A search read in one step is the search that is read field by field."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from directory.finder.needs import load_needs
from directory.finder.questions import Asker
from directory.finder.stock import finder_stock
from directory.places.gazetteer import Gazetteer
from directory.typed import by_name

NAMES = (
    "need", "lat", "lon", "radius", "language", "open_now", "free", "remote", "accessible",
    "accepting", "placed", "q", "country", "region", "place", "age", "day", "page",
)  # fmt: skip
NUMBERS = st.floats(-200, 200).map(str) | st.integers(-200, 30_000).map(str)
VALUES = (
    NUMBERS
    | st.sampled_from(["", " ", "100", "200", "999", "es", "zh-Hant", "on", "1", "true", "No"])
    | st.sampled_from(["null", "nan", "inf", "1e1", "1_0", " 5", "٤", ".5", "-0", "0.1", "1e400"])
    | st.text(max_size=5)
)
POINT = {"lat": "39.46975", "lon": "-0.37739"}
NOON = datetime(2026, 11, 27, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def asker(data_dir: Path) -> Asker:
    return Asker(finder_stock(Gazetteer(data_dir / "gazetteer.sqlite"), load_needs()))


def noon() -> datetime:
    return NOON


@given(sent=st.dictionaries(st.sampled_from(NAMES), VALUES, max_size=4), has_point=st.booleans())
@example(sent={"radius": "null"}, has_point=True)
@example(sent={"language": "null"}, has_point=True)
@example(sent={"age": "1e1"}, has_point=True)
@example(sent={"lat": "-60", "lon": "-140"}, has_point=False)  # far from any town
def test_both_read_the_same(asker: Asker, sent: dict[str, str], has_point: bool) -> None:
    sent = POINT | sent if has_point else sent
    around = asker.around(sent, 20, noon)
    if around is not None:
        assert around == asker.any(by_name(sent.items()), 20, lambda: "en", noon)


def test_what_most_programs_ask_is_taken(asker: Asker) -> None:
    asked = POINT | {"need": load_needs().tops("help")[0].code, "open_now": "1", "radius": "25"}

    query = asker.around(asked, 20, noon)

    assert query is not None
    assert (query.point, query.radius_km, query.region) == ((39.47, -0.38), 25, "ES-VC")
    assert query.needs
    assert query.open_at == NOON


def test_nothing_else_is(asker: Asker) -> None:
    for sent in ({}, {"lat": "39.5"}, POINT | {"page": "2"}, POINT | {"need": "no need"}):
        assert asker.around(sent, 20, noon) is None
