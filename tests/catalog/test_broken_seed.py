"""A broken row loads nothing, and the report says file, line, field, value and what is right."""

from pathlib import Path

import pytest

from directory.catalog.models import Service, TaxonomyTerm
from directory.catalog.seed import read_seed, seed_catalog
from directory.errors import BrokenData, Problem
from tests.catalog.seed_folder import LINE, OFFICE, SHELTER, write_seed


async def test_nothing_is_loaded_and_every_problem_is_told(database: str, tmp_path: Path) -> None:
    folder = write_seed(tmp_path, LINE, OFFICE | {"needs": "999"}, SHELTER | {"serves": ""})
    with pytest.raises(BrokenData) as broken:
        await seed_catalog(folder)
    assert [(p.file, p.line, p.field) for p in broken.value.problems] == [
        ("es.csv", 3, "needs"),
        ("es.csv", 4, "serves"),
    ]
    assert not await Service.exists()
    assert not await TaxonomyTerm.exists()


@pytest.mark.parametrize(
    ("field", "value", "right"),
    [
        ("id", "Not A Slug", "small letters, digits and hyphens"),
        ("organization", "", "never empty"),
        ("needs", "20l", "did you mean 201?"),
        ("needs", "crisis-counselling", "did you mean 201?"),
        ("country", "Spain", "did you mean ES?"),
        ("serves", "ES-VX", "a region such as ES-VC"),
        ("serves", "Comunidad Valenciana", "a region such as ES-VC"),
        ("visibility", "secret", "public or area_only or none"),
        ("phones", "900 20 20 10", "a number that exists, such as +34"),
        ("phones", "+3490020201", "a number that exists"),
        ("phones_display", "900 20;20 10", "as many as in phones, which has 1"),
        ("short_codes", "call us", "2 to 8 digits"),
        ("sms", "+34", "or a short code"),
        ("website", "example.org", "begins with https://"),
        ("chat_url", "javascript:alert(1)", "begins with https://"),
        ("email", "help at example.org", "help@example.org"),
        ("languages", "Spanish", "did you mean es?"),
        ("languages", "xx", "a BCP 47 tag"),
        ("hours", "Mo-Fr 9-5", "like 09:00-17:00"),
        ("hours", "Mo-Fr 25:00-26:00", "is not a time"),
        ("timezone", "", "hours are given"),
        ("timezone", "Madrid", "like Europe/Madrid"),
        ("cost", "cheap", "free or paid or nothing"),
        ("minimum_age", "-1", "whole years"),
        ("maximum_age", "seventeen", "whole years"),
        ("accessible", "true", "yes or no or nothing"),
        ("verified_on", "22.4.2026", "a day such as"),
        ("native_language", "", "the language of the native name"),
    ],
)
def test_a_wrong_value_is_told_with_what_would_be_right(
    tmp_path: Path, field: str, value: str, right: str
) -> None:
    problem = only_problem(write_seed(tmp_path, LINE | {field: value}))
    assert (problem.file, problem.line, problem.field) == ("es.csv", 2, field)
    assert problem.value == value
    assert right in problem.expected


@pytest.mark.parametrize(
    ("field", "value"),
    [("lat", "91"), ("lat", "nan"), ("lon", "181"), ("lon", "west"), ("region", "FR-IDF")],
)
def test_a_place_that_cannot_be_is_told(tmp_path: Path, field: str, value: str) -> None:
    assert only_problem(write_seed(tmp_path, OFFICE | {field: value})).field == field


def test_half_a_point_is_told(tmp_path: Path) -> None:
    assert only_problem(write_seed(tmp_path, OFFICE | {"lat": ""})).field == "lat"


def test_an_age_range_the_wrong_way_round_is_told(tmp_path: Path) -> None:
    problem = only_problem(write_seed(tmp_path, LINE | {"minimum_age": "18"}))
    assert problem == Problem("es.csv", 2, "maximum_age", "17", "18 or more, the minimum age")


def test_an_id_that_stands_twice_is_told_with_the_first_place(tmp_path: Path) -> None:
    problem = only_problem(write_seed(tmp_path, LINE, LINE))
    assert (problem.line, problem.expected) == (3, "another id: es.csv:2 has this one")


def test_a_listing_without_a_source_is_refused(tmp_path: Path) -> None:
    folder = write_seed(tmp_path, LINE | {"source_url": "", "source_name": ""})
    assert only_problem(folder).field == "source_url"


def test_a_wrong_column_is_told(tmp_path: Path) -> None:
    path = write_seed(tmp_path) / "services" / "es.csv"
    path.write_text(path.read_text().replace("phones,", "telephones,", 1))
    problem = only_problem(tmp_path)
    assert (problem.line, problem.value) == (1, "telephones")


def test_a_line_with_too_many_cells_is_told(tmp_path: Path) -> None:
    path = write_seed(tmp_path, LINE) / "services" / "es.csv"
    path.write_text(path.read_text() + "a,b,c\n")
    problem = only_problem(tmp_path)
    assert (problem.line, problem.value) == (3, "3 columns")


def test_bytes_that_are_not_utf_8_are_told_by_their_line(tmp_path: Path) -> None:
    path = write_seed(tmp_path, LINE) / "services" / "es.csv"
    path.write_bytes(path.read_bytes() + b"caf\xe9\n")
    assert only_problem(tmp_path) == Problem("es.csv", 3, "", "byte 0xe9", "text in UTF-8")


def only_problem(folder: Path) -> Problem:
    with pytest.raises(BrokenData) as broken:
        read_seed(folder)
    assert len(broken.value.problems) == 1
    return broken.value.problems[0]
