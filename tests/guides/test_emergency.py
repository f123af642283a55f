"""Somebody opens a country's emergency page, today and long after our files were last checked."""

from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest

from directory.errors import BrokenData
from directory.guides.emergency import EmergencyLine, lines_for, load_emergency, shipped
from directory.guides.emergency_words import say_lines
from directory.languages.localizer import get_localizer
from directory.settings import DATA

TODAY = date(2026, 11, 24)
COUNTRIES = sorted(shipped().keys() - {"ZZ"})
WITH_SERVICES = sorted({path.stem[:2].upper() for path in (DATA / "services").glob("*.csv")})

LINE = """\
country = "ES"

[[line]]
kind = "emergency_all"
dial = "112"
methods = ["phone"]
source_name = "gov.uk"
verified_on = 2026-09-29
next_review = 2027-03-28
"""


def helpline(seen: date | None, kind: str = "child_helpline") -> EmergencyLine:
    return EmergencyLine(
        country="ES",
        kind=kind,
        dial="116111",
        methods=("phone",),
        source_name="anar.org",
        verified_on=seen,
    )


def test_every_country_with_services_has_a_file() -> None:
    assert set(WITH_SERVICES) <= shipped().keys()


@pytest.mark.parametrize("country", COUNTRIES)
def test_no_country_page_is_empty(country: str) -> None:
    page = lines_for(country, TODAY)

    # Where neither a source nor the metadata knows a number we guess none: "check locally" it is.
    assert page.emergency or page.is_checked_locally
    assert any(line.kind == "child_helpline" for line in page.lines + page.international)


@pytest.mark.parametrize(
    ("country", "kind", "dial"),
    [
        ("AU", "emergency_all", "000"),
        ("ES", "suicide", "024"),
        ("FR", "text_relay", "114"),
        ("GB", "child_helpline", "0800 1111"),
        ("BR", "emergency_police", "190"),
        ("DE", "child_helpline", "116111"),
    ],
)
def test_numbers_stand_as_people_dial_them(country: str, kind: str, dial: str) -> None:
    page = lines_for(country, TODAY)

    assert dial in [line.dial for line in page.emergency + page.lines if line.kind == kind]


def test_a_number_that_works_from_mobiles_only_says_so() -> None:
    lines = lines_for("AU", TODAY).emergency

    assert [line.dial for line in lines if line.from_mobiles_only] == ["112"]


@pytest.mark.parametrize("country", COUNTRIES)
def test_every_line_names_its_source_and_its_review(country: str) -> None:
    for line in shipped()[country]:
        assert line.source_name
        assert line.is_emergency or line.source_url
        if line.verified_on and line.next_review:
            assert line.next_review - line.verified_on == timedelta(days=180)


@pytest.mark.parametrize(
    ("days", "is_shown", "is_old"),
    [(180, True, False), (181, True, True), (365, True, True), (366, False, None)],
)
def test_a_helpline_ages_and_then_goes(days: int, is_shown: bool, is_old: bool | None) -> None:
    seen = TODAY - timedelta(days=days)

    page = lines_for("ES", TODAY, {"ES": (helpline(seen),)})

    assert [line.is_old for line in page.lines] == ([is_old] if is_shown else [])


@pytest.mark.parametrize("seen", [TODAY - timedelta(days=366), None])
def test_an_emergency_number_stays_and_asks_to_be_checked(seen: date | None) -> None:
    page = lines_for("ES", TODAY, {"ES": (helpline(seen, "emergency_all"),)})

    assert [line.is_old for line in page.emergency] == [True]
    assert page.is_checked_locally


def test_a_confirmed_emergency_number_asks_nothing() -> None:
    page = lines_for("ES", TODAY)

    assert [line.dial for line in page.emergency] == ["112"]
    assert not page.is_checked_locally


def test_where_no_source_names_a_number_the_metadata_is_the_last_resort() -> None:
    page = lines_for("AL", TODAY)

    assert "112" in [line.dial for line in page.emergency]
    assert page.is_checked_locally


@pytest.mark.parametrize("country", [None, "ZZ"])
def test_without_a_country_there_is_what_helps_from_anywhere(country: str | None) -> None:
    page = lines_for(country, TODAY)

    assert page.country is None
    assert not page.emergency
    assert not page.lines
    assert not page.is_checked_locally
    labels = {line.label for line in page.international}
    assert {"Take It Down", "StopNCII.org", "INHOPE hotline directory"} <= labels


