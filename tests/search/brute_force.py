"""The same search once more, slow and told the other way round: the tests compare with it.

It builds each group by itself and sorts by one thing after another; it measures on the ellipsoid,
leafs through the hours day by day, and tries every slip of a word by hand.
"""

from collections.abc import Callable, Iterable
from functools import cache

from directory.places.distance import Point, distance_km
from directory.search.hours import Hours
from directory.search.query import Query
from directory.search.rows import Row
from tests.search.wall_calendar import is_open_by_the_calendar

Belongs = Callable[[Row], bool]


def ids_in_order(rows: Iterable[Row], query: Query) -> list[tuple[str, str]]:
    """(group, id) of everything that the query finds."""
    left = [row for row in rows if passes(row, query)]
    shown: list[tuple[str, str]] = []
    for group, belongs in groups(query):
        members = [row for row in left if belongs(row)]
        left = [row for row in left if row not in members]
        shown += [(group, row.id) for row in in_order(members, group, query)]
    return shown


def groups(query: Query) -> list[tuple[str, Belongs]]:
    country = query.country or (query.region[:2] if query.region else None)

    def serves(code: str | None) -> Belongs:
        return lambda row: code in row.serves and not row.is_confidential

    def is_in_parts(row: Row) -> bool:
        return query.region is None and any(code[:3] == f"{country}-" for code in row.serves)

    def is_kept_private(row: Row) -> bool:
        here = {query.region, country, "ZZ"}
        return row.is_confidential and (bool(here & row.serves) or is_in_parts(row))

    if query.point is None and country is None:
        return [
            ("world", serves("ZZ")),
            ("elsewhere", lambda row: not row.is_confidential),
            ("confidential", lambda row: row.is_confidential),
        ]
    return [
        ("near", lambda row: is_near(row, query, country)),
        ("region", serves(query.region)),
        ("confidential", is_kept_private),
        ("country", serves(country)),
        ("parts", lambda row: is_in_parts(row) and not row.is_confidential),
        ("world", serves("ZZ")),
    ]


def is_near(row: Row, query: Query, country: str | None) -> bool:
    if row.point is None or query.point is None:
        return False
    if query.radius_km is None:
        return country in (None, row.country)
    return km(row.point, query.point) <= query.radius_km


@cache
def km(one: Point | None, other: Point | None) -> float:
    assert one is not None
    assert other is not None
    return distance_km(one, other)


def in_order(rows: list[Row], group: str, query: Query) -> list[Row]:
    rows = sorted(rows, key=lambda row: row.id)
    rows.sort(key=lambda row: row.name)
    if group == "confidential":
        return rows
    rows.sort(key=lambda row: str(row.verified_on or ""), reverse=True)
    if group == "elsewhere":
        rows.sort(key=lambda row: row.is_remote, reverse=True)
    if group == "near":
        rows.sort(key=lambda row: round(km(row.point, query.point) * 100))
    return rows


def passes(row: Row, query: Query) -> bool:
    asked = query.words.split()
    return not (
        (query.needs and not query.needs & row.needs)
        or (query.language and not any(answers(tag, query.language) for tag in row.languages))
        or (query.age is not None and row.minimum_age is not None and query.age < row.minimum_age)
        or (query.age is not None and row.maximum_age is not None and query.age > row.maximum_age)
        or (query.open_at and not (row.hours and is_open(row.hours, query)))
        or (query.open_on is not None and not (row.hours and opens_on(row.hours, query.open_on)))
        or (query.free and not row.is_free)
        or (query.remote and not row.is_remote)
        or (query.accessible and not row.is_accessible)
        or (query.accepting and not row.is_accepting)
        or (query.placed and not row.has_place)
        or not all(stands(word, row.words, is_last=False) for word in asked[:-1])
        or not all(stands(word, row.words, is_last=True) for word in asked[-1:])
    )


def answers(tag: str, asked: str) -> bool:
    return all(one == other for one, other in zip(tag.split("-"), asked.split("-"), strict=False))


def is_open(hours: Hours, query: Query) -> bool:
    assert query.open_at is not None
    return is_open_by_the_calendar(hours, query.open_at.astimezone(hours.zone))


def opens_on(hours: Hours, day: int) -> bool:
    names = {"Mo": 0, "Tu": 1, "We": 2, "Th": 3, "Fr": 4, "Sa": 5, "Su": 6}
    listed = set()
    for part in hours.week.write().replace("24/7", "Mo-Su 00:00-24:00").split("; "):
        for run in part.split(" ")[0].split(","):
            first, _, last = run.partition("-")
            start, end = names[first], names[last or first]
            listed |= {at % 7 for at in range(start, end + (8 if end < start else 1))}
    return day in listed


def stands(asked: str, text: str, *, is_last: bool) -> bool:
    if any(ord(letter) > 0x2E00 for letter in asked):  # of the made words only the Chinese ones
        return asked in text
    return any(
        word == asked
        or (is_last and word[: len(asked)] == asked)
        or (len(asked) >= 5 and not asked.isdecimal() and is_one_slip(asked, word))
        for word in text.split()
    )


def is_one_slip(one: str, other: str) -> bool:
    def cuts(word: str) -> list[str]:
        return [word[:at] + word[at + 1 :] for at in range(len(word))]

    swaps = [one[:at] + one[at + 1] + one[at] + one[at + 2 :] for at in range(len(one) - 1)]
    is_letter_off = other in cuts(one) or one in cuts(other)
    is_letter_wrong = len(one) == len(other) and any(
        left == right for left, right in zip(cuts(one), cuts(other), strict=True)
    )
    return is_letter_off or is_letter_wrong or other in swaps
