import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.places.outline import clip, thin, write_path
from directory.places.placement import inner_points
from directory.places.projection import Frame, Projection, fit, seen_box
from directory.places.shapes import load_shapes

frame = Frame(420, 360, 46)
inhabited = st.tuples(st.floats(-75, 80), st.floats(-180, 180))


def holds(country: str, lat: float, lon: float) -> bool:
    shapes = load_shapes()
    crossings = 0
    for polygon in shapes.countries[country]:
        for numbers in polygon.rings:
            ring = shapes.ring(numbers)
            for at, (x, y) in enumerate(ring):
                last_x, last_y = ring[at - 1]
                if (y > lat) != (last_y > lat):
                    crossings += lon < (last_x - x) * (lat - y) / (last_y - y) + x
    return crossings % 2 == 1


@pytest.mark.parametrize(
    ("place", "lat", "lon", "country"),
    [
        ("Simferopol", 44.95, 34.10, "UA"),
        ("Yevpatoria", 45.30, 33.50, "UA"),
        ("Donetsk", 48.02, 37.80, "UA"),
        ("Smara", 26.74, -11.67, "EH"),
        ("Pristina", 42.67, 21.17, "XK"),
        ("Hargeisa", 9.56, 44.06, "SO"),
        ("Famagusta", 35.20, 33.75, "CY"),
        ("Nablus", 32.22, 35.26, "PS"),
        ("Anadyr's hinterland", 66.5, 177.0, "RU"),
        ("Chukotka beyond 180°", 67.0, 181.0, "RU"),
        ("Madrid", 40.42, -3.70, "ES"),
    ],
)
def test_every_place_lies_in_its_country_and_in_no_other(
    place: str, lat: float, lon: float, country: str
) -> None:
    assert [code for code in load_shapes().countries if holds(code, lat, lon)] == [country]


def test_the_file_is_small() -> None:
    from_file = load_shapes()

    assert len(from_file.countries) > 230
    assert sum(map(len, from_file.arcs)) < 70_000


def test_no_ring_is_cut_at_the_antimeridian() -> None:
    """A seam would be drawn as a coast in the middle of an island of Fiji."""
    shapes = load_shapes()
    for polygon in shapes.countries["FJ"]:
        ring = shapes.ring(polygon.rings[0])
        on_it = [lat for lon, lat in ring if abs(lon) == 180]
        assert not on_it or max(on_it) - min(on_it) < 0.05 or polygon.east > 180


@given(inhabited, st.floats(0.05, 50))
def test_what_is_placed_in_a_picture_is_found_there(
    centre: tuple[float, float], scale: float
) -> None:
    projection = Projection(centre, scale, frame.middle)
    x, y = projection.place(projection.find(300, 50))

    assert (x, y) == pytest.approx((300, 50), abs=0.5)


@given(st.lists(inhabited, min_size=1, max_size=12))
def test_all_points_fit_between_the_margins(points: list[tuple[float, float]]) -> None:
    lats, lons = [lat for lat, _ in points], [lon for _, lon in points]
    if max(lats) - min(lats) > 60 or max(lons) - min(lons) > 60:
        return  # half the globe fits into no honest picture
    projection = fit(points, frame, 2.0)
    for point in points:
        x, y = projection.place(point)
        assert -20 <= x <= frame.width + 20
        assert -20 <= y <= frame.height + 20


def test_points_at_both_sides_of_the_antimeridian_are_neighbours() -> None:
    projection = fit([(-17.0, 179.5), (-17.0, -179.5)], frame, 2.0)
    _, west, _, east = seen_box(projection, frame)

    assert abs(abs(projection.centre[1]) - 180) < 0.01
    assert west > east
    assert (east - west) % 360 < 3


def test_the_pole_is_seen_all_around() -> None:
    projection = fit([(88.0, 0.0), (88.0, 180.0)], frame, 2.0)

    assert seen_box(projection, frame)[1:] == (-180.0, 90.0, 180.0)


def test_all_of_the_earth_may_be_seen() -> None:
    assert seen_box(Projection((0, 0), 0.01, frame.middle), frame) == (-90, -180, 90, 180)


def test_thinning_keeps_corners_and_drops_what_lies_on_the_line() -> None:
    line = [(0.0, 0.0), (5.0, 0.1), (10.0, 0.0), (10.0, 10.0)]

    assert thin(line) == [(0.0, 0.0), (10.0, 0.0), (10.0, 10.0)]


@given(st.lists(st.tuples(st.floats(-900, 900), st.floats(-900, 900)), min_size=3, max_size=20))
def test_nothing_is_drawn_far_outside(ring: list[tuple[float, float]]) -> None:
    for x, y in clip(ring, frame):
        assert -5 <= x <= frame.width + 5
        assert -5 <= y <= frame.height + 5


def test_a_path_is_written_in_short_steps() -> None:
    assert write_path([[(1.0, 2.0), (3.5, 2.0), (3.5, 1.0)]]) == "M1 2l2.5 0 0-1z"
    assert write_path([[(1.0, 2.0), (1.01, 2.0), (1.0, 2.02)]]) == ""


def test_a_name_stands_in_the_widest_part() -> None:
    ring = [(0.0, 0.0), (100.0, 0.0), (100.0, 60.0), (0.0, 60.0)]
    x, y = inner_points(ring)[0]

    assert (x, y) == pytest.approx((50, 30), abs=15)