def test_an_unknown_country_is_no_error() -> None:
    assert lines_for("QQ", TODAY).emergency == ()


def test_ages_are_those_of_the_source() -> None:
    ages = {
        line.label: (line.minimum_age, line.maximum_age)
        for line in lines_for(None, TODAY).international
        if line.kind == "image_removal"
    }

    assert ages == {"Take It Down": (None, 17), "StopNCII.org": (18, None)}


@pytest.mark.parametrize(
    ("right", "wrong", "line", "field"),
    [
        ('"emergency_all"', '"police"', 4, "kind"),
        ('dial = "112"', "dial = 112", 5, "dial"),
        ('dial = "112"', 'dial = "not a number"', 5, "dial"),
        ('dial = "112"', 'dial = "99999999999"', 5, "dial"),
        ('dial = "112"\n', "", 3, "dial"),
        ('["phone"]', '["pigeon"]', 6, "methods"),
        ('source_name = "gov.uk"\n', "", 3, "source_name"),
        ('"gov.uk"', '"gov.uk"\nsource_url = "http://["', 8, "source_url"),
        ("verified_on = 2026-09-29", 'verified_on = "today"', 8, "verified_on"),
        ("verified_on = 2026-09-29\n", "", 8, "next_review"),
        ("2027-03-28", "2026-09-29", 9, "next_review"),
        ("2027-03-28", "2027-03-28\nminimum_age = 18\nmaximum_age = 5", 10, "minimum_age"),
        ("2027-03-28", '2027-03-28\nhours = "always"\ntimezone = "Europe/Madrid"', 10, "hours"),
        ("2027-03-28", '2027-03-28\nhours = "24/7"', 3, "timezone"),
        ("2027-03-28", '2027-03-28\nlanguages = ["Spanish!"]', 10, "languages"),
        ("2027-03-28", '2027-03-28\nlabel_native = "Línea"', 3, "native_language"),
        ("2027-03-28", "2027-03-28\ncolour = 3", 10, "colour"),
        ('country = "ES"', 'country = "FR"', 1, "country"),
        ("[[line]]", "[line]", 0, "line"),
        ("methods = [", "methods = = [", 6, ""),
    ],
)
def test_a_broken_line_is_reported_where_it_stands(
    tmp_path: Path, right: str, wrong: str, line: int, field: str
) -> None:
    assert right in LINE
    (tmp_path / "es.toml").write_text(LINE.replace(right, wrong), encoding="utf-8")

    with pytest.raises(BrokenData) as refused:
        load_emergency(tmp_path)

    problem, *others = refused.value.problems
    assert (problem.file, problem.line, problem.field) == ("es.toml", line, field)
    assert problem.expected
    assert not others


def test_all_faults_of_all_files_are_reported_at_once(tmp_path: Path) -> None:
    (tmp_path / "es.toml").write_text(LINE.replace('"112"', '"1"'), encoding="utf-8")
    (tmp_path / "fr.toml").write_bytes(b"country = \xff")

    with pytest.raises(BrokenData) as refused:
        load_emergency(tmp_path)

    assert [problem.file for problem in refused.value.problems] == ["es.toml", "fr.toml"]


def test_a_number_unknown_to_the_metadata_needs_a_waiver(tmp_path: Path) -> None:
    (tmp_path / "es.toml").write_text(LINE.replace('"112"', '"7777"'), encoding="utf-8")
    with pytest.raises(BrokenData):
        load_emergency(tmp_path)

    waivers = "country,dial,reason\nES,7777,printed by its operator\n"
    (tmp_path / "waivers.csv").write_text(waivers, encoding="utf-8")

    assert load_emergency(tmp_path)["ES"][0].dial == "7777"


@pytest.mark.parametrize(
    ("language", "name"),
    [
        ("es", ("Teléfono ANAR de Ayuda a Niños y Adolescentes", "es")),
        ("fr", ("ANAR helpline for children and adolescents", "en")),
    ],
)
def test_who_reads_the_language_of_a_line_reads_its_own_name(
    language: str, name: tuple[str, str]
) -> None:
    moment = datetime.combine(TODAY, time(12), UTC)
    said = say_lines(lines_for("ES", TODAY), moment, get_localizer(language)).lines

    assert (said[0].name, said[0].name_language) == name
