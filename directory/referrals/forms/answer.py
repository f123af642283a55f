"""Reading what a desk answers."""

from collections.abc import Mapping
from datetime import date, timedelta

from directory.errors import Refusal
from directory.languages.catalogues import N_
from directory.referrals.actions.answering import Answer
from directory.referrals.forms.typed import Typed
from directory.referrals.lifecycle import MOVES, Event, Party
from directory.referrals.refusals import ReasonNeeded

WEEKS_AHEAD = 26
_WEEK_NEEDED = N_("Choose the week in which it should go on.")
# By event, whatever the state: whether it may be done now is for the act to say.
_REASONS = {
    event: move.reasons for (_, event), move in MOVES.items() if Party.RECIPIENT in move.parties
}


class Unanswered(Refusal):
    """problems: sentences by field, keys of translations; a reason's field has its event's name."""

    def __init__(self, problems: Mapping[str, str]) -> None:
        super().__init__()
        self.problems = problems


def weeks_from(today: date) -> list[date]:
    """The Mondays to choose from, that of this week first."""
    monday = today - timedelta(days=today.weekday())
    return [monday + timedelta(weeks=number) for number in range(WEEKS_AHEAD)]


def read_answer(typed: Typed, today: date) -> Answer:
    """Raises Unanswered with everything that is missing."""
    event = next((each for each in _REASONS if typed.has("act", each)), None)
    if event is None:
        raise Unanswered({"": ReasonNeeded.sentence})
    problems: dict[str, str] = {}
    reason = typed.one("reason") if _REASONS[event] else ""
    if _REASONS[event] and reason not in _REASONS[event]:
        problems[event] = ReasonNeeded.sentence
    week = None
    if event is Event.WAIT:
        offered = {each.isoformat(): each for each in weeks_from(today)}
        week = offered.get(typed.one("week"))
        if week is None:
            problems["week"] = _WEEK_NEEDED
    if problems:
        raise Unanswered(problems)
    return Answer(event, reason, week)
