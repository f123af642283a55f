"""Times of day and dates as people type them, in any script."""

import re
from datetime import date

from directory.languages.folding import fold
from directory.search.opening import DAY

# "9.30", "9h30", "21 h", "9:30 pm" and "٩:٣٠ م", as folding leaves them; "0930" has no space.
_CLOCK = re.compile(r"(\d{1,2})(?:(?: |h| h | h|h )(\d{2}))?(?: ?[hчу]| ?hrs?| ?uhr)?(?: ?(\D+))?")
_TOGETHER = re.compile(r"(\d{1,2})(\d{2})(?: ?[hч]| ?uhr| ?hrs?)?(?: ?(\D+))?")
_HALVES = {
    "am": 0, "a m": 0, "ص": 0, "صباحا": 0,
    "pm": 12, "p m": 12, "م": 12, "مساء": 12,
}  # fmt: skip
_NUMBER = re.compile(r"\d+")
_DAY_FIRST = re.compile(r"(\d{1,2})\D(\d{1,2})\D(\d{4})")
_YEAR_FIRST = re.compile(r"(\d{4})\D(\d{1,2})\D(\d{1,2})")


def read_clock(text: str) -> int | None:
    """Minutes after midnight, up to 24:00; None for what is no time, or might be two."""
    folded = fold(text)
    found = _CLOCK.fullmatch(folded) or _TOGETHER.fullmatch(folded)
    if found is None:
        return None
    hour, minute, half = int(found[1]), int(found[2] or 0), found[3]
    if half is not None:
        if half not in _HALVES or not 1 <= hour <= 12:
            return None
        hour = hour % 12 + _HALVES[half]
    minutes = hour * 60 + minute
    return minutes if minute < 60 and minutes <= DAY else None


def write_clock(minutes: int, *, is_end: bool = False) -> str:
    """09:30; the end of a day is 24:00, which nobody takes for its beginning."""
    if is_end and minutes == DAY:
        return "24:00"
    return f"{minutes % DAY // 60:02}:{minutes % 60:02}"


def suggest_clock(text: str) -> str | None:
    """A time that somebody may have meant by what is none: "9-30" is 09:30."""
    numbers = [int(number) for number in _NUMBER.findall(fold(text))[:2]]
    if not numbers or numbers[0] > 24:
        return None
    minutes = numbers[0] * 60 + (numbers[1] if len(numbers) > 1 and numbers[1] < 60 else 0)
    return write_clock(minutes, is_end=True) if minutes <= DAY else None


def read_day(text: str) -> date | None:
    """2026-12-24, as browsers send it, or 24.12.2026; None for what might be two days."""
    folded = fold(text)
    if found := _YEAR_FIRST.fullmatch(folded):
        return _date(int(found[1]), int(found[2]), int(found[3]))
    if found := _DAY_FIRST.fullmatch(folded):
        day, month, year = int(found[1]), int(found[2]), int(found[3])
        # Half of the world writes the month first; only dots are written by those who do not.
        if "." in text or day == month or day > 12:
            return _date(year, month, day)
        return _date(year, day, month) if month > 12 else None
    return None


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
