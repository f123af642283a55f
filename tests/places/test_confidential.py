import pytest

from directory.places.confidential import (
    Visibility,
    check_location,
    has_area_code,
    is_large_enough,
    published_area,
    reveals_place,
)
from directory.places.regions import get_region


@pytest.mark.parametrize("visibility", ["area_only", "none", "a word we do not know"])
def test_a_hidden_location_has_nothing_that_leads_to_its_door(visibility: str) -> None:
    problems = check_location(
        visibility, address_1="37-52 75th Street", latitude=0.0, city="", region="US-NY"
    )

    assert problems == ["has_address_1", "has_latitude"]


def test_a_report_about_a_hidden_location_does_not_repeat_it() -> None:
    problems = check_location("none", address_1="37-52 75th Street", postal_code="11372")

    assert "75th" not in repr(problems)
    assert "11372" not in repr(problems)


def test_a_public_location_may_say_where_it_is() -> None:
    assert check_location(Visibility.PUBLIC, address_1="Calle Mayor 5", lat=39.4, lon=-0.3) == []


def test_a_hidden_location_may_have_what_leads_nowhere() -> None:
    fields = {"description": "Call first, day or night.", "phones": ["+34900202010"], "point": None}

    assert check_location("area_only", region="ES-VC", **fields) == []


def test_its_texts_and_numbers_may_not_say_it_either() -> None:
    fields = {"description": "Calle Mayor 5, second floor", "phones": ["+34963525478"]}

    assert check_location("area_only", **fields) == ["text_description", "phone_phones"]


@pytest.mark.parametrize(
    "text",
    [
        "We are at 40.7527, -73.8855",
        "40.7527 N 73.8855 W",
        "40°45'09\"N 73°53'08\"W",
        "Meet at 87G8Q427+3Q",
        "///filled.count.soap",
        "https://maps.app.goo.gl/abc",
        "37-52 75th Street, 2nd floor",
        "12 rue de la Paix",
        "Calle Mayor, 5",
        "Hauptstraße 12",
        "вул. Хрещатик, 1",
        "شارع النيل 12",
        "Ring at number 14, London SW1A 2AA",
    ],
)
def test_a_text_that_says_where_it_is_is_noticed(text: str) -> None:
    assert reveals_place(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Call 116 111, day and night, from anywhere in Spain.",
        "Open Mo-Fr 09:00-17:00; Sa 10:00-14:00",
        "+1 718-250-5113 or +34 900 20 20 10",
        "For girls and women from 12 to 25 years, since 1998.",
        "Founded on 12.03.2004; 24/7, 365 days.",
        "5 counsellors speak Arabic, 3 speak Urdu. All of the valley is served.",
    ],
)
def test_a_text_that_does_not_is_left_in_peace(text: str) -> None:
    assert not reveals_place(text)


@pytest.mark.parametrize(
    ("phone", "has"),
    [("+34963525478", True), ("+34900202010", False), ("+34600123456", False), ("116111", False)],
)
def test_a_landline_tells_the_town(phone: str, has: bool) -> None:
    assert has_area_code(phone) is has


@pytest.mark.parametrize(
    ("code", "area"), [("ES-VC", "ES-VC"), ("ES-V", "ES-VC"), ("LI-09", "LI"), ("GB-EAW", "GB-EAW")]
)
def test_a_small_region_is_hidden_in_the_next_larger(code: str, area: str) -> None:
    assert published_area(code) == area


def test_a_region_is_large_by_its_people_or_its_towns() -> None:
    assert is_large_enough(get_region("ES-CE"))  # Ceuta: one town, 83,000 people
    assert not is_large_enough(get_region("LI-09"))  # Triesen
