import gzip
import random
import re
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from directory.places.distance import Point
from directory.places.gazetteer import Gazetteer
from directory.places.picture import Dot, MapPicture, MapSubject, MapWords, draw_map

VALENCIA = (39.474, -0.380)
JACKSON_HEIGHTS = (40.7557, -73.8854)


def words(language: str = "en", *, is_rtl: bool = False) -> MapWords:
    return MapWords(
        language=language,
        title="Services near you",
        description="The same services follow as a list.",
        cluster=lambda numbers: f"Results {', '.join(map(str, numbers))}",
        kilometres=lambda km: f"{km:g} km",
        is_rtl=is_rtl,
    )


def around(centre: Point, many: int, degrees: float) -> tuple[Dot, ...]:
    chance = random.Random(many)  # noqa: S311  # the same places in every run
    return tuple(
        Dot(number, (centre[0] + chance.gauss(0, degrees), centre[1] + chance.gauss(0, degrees)),
            f"{number}. A <Place> & \"more\"")
        for number in range(1, many + 1)
    )  # fmt: skip


def read(picture: MapPicture) -> ElementTree.Element:
    return ElementTree.fromstring(picture.svg)  # noqa: S314  # our own


def shown_numbers(picture: MapPicture) -> list[int]:
    alone = [
        int(link.attrib["href"].removeprefix("#result-"))
        for link in read(picture).iter("a")
        if link.attrib["class"] == "map-dot"
    ]
    return sorted([*alone, *(number for cluster in picture.clusters for number in cluster)])


CASES = {
    "Valencia": MapSubject(around(VALENCIA, 9, 0.1), VALENCIA, "Valencia", "ES"),
    "New York": MapSubject(around(JACKSON_HEIGHTS, 20, 0.05), JACKSON_HEIGHTS, "Here", "US"),
    "one place": MapSubject(around(VALENCIA, 1, 0), VALENCIA, "Valencia", "ES"),
    "one door": MapSubject(around(VALENCIA, 20, 0), None, None, "ES"),
    "Ukraine": MapSubject(country="UA"),
    "Fiji": MapSubject(
        (Dot(1, (-18.14, 178.44), "1. Suva"), Dot(2, (-16.85, -179.97), "2. Taveuni")),
        country="FJ",
    ),
    "New Zealand": MapSubject(country="NZ"),
    "Russia": MapSubject(country="RU"),
    "United States": MapSubject(country="US"),
    "Maldives": MapSubject(country="MV"),
    "Gibraltar, which has no shape": MapSubject(country="GI"),
    "near Vienna, nothing found": MapSubject((), (48.2, 16.37), "Vienna", "AT"),
    "Europe": MapSubject(around((50, 10), 60, 6)),
    "no place at all": MapSubject(),
    "the South Pole": MapSubject((Dot(1, (-90.0, 0.0), "1. Pole"),)),
}


@pytest.mark.parametrize("subject", CASES.values(), ids=CASES)
def test_every_map_is_sound_small_and_without_inline_style(
    gazetteer: Gazetteer, subject: MapSubject
) -> None:
    picture = draw_map(subject, words(), gazetteer)
    root = read(picture)

    assert len(gzip.compress(picture.svg.encode())) < 14_000
    assert root.find("title") is not None
    assert root.find("desc") is not None
    assert root.attrib["role"] == ("group" if subject.dots else "img")
    for element in root.iter():
        assert "style" not in element.attrib
        assert element.tag not in {"script", "style", "image", "use"}
    assert not re.search(r"https?:|nan|inf\b", picture.svg, re.IGNORECASE)


@pytest.mark.parametrize("subject", CASES.values(), ids=CASES)
def test_every_result_is_on_the_map_under_its_number(
    gazetteer: Gazetteer, subject: MapSubject
) -> None:
    picture = draw_map(subject, words(), gazetteer)

    assert shown_numbers(picture) == [dot.number for dot in subject.dots]


@pytest.mark.parametrize("subject", CASES.values(), ids=CASES)
def test_no_dot_lies_on_another_or_on_a_word(gazetteer: Gazetteer, subject: MapSubject) -> None:
    root = read(draw_map(subject, words(), gazetteer))
    circles = [
        [float(circle.attrib[name]) for name in ("cx", "cy", "r")]
        for link in root.iter("a")
        for circle in link.iter("circle")
    ]
    names = [
        (float(text.attrib["x"]), float(text.attrib["y"]))
        for text in [*root.findall("text"), *root.findall("g/text")]
    ]

    for at, (x, y, r) in enumerate(circles):
        assert r <= x <= 420 - r
        assert r <= y <= 360 - r
        for u, v, s in circles[:at]:
            assert (x - u) ** 2 + (y - v) ** 2 >= (r + s) ** 2
        for u, v in names:
            assert abs(x - u) > r or abs(y - v) > r


def test_a_link_says_what_it_leads_to() -> None:
    links = list(read(draw_map(CASES["Valencia"], words())).iter("a"))

    assert all(link.attrib["aria-label"] for link in links)
    assert '1. A <Place> & "more"' in {link.attrib["aria-label"] for link in links}


def test_places_behind_one_door_are_one_dot_with_their_count() -> None:
    picture = draw_map(CASES["one door"], words())
    (link,) = read(picture).iter("a")

    assert picture.clusters == (tuple(range(1, 21)),)
    assert "".join(link.itertext()) == "20"
    assert link.attrib["href"] == "#result-1"
    assert link.attrib["aria-label"].startswith("Results 1, 2, 3")


def test_fiji_is_drawn_as_one_group_of_islands() -> None:
    first, second = (
        float(circle.attrib["cx"])
        for link in read(draw_map(CASES["Fiji"], words())).iter("a")
        for circle in link.iter("circle")
    )

    assert 0 < second - first < 330


def test_names_are_in_the_readers_language(gazetteer: Gazetteer) -> None:
    spain = draw_map(MapSubject(country="ES"), words("ar", is_rtl=True), gazetteer)

    assert {"فرنسا", "البرتغال"} <= set(spain.countries)
    assert {"مدريد", "بلنسية"} <= set(spain.towns)
    assert read(spain).attrib["direction"] == "rtl"


def test_towns_of_the_country_come_before_its_neighbours(gazetteer: Gazetteer) -> None:
    assert "London" not in draw_map(MapSubject(country="FR"), words(), gazetteer).towns


def test_the_scale_is_as_long_as_it_says() -> None:
    picture = draw_map(MapSubject(country="ES"), words())
    bar = read(picture).find("g[@class='map-scale']/path")

    assert bar is not None
    assert picture.scale_km == 200
    length = float(bar.attrib["d"].split("h")[1].split("v")[0])
    assert 40 < length < 105


def test_close_by_no_coast_is_drawn_that_would_be_wrong() -> None:
    close = draw_map(MapSubject(around(JACKSON_HEIGHTS, 4, 0.004), country="US"), words())
    (land,) = (path for path in read(close).iter("path") if path.attrib.get("class") == "map-focus")

    assert land.attrib["d"].count("M") == 1


@settings(deadline=None, max_examples=25)
@given(
    st.lists(
        st.tuples(st.floats(-90, 90), st.floats(-180, 180)), min_size=1, max_size=30, unique=True
    )
)
def test_no_place_on_earth_is_an_error(places: list[Point]) -> None:
    dots = tuple(Dot(at, place, f"{at}.") for at, place in enumerate(places, 1))
    picture = draw_map(MapSubject(dots), words())

    assert shown_numbers(picture) == list(range(1, len(places) + 1))
