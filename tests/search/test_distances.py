"""The quick distance chooses and orders as the ellipsoid would."""

from hypothesis import given
from hypothesis import strategies as st

from directory.places.distance import Point, distance_km
from directory.search.near import is_near, quick_distance_km

points = st.tuples(
    st.floats(-90, 90) | st.sampled_from((-90.0, 0.0, 90.0)),
    st.floats(-180, 180) | st.sampled_from((-180.0, 0.0, 180.0)),
)
steps = st.tuples(st.floats(-0.5, 0.5), st.floats(-0.5, 0.5))


@given(points, points)
def test_it_agrees_with_the_ellipsoid_all_over_the_world(here: Point, there: Point) -> None:
    true_km = distance_km(here, there)

    assert abs(quick_distance_km(here, there) - true_km) <= 0.003 * true_km + 1e-6


@given(points, steps)
def test_it_is_within_metres_of_the_ellipsoid_near_by(here: Point, step: Point) -> None:
    there = max(-90.0, min(90.0, here[0] + step[0])), here[1] + step[1]
    true_km = distance_km(here, there)

    assert abs(quick_distance_km(here, there) - true_km) <= 0.00001 * true_km + 1e-6


@given(points, points, st.floats(0.001, 25_000))
def test_what_is_surely_beyond_is_not_near(here: Point, there: Point, radius_km: float) -> None:
    true_km = distance_km(here, there)

    if abs(true_km - radius_km) > 0.003 * true_km + 1e-6:
        assert is_near(here, there, radius_km) == (true_km <= radius_km)
