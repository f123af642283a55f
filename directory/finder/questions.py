"""The search of /find for those who ask by program: the same names, the same meaning, no page."""

from collections.abc import Callable
from datetime import datetime

from directory.errors import Fault, Unreadable
from directory.finder.asking import ask
from directory.finder.criteria import Fields, Problem, read_criteria
from directory.finder.problems import explain
from directory.finder.stock import FinderStock
from directory.finder.where import find_where
from directory.languages.localizer import get_localizer
from directory.search.query import Query


def asker(finder: FinderStock) -> Callable[[Fields, str, datetime], Query]:
    """A reader of fields, in the caller's language, at a moment; it raises Unreadable."""

    def read(fields: Fields, language: str, moment: datetime) -> Query:
        criteria = read_criteria(fields, finder.known)
        where = find_where(criteria, finder.gazetteer)
        problems = (*criteria.problems, *filter(None, [where.problem]))
        if where.unknown_place:
            # A page suggests other towns; a program would take the whole country for the town.
            problems = (*problems, Problem("place", "unknown", where.unknown_place))
        if problems:
            localizer = get_localizer(language)
            raise Unreadable(
                [Fault(each.field, each.value, explain(each, localizer)) for each in problems]
            )
        return ask(criteria, where, finder.needs, language, moment).query

    return read
