"""The search of /find for those who ask by program: the same names, the same meaning, no page."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime

from msgspec import Struct

from directory.errors import Fault, Unreadable
from directory.finder.around import ask_around
from directory.finder.asking import ask
from directory.finder.criteria import Criteria, Problem, read_values
from directory.finder.problems import explain
from directory.finder.stock import FinderStock
from directory.finder.where import Where, find_where
from directory.languages.localizer import get_localizer
from directory.search.query import Query

Given = Mapping[str, Sequence[str]]  # values by name (see `typed.by_name`)
Language = Callable[[], str]  # the caller's, found out only where it matters
Clock = Callable[[], datetime]


class Asker(Struct, frozen=True):
    """Reads what was asked, so many on a page, now."""

    finder: FinderStock

    def around(self, given: Mapping[str, str], size: int, clock: Clock) -> Query | None:
        """A plain search around a point, in a third of the time; None for any other."""
        return ask_around(given, self.finder, size, clock)

    def any(self, given: Given, size: int, language: Language, clock: Clock) -> Query:
        """Raises Unreadable."""
        criteria = read_values(given, self.finder.known)
        where = find_where(criteria, self.finder.gazetteer)
        if criteria.problems or where.problem or where.unknown_place:
            localizer = get_localizer(language())
            raise Unreadable(
                [
                    Fault(each.field, each.value, explain(each, localizer))
                    for each in _problems(criteria, where)
                ]
            )
        spoken = language() if criteria.q else ""
        moment = clock() if criteria.open_now else None
        return ask(criteria, where, self.finder.needs, spoken, moment, size).query


def _problems(criteria: Criteria, where: Where) -> Iterator[Problem]:
    yield from criteria.problems
    if where.problem:
        yield where.problem
    if where.unknown_place:
        # A page suggests other towns; a program would take the whole country for the town.
        yield Problem("place", "unknown", where.unknown_place)
