"""The search of /find for those who ask by program: the same names, the same meaning, no page."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime

from directory.errors import Fault, Unreadable
from directory.finder.asking import ask
from directory.finder.criteria import Criteria, Problem, read_values
from directory.finder.problems import explain
from directory.finder.stock import FinderStock
from directory.finder.where import Where, find_where
from directory.languages.localizer import get_localizer
from directory.search.query import Query

Language = Callable[[], str]  # the caller's, found out only where it matters
Given = Mapping[str, Sequence[str]]  # values by name (see `typed.by_name`)
Asker = Callable[[Given, int, Language, datetime], Query]


def asker(finder: FinderStock) -> Asker:
    """A reader of what was given, so many on a page, at a moment; it raises Unreadable."""

    def read(given: Given, size: int, language: Language, moment: datetime) -> Query:
        criteria = read_values(given, finder.known)
        where = find_where(criteria, finder.gazetteer)
        if criteria.problems or where.problem or where.unknown_place:
            localizer = get_localizer(language())
            raise Unreadable(
                [
                    Fault(each.field, each.value, explain(each, localizer))
                    for each in _problems(criteria, where)
                ]
            )
        spoken = language() if criteria.q else ""
        return ask(criteria, where, finder.needs, spoken, moment, size).query

    return read


def _problems(criteria: Criteria, where: Where) -> Iterator[Problem]:
    yield from criteria.problems
    if where.problem:
        yield where.problem
    if where.unknown_place:
        # A page suggests other towns; a program would take the whole country for the town.
        yield Problem("place", "unknown", where.unknown_place)
