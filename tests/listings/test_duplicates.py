"""Services that are perhaps listed twice."""

from dataclasses import replace
from time import perf_counter

import pytest

from directory.catalog.listing import Text
from directory.listings.duplicates import Entry, find_duplicates
from tests.listings.made import an_entry, translated

NUMBER = "+34900202010"
VALENCIA, MADRID = (39.47, -0.376), (40.417, -3.703)


def pairs(*entries: Entry) -> list[tuple[str, str]]:
    return [(pair.one, pair.other) for pair in find_duplicates(entries)]


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("Haven for children", "Haven for Children"),
        ("Haven for children", "Haven for childern"),
        ("València – Casa de la Infància", "Casa de la Infancia, Valencia"),
        ("مركز حماية الطفل", "مركز حمايه الطفل"),
        ("儿童保护热线中心", "儿童保护热线中心（北京）"),
        ("Центр защиты детей", "Центр защиты  детей."),
        ("ศูนย์คุ้มครองเด็กแห่งชาติ", "ศูนย์คุ้มครองเด็กแห่งชาติ "),
    ],
)
def test_a_service_of_almost_the_same_name_is_found_in_every_script(name: str, other: str) -> None:
    one, two = an_entry("a", name, phones=[NUMBER]), an_entry("b", other, phones=[NUMBER])

    assert pairs(one, two) == [("a", "b")]


def test_names_are_compared_in_each_of_their_languages() -> None:
    native = translated("uk", "Лінія допомоги дітям")
    one = an_entry("a", Text("Helpline for children", "en", (native,)), phones=[NUMBER])
    two = an_entry("b", "Лінія допомоги дітям", phones=[NUMBER])

    assert pairs(one, two) == [("a", "b")]


def test_the_reasons_are_told() -> None:
    one = an_entry("b", "Haven house", phones=[NUMBER], website="https://www.haven.example/a")
    two = an_entry("a", "Haven houses", phones=[NUMBER], website="https://haven.example/")
    (pair,) = find_duplicates([one, two])

    assert (pair.one, pair.other) == ("a", "b")
    assert pair.likeness > 0.9
    assert pair.reasons == (
        "similar_name", "same_organization", "same_phone", "same_needs", "same_website"
    )  # fmt: skip


def test_different_services_of_one_house_are_not_the_same() -> None:
    shared = {"phones": [NUMBER], "town": "Valencia", "website": "https://haven.example"}

    assert pairs(an_entry("a", "Legal advice", **shared), an_entry("b", "Shelter", **shared)) == []


def test_branches_in_two_towns_are_not_the_same() -> None:
    assert pairs(an_entry("a", town="Valencia"), an_entry("b", town="Alicante")) == []
    assert pairs(an_entry("a", point=VALENCIA), an_entry("b", point=MADRID)) == []
    assert pairs(an_entry("a", region="ES-VC"), an_entry("b", region="ES-MD")) == []


def test_lines_with_other_digits_in_their_names_are_not_the_same() -> None:
    assert pairs(an_entry("a", "Helpline 116 111"), an_entry("b", "Helpline 116 000")) == []


def test_services_of_one_name_by_other_organizations_are_not_the_same() -> None:
    here = {"point": VALENCIA, "needs": ("200",)}
    one = an_entry("a", "Family Justice Centre", organization="Legal Aid", **here)
    two = an_entry("b", "Family Justice Centre", organization="Children's Clinic", **here)

    assert pairs(one, two) == []


def test_a_number_that_many_share_makes_none_of_them_the_same() -> None:
    """A national crisis line stands in the listing of each region's centre."""
    centres = [
        an_entry(f"{n:03}", f"Centre of {town}", organization=f"Trust of {town}", phones=["016"])
        for n, town in enumerate(["Alicante", "Burgos", "Cuenca", "Girona", "Huelva"] * 40)
    ]
    centres = [replace(each, regions=frozenset({f"ES-{n}"})) for n, each in enumerate(centres)]

    assert pairs(*centres) == []


def test_a_short_number_is_another_one_in_another_country() -> None:
    one = an_entry("a", "Child Helpline", phones=["116111"], country="PL", organization="Empower")
    two = an_entry("b", "Child Helpline", phones=["116111"], country="DE", organization="Nummer")

    assert pairs(one, two) == []


def test_a_confidential_place_is_compared_by_its_region_alone() -> None:
    one = an_entry("a", "Safe house", visibility="area_only", phones=[NUMBER])
    two = an_entry("b", "Safe house", visibility="area_only", phones=[NUMBER])
    (pair,) = find_duplicates([one, two])

    assert "same_place" not in pair.reasons
    assert not one.towns
    assert not one.points


def test_twenty_thousand_services_are_compared_in_no_time() -> None:
    """Each with the next would be two hundred million comparisons."""
    words = ["haven", "harbour", "lantern", "bridge", "willow", "anchor", "meadow", "summit"]
    entries = [
        an_entry(
            f"{n:05}",
            f"{words[n % 8]} {words[n // 8 % 8]} {n % 997} house of {n // 7}",
            organization=f"Trust {n // 3}",
            region=f"ES-{n % 50}",
            phones=["016", f"+34600{n:06}"],
        )
        for n in range(20_000)
    ]
    copy = replace(entries[77], service="copy")
    before = perf_counter()
    found = pairs(*entries, copy)

    assert ("00077", "copy") in found
    assert perf_counter() - before < 30
