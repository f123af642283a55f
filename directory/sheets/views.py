"""What a table would change, and what cannot stand in it, as a page shows them."""

from collections.abc import Sequence
from dataclasses import dataclass

from directory.languages.localizer import Localizer
from directory.listings.queries import Held, get_all_held
from directory.listings.views.reviews import Difference, differences
from directory.listings.words import Sayer
from directory.sheets.columns import words_of
from directory.sheets.line_reading import Planned
from directory.sheets.plans import Problem

_LONGEST = 120


@dataclass(frozen=True, slots=True)
class ShownProblem:
    """column: what it is called, and its name in the table."""

    line: int
    name: str
    column: str
    code: str
    typed: str
    sentence: str
    suggestion: str


@dataclass(frozen=True, slots=True)
class ShownPlanned:
    held: Held
    all_right: bool
    differences: Sequence[Difference]


def show_problem(problem: Problem, write: Localizer) -> ShownProblem:
    typed = problem.typed
    return ShownProblem(
        problem.line,
        problem.name,
        words_of(problem.column, write),
        problem.column,
        typed if len(typed) <= _LONGEST else f"{typed[:_LONGEST]}…",
        problem.told.sentence,
        problem.told.suggestion,
    )


async def show_planned(planned: Sequence[Planned], sayer: Sayer) -> list[ShownPlanned]:
    """Beside what stands there now; without what is no longer listed."""
    helds = await get_all_held([each.service_id for each in planned])
    return [
        ShownPlanned(
            held, each.all_right, differences(held.facts, {**held.facts, **each.wished}, sayer)
        )
        for each in planned
        if (held := helds.get(each.service_id))
    ]
