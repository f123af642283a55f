"""Reading and writing weekly opening hours."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.search.opening import DAY, WEEK, Week, days, read_week

ZONE = "Europe/Madrid"

spans = st.builds(
    lambda opens, length: (opens, opens + length),
    st.integers(0, WEEK - 1),
    st.integers(1, WEEK),
)
weeks = st.builds(Week, st.lists(spans, min_size=1, max_size=8).map(tuple), st.just(ZONE))


def open_minutes(week: Week) -> set[int]:
    return {minute % WEEK for opens, closes in week.spans for minute in range(opens, closes)}


@given(weeks)
def test_what_is_written_reads_back_the_same(week: Week) -> None:
    assert read_week(week.write(), ZONE) == week


@given(st.lists(spans, min_size=1, max_size=8))
def test_equal_hours_are_equal_however_they_were_given(given_spans: list[tuple[int, int]]) -> None:
    week = Week(tuple(given_spans), ZONE)
    minutes = {minute % WEEK for opens, closes in given_spans for minute in range(opens, closes)}

    assert open_minutes(week) == minutes
    assert Week(tuple((minute, minute + 1) for minute in minutes), ZONE) == week
    assert hash(Week(tuple(reversed(given_spans)), ZONE)) == hash(week)


@given(weeks)
def test_the_days_show_every_open_minute_once(week: Week) -> None:
    shown = [
        (day * DAY + minute) % WEEK
        for day, listed in enumerate(days(week))
        for opens, closes in listed
        for minute in range(opens, closes)
    ]

    assert sorted(shown) == sorted(open_minutes(week))


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("24/7", "24/7"),
        (" 24/7 ", "24/7"),
        ("Mo-Su 00:00-24:00", "24/7"),
        ("Mo-Fr 09:00-17:00; Sa 10:00-14:00,15:00-18:00",) * 2,
        ("Mo,We 9:00-12:00", "Mo,We 09:00-12:00"),
        ("We 09:00-12:00;Mo 09:00-12:00", "Mo,We 09:00-12:00"),
        ("Sa-Mo 10:00 - 12:00 , 13:00-14:00", "Mo,Sa-Su 10:00-12:00,13:00-14:00"),
        ("Mo 09:00-12:00; Mo 12:00-15:00", "Mo 09:00-15:00"),
        ("Fr 22:00-02:00", "Fr 22:00-02:00"),
        ("Fr 22:00-24:00; Sa 00:00-02:00", "Fr 22:00-02:00"),
        ("Su 22:00-02:00", "Su 22:00-02:00"),
        ("Fr 18:00-00:00", "Fr 18:00-24:00"),
        ("Mo 08:00-08:00", "Mo 08:00-08:00"),
        ("Mo 00:00-00:00", "Mo 00:00-24:00"),
        ("Mo 20:00-24:00; Tu 00:00-24:00", "Mo 20:00-24:00; Tu 00:00-24:00"),
        ("Mo-Th 00:00-24:00; Fr 00:00-08:30", "Mo-Th 00:00-24:00; Fr 00:00-08:30"),
    ],
)
def test_hours_have_one_spelling(text: str, written: str) -> None:
    assert read_week(text, ZONE).write() == written


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", '"": write days and times like Mo-Fr 09:00-17:00, or 24/7.'),
        ("Mo-Fr", '"Mo-Fr": write days and times like Mo-Fr 09:00-17:00, or 24/7.'),
        ("Mo 09:00-17:00;", '"": write days and times like Mo-Fr 09:00-17:00, or 24/7.'),
        ("Mon 09:00-17:00", '"Mon" is not a day: write one of Mo Tu We Th Fr Sa Su, or Mo-Fr.'),
        ("Mo-We-Fr 09:00-17:00", '"Mo-We-Fr" is not a day'),
        ("Mo, 09:00-17:00", '"Mo, 09:00-17:00": write days and times'),
        ("Mo 9-17", '"9-17" is not a time: write it like 09:00-17:00, at most until 24:00.'),
        ("Mo 09:00-24:01", '"09:00-24:01" is not a time'),
        ("Mo 09:60-10:00", '"09:60-10:00" is not a time'),
        ("Mo 24:00-02:00", '"24:00-02:00" is not a time'),
        ("Mo 09:00-12:00,", '"" is not a time'),
        ("Tu 10:00-11:00; always", '"always": write days and times'),
    ],
)
def test_a_part_that_cannot_be_read_is_named(text: str, sentence: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(sentence)}"):
        read_week(text, ZONE)


@given(st.text("MoTuFr 0129:-,;/ "))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        week = read_week(text, ZONE)
    except ValueError:
        pass
    else:
        assert read_week(week.write(), ZONE) == week


@pytest.mark.parametrize("name", ["", "Madrid", "../Madrid", "America", "/etc/hosts"])
def test_an_unknown_time_zone_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="no time zone: write one like Europe/Madrid"):
        read_week("24/7", name)


@pytest.mark.parametrize(
    "spans", [(), ((-1, 5),), ((5, 5),), ((WEEK, WEEK + 1),), ((5, WEEK + 6),)]
)
def test_hours_that_cannot_be_are_refused(spans: tuple[tuple[int, int], ...]) -> None:
    with pytest.raises(ValueError, match=r"leave unknown hours out|not a time between"):
        Week(spans, ZONE)
