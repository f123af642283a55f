"""Every act of staff as somebody tries it: whose right it is, what refuses it, what comes of it."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from directory.accounts.badge import Badge
from directory.accounts.office import Office
from directory.referrals.actions import answering, consenting, drafting, sending
from directory.referrals.actions import taking_back as taking
from directory.referrals.actions.by import Once
from directory.referrals.actions.handing_over import transfer_to_colleague
from directory.referrals.lifecycle import UNDER_WAY, Event, Party, State
from directory.referrals.refusals import ConsentMissing, IllegalMove, Refused, SecondPerson
from tests.referrals.cast import ADULT, Cast, yes
from tests.referrals.proofs.expected import ENDED, Expected

SENDERS = ("worker", "colleague", "lead")
DESK = ("desk", "desk_lead")
WEEK = date(2027, 1, 4)
Does = Callable[[Office, Badge, str, Once, str], Awaitable[Any]]
Against = Callable[[Expected, str, str], type[Refused] | None]
Then = Callable[[Expected, str, datetime], None]


@dataclass(frozen=True, slots=True)
class Attempt:
    """players: whose right it is. against: (expected, reason, player) -> the refusal, or None."""

    players: tuple[str, ...]
    do: Does
    against: Against
    then: Then
    takes_version: bool = True


def moving(
    event: Event,
    do: Does,
    party: Party = Party.RECIPIENT,
    players: tuple[str, ...] = DESK,
) -> Attempt:
    return Attempt(
        players,
        do,
        lambda one, reason, _: one.against(event, party, reason),
        lambda one, _, __: one.move(event),
    )


def only(allowed: Callable[[Expected], bool]) -> Against:
    return lambda one, _, __: None if allowed(one) else IllegalMove


def attempts_of(cast: Cast) -> Mapping[str, Attempt]:
    in_draft = only(lambda one: one.state is State.DRAFT)
    return {
        "change": Attempt(
            SENDERS,
            lambda o, b, i, once, _: drafting.change_draft(o, b, i, ADULT, once),
            in_draft,
            lambda one, _, __: one.supersede(),
        ),
        "agree": Attempt(
            SENDERS,
            lambda o, b, i, once, _: consenting.give_consent(o, b, i, yes(cast), once),
            in_draft,
            lambda one, _, now: one.agree(now),
        ),
        "refuse": Attempt(
            SENDERS,
            lambda o, b, i, once, _: consenting.refuse_consent(o, b, i, once),
            in_draft,
            lambda one, _, __: one.refuse(),
        ),
        **_sending(cast),
        **_answers(),
        **_taking_back(),
    }


def _sending(cast: Cast) -> dict[str, Attempt]:
    colleague = cast.colleague.member.id
    return {
        "discard": moving(
            Event.VOID,
            lambda o, b, i, once, _: drafting.discard_draft(o, b, i, once),
            Party.SENDER,
            SENDERS,
        ),
        "send": Attempt(
            SENDERS,
            lambda o, b, i, once, _: sending.send_referral(o, b, i, once),
            _against_sending,
            lambda one, _, __: one.send(),
        ),
        "hand over": Attempt(
            SENDERS,
            lambda o, b, i, once, _: transfer_to_colleague(o, b, i, colleague, once),
            only(lambda one: one.state not in ENDED),
            lambda *_: None,
        ),
    }


def _against_sending(one: Expected, _: str, __: str) -> type[Refused] | None:
    if one.state is not State.DRAFT:
        return IllegalMove
    return None if one.consent == "active" else ConsentMissing


def _answers() -> dict[str, Attempt]:
    return {
        "accept": moving(Event.ACCEPT, lambda o, b, i, once, _: answering.accept(o, b, i, once)),
        "decline": moving(Event.DECLINE, answering.decline),
        "reach": moving(
            Event.REACH, lambda o, b, i, once, _: answering.mark_in_contact(o, b, i, once)
        ),
        "wait": moving(
            Event.WAIT,
            lambda o, b, i, once, why: answering.mark_waiting(o, b, i, once, reason=why, week=WEEK),
        ),
        "complete": moving(Event.COMPLETE, answering.complete),
        "fail": moving(Event.FAIL, answering.mark_unable),
        "copy deleted": Attempt(
            DESK,
            lambda o, b, i, once, _: answering.confirm_deleted(o, b, i, once),
            only(lambda one: one.state in ENDED),
            lambda *_: None,
        ),
    }


def _taking_back() -> dict[str, Attempt]:
    return {
        "recall": moving(Event.RECALL, taking.recall, Party.SENDER, SENDERS),
        "withdraw": Attempt(
            SENDERS,
            lambda o, b, i, once, _: taking.withdraw_for_person(
                o, b, i, once.request_id, "on_their_word"
            ),
            lambda *_: None,
            lambda one, _, __: one.withdraw(),
            takes_version=False,
        ),
        "ask void": Attempt(
            SENDERS,
            lambda o, b, i, once, _: taking.ask_void(o, b, i, once),
            only(lambda one: one.state in UNDER_WAY),
            lambda one, player, _: one.ask_void(player),
        ),
        "void": Attempt(
            ("lead",),
            lambda o, b, i, once, _: taking.void(o, b, i, once),
            _against_void,
            lambda one, _, __: one.move(Event.VOID),
        ),
    }


def _against_void(one: Expected, reason: str, player: str) -> type[Refused] | None:
    if one.void_asked_by in ("", player):
        return SecondPerson
    return one.against(Event.VOID, Party.SUPERVISOR, "")
