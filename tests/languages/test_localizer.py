"""A reader sees dates, numbers and names as people of the language write them."""

from datetime import date, time
from gettext import NullTranslations

import pytest

from directory.languages.localizer import Localizer, get_localizer

TODAY = date(2026, 11, 24)
DAY = date(2026, 11, 3)


def localizer(code: str) -> Localizer:
    """One without a catalogue: what CLDR says, apart from what translators say."""
    return Localizer(code, NullTranslations())


@pytest.mark.parametrize(
    ("code", "written"),
    [
        ("en", "3 November 2026"),
        ("es", "3 de noviembre de 2026"),
        ("fr", "3 novembre 2026"),
        ("ar", "3 نوفمبر 2026"),
        ("fa", "۳ نوامبر ۲۰۲۶"),
        ("uk", "3 листопада 2026\u202fр."),
        ("hi", "3 नवंबर 2026"),
        ("zh", "2026年11月3日"),
    ],
)
def test_a_date_is_written_in_the_words_and_digits_of_the_language(code: str, written: str) -> None:
    assert localizer(code).date(DAY) == written


@pytest.mark.parametrize(
    ("code", "written"),
    [
        ("en", "3 weeks ago"),
        ("es", "hace 3 semanas"),
        ("fr", "il y a 3 semaines"),
        ("ar", "قبل 3 أسابيع"),
        ("fa", "۳ هفته پیش"),
        ("uk", "3 тижні тому"),
    ],
)
def test_the_past_is_counted_in_the_largest_unit_that_fits(code: str, written: str) -> None:
    assert localizer(code).ago(DAY, TODAY) == written


def test_a_date_of_today_or_ahead_of_our_clock_is_today() -> None:
    assert localizer("en").ago(TODAY, TODAY) == "today"
    assert localizer("en").ago(date(2026, 11, 25), TODAY) == "today"


@pytest.mark.parametrize(
    ("code", "written"), [("en", "8:30\u202fpm"), ("fr", "20:30"), ("fa", "۲۰:۳۰")]
)
def test_a_time_is_written_as_a_clock_there_shows_it(code: str, written: str) -> None:
    assert localizer(code).time(time(20, 30)) == written


@pytest.mark.parametrize(
    ("code", "written"),
    [("en", "1,234.5"), ("es", "1.234,5"), ("fr", "1\u202f234,5"), ("fa", "۱٬۲۳۴٫۵")],
)
def test_a_number_has_the_separators_and_digits_of_the_language(code: str, written: str) -> None:
    assert localizer(code).number(1234.5) == written


@pytest.mark.parametrize(
    ("km", "written"), [(0.04, "0 km"), (3.44, "3.4 km"), (9.94, "9.9 km"), (9.96, "10 km")]
)
def test_a_distance_has_one_decimal_under_ten_kilometres(km: float, written: str) -> None:
    assert localizer("en").distance(km) == written


def test_a_long_distance_has_no_decimal() -> None:
    assert localizer("fr").distance(1234.56) == "1\u202f235\u202fkm"
    assert localizer("fa").distance(12.3) == "۱۲ کیلومتر"


def test_countries_have_names_and_zz_is_the_world() -> None:
    assert localizer("ar").territory("ES") == "إسبانيا"
    assert localizer("es").territory("ZZ") == "Mundo"
    assert localizer("en").territory("QX") == "QX"


def test_a_language_is_named_by_its_whole_tag_then_by_its_first_part() -> None:
    assert localizer("en").language_name("pt-BR") == "Brazilian Portuguese"
    assert localizer("es").language_name("fa-IQ") == "persa"
    assert localizer("en").language_name("xx-unknown") == "xx-unknown"


def test_a_language_unnamed_in_the_reader_s_own_is_named_in_english() -> None:
    assert localizer("es").language_name("ase") == "American Sign Language"


@pytest.mark.parametrize(
    ("code", "own_name", "direction"),
    [("en", "English", "ltr"), ("es", "Español", "ltr"), ("ar", "العربية", "rtl"),
     ("fa", "فارسی", "rtl"), ("uk", "Українська", "ltr"), ("zh", "中文", "ltr")],
)  # fmt: skip
def test_a_language_knows_its_own_name_and_direction(
    code: str, own_name: str, direction: str
) -> None:
    assert localizer(code).own_name == own_name
    assert localizer(code).direction == direction


def test_things_in_a_list_are_joined_as_in_a_sentence() -> None:
    assert localizer("en").list(["a", "b", "c"]) == "a, b and c"
    assert localizer("es").list(["a", "b"]) == "a y b"
    assert localizer("en").list([]) == ""


def test_the_week_begins_with_monday_as_zero() -> None:
    assert [localizer("es").weekday(0), localizer("ar").weekday(6)] == ["lunes", "الأحد"]


def test_a_localizer_is_made_once() -> None:
    assert get_localizer("en") is get_localizer("en")
