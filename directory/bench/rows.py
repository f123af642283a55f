"""The rows of a made world one by one, as the plain engine reads them."""

from datetime import date
from functools import cache

import numpy as np

from directory.search.facts import ACCEPTING, ACCESSIBLE, FREE, PLACED, REMOTE, Facts
from directory.search.hours import Hours, every_week, read_hours
from directory.search.opening import Span, Week
from directory.search.rows import Row


def row_of(facts: Facts, number: int) -> Row:
    """One row as the plain engine reads it. Its region is left out: no search asks for it."""
    is_private, serves = facts.reaches.values[facts.reaches.numbers[number]]
    lat, lon = facts.points[number].tolist()
    flags, newer = int(facts.flags[number]), int(facts.newer[number])
    youngest, oldest = facts.ages.values[facts.ages.numbers[number]]
    start, end = facts.word_starts[number : number + 2].tolist()
    words = facts.words.numbers[start:end].tolist()
    return Row(
        id=facts.ids.text(number),
        needs=frozenset(facts.needs.values[facts.needs.numbers[number]]),
        point=None if np.isnan(lat) else (lat, lon),
        country=facts.countries.values[facts.countries.numbers[number]],
        region=None,
        serves=frozenset(serves),
        is_confidential=is_private,
        languages=frozenset(facts.languages.values[facts.languages.numbers[number]]),
        minimum_age=None if youngest < 0 else youngest,
        maximum_age=None if oldest < 0 else oldest,
        is_free=True if flags & FREE else None,
        is_remote=bool(flags & REMOTE),
        is_accessible=True if flags & ACCESSIBLE else None,
        has_place=bool(flags & PLACED),
        is_accepting=True if flags & ACCEPTING else None,
        hours=_hours(*facts.hours.values[facts.hours.numbers[number]]),
        verified_on=None if newer == 0 else date.fromordinal(newer),
        name=facts.names.text(number),
        words=" ".join(facts.words.values[word] for word in words),
    )


@cache
def _hours(spans: tuple[Span, ...], zone: str, said: str) -> Hours | None:
    if said:
        return read_hours(said)
    return every_week(Week(spans, zone)) if spans else None
