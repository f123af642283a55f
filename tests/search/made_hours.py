"""Opening hours that hypothesis makes, with exceptions around a day."""

from datetime import date, timedelta

from hypothesis import strategies as st

from directory.search.hours import ENDLESS, Hours, How, OnHolidays, OtherDays, Times
from directory.search.opening import DAY, WEEK

# Days around which a clock moves (an hour, half an hour, a whole day, against the seasons, never),
# or a year ends, in zones of half and three quarters of an hour too; and whose holidays are kept.
CLOCKS = [
    ("Europe/Madrid", "ES-VC", date(2026, 3, 29)),
    ("Europe/Madrid", "ES", date(2026, 10, 25)),
    ("America/New_York", "US-NY", date(2026, 3, 8)),
    ("America/New_York", "US", date(2026, 11, 1)),
    ("Australia/Lord_Howe", "AU-NSW", date(2026, 4, 5)),
    ("Australia/Lord_Howe", "AU", date(2026, 10, 4)),
    ("Asia/Kathmandu", "NP", date(2026, 12, 31)),
    ("Asia/Kolkata", "IN", date(2027, 1, 26)),
    ("Pacific/Apia", "WS", date(2011, 12, 30)),
    ("Africa/Casablanca", "MA", date(2026, 2, 15)),
    ("Africa/Casablanca", "XX", date(2026, 3, 22)),
    ("Europe/London", "GB-SCT", date(2026, 12, 26)),
]

week_spans = st.builds(
    lambda opens, length: (opens, opens + length),
    st.integers(0, WEEK - 1),
    st.integers(1, WEEK) | st.integers(1, 300),
)
_ways = st.sampled_from(list(How))
_day_spans = st.builds(
    lambda opens, length: (opens, opens + length), st.integers(0, DAY - 1), st.integers(1, DAY)
)


def _fits(times: Times) -> bool:
    """Whether no night runs on for more than a day when it is joined with the next."""
    try:
        OnHolidays("ES", times)
    except ValueError:
        return False
    return True


def _times(spans: st.SearchStrategy[tuple[int, int]], least: int) -> st.SearchStrategy[Times]:
    some = st.lists(spans, min_size=1, max_size=3).map(tuple)
    return st.lists(st.tuples(_ways, some), min_size=least, max_size=2).map(tuple)


@st.composite
def _other_days(draw: st.DrawFn, day: date) -> OtherDays:
    first = day + timedelta(days=draw(st.integers(-6, 8)))
    last = first + timedelta(days=draw(st.sampled_from((0, 0, 1, 2, 5, 20))))
    if draw(st.integers(0, 19)) == 0:
        return OtherDays(first, ENDLESS)
    met = {(first + timedelta(days=n)).weekday() for n in range(min(7, (last - first).days + 1))}
    weekdays = draw(st.sets(st.sampled_from(sorted(met)), min_size=1))
    return OtherDays(first, last, draw(_times(_day_spans, 0).filter(_fits)), tuple(weekdays))


@st.composite
def hours_and_days(draw: st.DrawFn) -> tuple[Hours, date]:
    """Any hours, and a day on which something about them may be odd."""
    time_zone, where, day = draw(st.sampled_from(CLOCKS))
    on_holidays = st.builds(OnHolidays, st.just(where), _times(_day_spans, 0).filter(_fits))
    others = st.lists(_other_days(day), max_size=4, unique_by=lambda days: (days.first, days.last))
    hours = Hours(
        draw(_times(week_spans, 1)),
        time_zone,
        draw(st.none() | on_holidays),
        tuple(draw(st.just([]) | others)),
    )
    return hours, day
