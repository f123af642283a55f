"""The states of a referral and of a consent, and who may move them: the tables that say it once.

Source: requirements on the referral's life; the database refuses the same moves by itself.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from directory.referrals.refusals import IllegalMove, ReasonNeeded


class State(StrEnum):
    DRAFT = "draft"
    SENT = "sent"
    ACCEPTED = "accepted"
    IN_CONTACT = "in_contact"
    WAITING = "waiting"
    COMPLETED = "completed"
    DECLINED = "declined"
    UNABLE = "unable"
    RECALLED = "recalled"
    WITHDRAWN = "withdrawn"
    LAPSED = "lapsed"
    VOIDED = "voided"


class Event(StrEnum):
    SEND = "send"
    ACCEPT = "accept"
    DECLINE = "decline"
    REACH = "reach"  # the service was first in contact, or is again
    WAIT = "wait"
    COMPLETE = "complete"
    FAIL = "fail"
    RECALL = "recall"
    WITHDRAW = "withdraw"
    LAPSE = "lapse"
    REFUSE = "refuse"  # the family said no before anything was sent
    VOID = "void"


class Party(StrEnum):
    """Who does it. PERSON: the family, by its receipt or by the sender on its word."""

    SENDER = "sender"
    SUPERVISOR = "supervisor"
    RECIPIENT = "recipient"
    PERSON = "person"
    CLOCK = "clock"


_RECIPIENT = frozenset({Party.RECIPIENT})
_SENDER = frozenset({Party.SENDER})
_TAKEN = (State.ACCEPTED, State.IN_CONTACT, State.WAITING)
OPEN = (State.DRAFT, State.SENT, *_TAKEN)
# The recipient can reach it: something is to be done there.
UNDER_WAY = (State.SENT, *_TAKEN)
TERMINAL = frozenset(State) - set(OPEN)
# Nobody may read it any more, from this moment, not even the sender.
GONE_AT_ONCE = frozenset({State.RECALLED, State.WITHDRAWN, State.LAPSED, State.VOIDED})

DECLINED_BECAUSE = (
    "not_eligible",
    "no_capacity",
    "not_our_service",
    "area",
    "language",
    "conflict_of_interest",
    "other_coded",
)
UNABLE_BECAUSE = ("could_not_contact_safely", "capacity_lost", "not_eligible_after_all")
OUTCOMES = (
    "service_started",
    "service_given",
    "person_chose_not_to",
    "referred_on_by_person",
)
WAITS_FOR = ("place", "appointment", "person", "interpreter", "other_service")
RECALLED_BECAUSE = ("found_elsewhere", "no_longer_needed", "wrong_service", "no_answer")
WITHDRAWN_BY = ("by_code", "by_giver", "on_their_word")


@dataclass(frozen=True, slots=True)
class Move:
    """Where an event leads, who may bring it about, and the codes of which it needs one.

    reasons: none for an event that has no reason, and then none is taken.
    """

    to: State
    parties: frozenset[Party]
    reasons: tuple[str, ...] = ()


def _moves() -> dict[tuple[State, Event], Move]:
    table = {
        (State.DRAFT, Event.SEND): Move(State.SENT, _SENDER),
        (State.DRAFT, Event.VOID): Move(State.VOIDED, _SENDER | {Party.CLOCK}),
        (State.DRAFT, Event.REFUSE): Move(State.VOIDED, _SENDER),
        (State.SENT, Event.ACCEPT): Move(State.ACCEPTED, _RECIPIENT),
        (State.SENT, Event.DECLINE): Move(State.DECLINED, _RECIPIENT, DECLINED_BECAUSE),
        (State.ACCEPTED, Event.REACH): Move(State.IN_CONTACT, _RECIPIENT),
        (State.WAITING, Event.REACH): Move(State.IN_CONTACT, _RECIPIENT),
        (State.ACCEPTED, Event.WAIT): Move(State.WAITING, _RECIPIENT, WAITS_FOR),
        (State.IN_CONTACT, Event.WAIT): Move(State.WAITING, _RECIPIENT, WAITS_FOR),
    }
    for state in _TAKEN:
        table[state, Event.COMPLETE] = Move(State.COMPLETED, _RECIPIENT, OUTCOMES)
        table[state, Event.FAIL] = Move(State.UNABLE, _RECIPIENT, UNABLE_BECAUSE)
    for state in (State.SENT, State.ACCEPTED, State.WAITING):
        table[state, Event.RECALL] = Move(State.RECALLED, _SENDER, RECALLED_BECAUSE)
    for state in UNDER_WAY:
        table[state, Event.LAPSE] = Move(State.LAPSED, frozenset({Party.CLOCK}))
        table[state, Event.VOID] = Move(State.VOIDED, frozenset({Party.SUPERVISOR}))
    for state in OPEN:
        table[state, Event.WITHDRAW] = Move(
            State.WITHDRAWN, frozenset({Party.PERSON}), WITHDRAWN_BY
        )
    return table


MOVES: Mapping[tuple[State, Event], Move] = _moves()


def move(state: State, event: Event, party: Party, reason: str = "") -> State:
    """Where the event leads. Raises IllegalMove or ReasonNeeded; nothing leaves an end."""
    found = MOVES.get((state, event))
    if found is None or party not in found.parties:
        raise IllegalMove
    if reason not in (found.reasons or ("",)):
        raise ReasonNeeded
    return found.to


class ConsentState(StrEnum):
    DRAFT = "draft"
    ACTIVE = "active"
    IN_USE = "in_use"
    REFUSED = "refused"
    SPENT = "spent"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"
    SUPERSEDED = "superseded"


class ConsentEvent(StrEnum):
    GIVE = "give"
    REFUSE = "refuse"
    USE = "use"
    CLOSE = "close"
    EXPIRE = "expire"
    WITHDRAW = "withdraw"
    REPLACE = "replace"


_C = ConsentState
LIVING = frozenset({_C.ACTIVE, _C.IN_USE})
CONSENT_MOVES: Mapping[tuple[ConsentState, ConsentEvent], ConsentState] = {
    (_C.DRAFT, ConsentEvent.GIVE): _C.ACTIVE,
    (_C.DRAFT, ConsentEvent.REFUSE): _C.REFUSED,
    (_C.ACTIVE, ConsentEvent.USE): _C.IN_USE,
    (_C.IN_USE, ConsentEvent.CLOSE): _C.SPENT,
    (_C.ACTIVE, ConsentEvent.EXPIRE): _C.EXPIRED,
    (_C.IN_USE, ConsentEvent.EXPIRE): _C.EXPIRED,
    (_C.ACTIVE, ConsentEvent.WITHDRAW): _C.WITHDRAWN,
    (_C.IN_USE, ConsentEvent.WITHDRAW): _C.WITHDRAWN,
    (_C.ACTIVE, ConsentEvent.REPLACE): _C.SUPERSEDED,
}


def move_consent(state: ConsentState, event: ConsentEvent) -> ConsentState:
    """Raises IllegalMove; no way leads back to `active`."""
    found = CONSENT_MOVES.get((state, event))
    if found is None:
        raise IllegalMove
    return found
