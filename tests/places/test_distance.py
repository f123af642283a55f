import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.places.distance import Point, bounding_box, distance_km, is_within

points = st.tuples(st.floats(-90, 90), st.floats(-180, 180))
radii = st.floats(0.1, 5000)


@pytest.mark.parametrize(
    ("one", "other", "km"),
    [
        ((39.47391, -0.37966), (40.4165, -3.70256), 303),  # Valencia, Madrid
        ((50.45466, 30.5238), (46.48572, 30.74383), 442),  # Kyiv, Odesa
        ((-16.4332, 179.36451), (-16.85, -179.99), 83),  # Labasa, Taveuni: across 180°
    ],
)
def test_real_towns_are_as_far_apart_as_on_the_map(one: Point, other: Point, km: int) -> None:
    assert distance_km(one, other) == pytest.approx(km, rel=0.02)


@given(points, points)
def test_the_way_back_is_as_long(one: Point, other: Point) -> None:
    assert distance_km(one, other) == pytest.approx(distance_km(other, one), abs=0.001)


@given(points, radii, st.floats(0, 360), st.floats(0, 0.999))
def test_a_box_holds_every_point_within_its_radius(
    centre: Point, radius_km: float, bearing: float, share: float
) -> None:
    point = _travel(centre, bearing, radius_km * share)
    if distance_km(centre, point) <= radius_km:
        assert is_within(point, bounding_box(centre, radius_km))


@given(points, radii)
def test_a_box_stays_on_the_globe(centre: Point, radius_km: float) -> None:
    south, west, north, east = bounding_box(centre, radius_km)

    assert -90 <= south <= north <= 90
    assert -180 <= west <= 180
    assert -180 <= east <= 180


def test_a_box_in_fiji_crosses_the_antimeridian() -> None:
    south, west, north, east = bounding_box((-17.0, 179.9), 50)

    assert west > east
    assert is_within((-17.0, -179.9), (south, west, north, east))
    assert not is_within((-17.0, 0.0), (south, west, north, east))


def _travel(start: Point, bearing: float, km: float) -> Point:
    """A point so far away on a ball, which is near enough to the ellipsoid."""
    lat, lon, turn, arc = (*map(math.radians, (*start, bearing)), km / 6371)
    end = math.asin(math.sin(lat) * math.cos(arc) + math.cos(lat) * math.sin(arc) * math.cos(turn))
    east = math.atan2(
        math.sin(turn) * math.sin(arc) * math.cos(lat),
        math.cos(arc) - math.sin(lat) * math.sin(end),
    )
    return math.degrees(end), (math.degrees(lon + east) + 180) % 360 - 180
