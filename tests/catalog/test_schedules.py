"""Opening hours become HSDS schedules and the same hours again."""

from hypothesis import given
from hypothesis import strategies as st

from directory.catalog.schedules import read_schedules, write_schedules
from directory.search.opening import DAY, WEEK, Week, read_week

RULE = ("freq", "byday", "opens_at", "closes_at", "time_zone", "interval")
EMPTY = dict.fromkeys((*RULE, "until", "count", "valid_from", "valid_to"))
spans = st.tuples(st.integers(0, WEEK - 1), st.integers(1, 2 * DAY))


@given(st.lists(spans.map(lambda s: (s[0], s[0] + s[1])), min_size=1, max_size=9))
def test_any_week_comes_back(found: list[tuple[int, int]]) -> None:
    week = Week(tuple(found), "Europe/Madrid")
    assert read_schedules(EMPTY | rule for rule in write_schedules(week)) == week


def test_days_with_the_same_hours_share_a_schedule() -> None:
    (rule,) = write_schedules(read_week("Mo-We 09:00-17:00", "Europe/Madrid"))
    assert rule == {
        "freq": "WEEKLY",
        "byday": "MO,TU,WE",
        "opens_at": "09:00",
        "closes_at": "17:00",
        "time_zone": "Europe/Madrid",
    }


def test_always_is_seven_whole_days() -> None:
    (rule,) = write_schedules(read_week("24/7", "UTC"))
    assert (rule["byday"], rule["opens_at"]) == ("MO,TU,WE,TH,FR,SA,SU", "00:00")


def test_what_is_not_plainly_weekly_is_no_week() -> None:
    (rule,) = write_schedules(read_week("Mo 09:00-17:00", "UTC"))
    plain = EMPTY | rule
    assert read_schedules([plain]) is not None
    for odd in ({"freq": "MONTHLY"}, {"interval": 2}, {"byday": "1MO"}, {"opens_at": None}):
        assert read_schedules([plain, plain | odd]) is None
    assert read_schedules([EMPTY]) is None
