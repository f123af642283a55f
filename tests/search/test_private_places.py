"""Nobody learns from searches where a confidential listing is (rules L-02 to L-04, L-08)."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from directory.search.engine import Hit, find_rows
from directory.search.query import Query
from directory.search.reach import Group
from tests.search import made

PRIVATE = [
    made.row("3", name="Casa Abril", serves=frozenset({"ES-VC"}), is_confidential=True),
    made.row("1", name="Casa Mar", serves=frozenset({"ES", "ES-VC"}), is_confidential=True),
    made.row("2", name="Casa Mar", serves=frozenset({"ES-VC"}), is_confidential=True),
]
ELSEWHERE = made.row("4", serves=frozenset({"ES-MD"}), is_confidential=True)
PUBLIC = [
    made.row(f"p{number}", point=(39.0 + number / 10, -0.4), serves=frozenset({"ES-VC"}))
    for number in range(8)
]
ROWS = [*PUBLIC, *PRIVATE, ELSEWHERE]


def private_group(query: Query) -> tuple[Hit, ...]:
    hits = find_rows(ROWS, query).hits
    return tuple(hit for hit in hits if hit.group is Group.CONFIDENTIAL)


@settings(max_examples=500)
@given(
    st.tuples(st.floats(37.8, 40.8), st.floats(-1.6, 0.6)),
    st.none() | st.floats(0, 20_040),
)
def test_the_private_group_is_the_same_from_every_point_of_a_region(
    point: tuple[float, float], radius_km: float | None
) -> None:
    from_a_point = private_group(
        Query(point=point, radius_km=radius_km, country="ES", region="ES-VC", size=100)
    )

    assert repr(from_a_point).encode() == repr(private_group(Query(region="ES-VC"))).encode()
    assert [hit.row.id for hit in from_a_point] == ["3", "1", "2"]
    assert {hit.distance_km for hit in from_a_point} == {None}


def test_a_private_place_of_another_region_is_not_shown() -> None:
    assert [hit.row.id for hit in private_group(Query(country="ES", region="ES-MD"))] == ["1", "4"]


def test_a_private_row_cannot_have_a_point() -> None:
    with pytest.raises(ValueError, match="no point"):
        made.row(point=(39.47, -0.38), is_confidential=True)
