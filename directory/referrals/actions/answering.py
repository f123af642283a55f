"""What a recipient with an account does with a referral."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from directory.accounts.badge import Badge
from directory.accounts.ledger import note
from directory.accounts.office import Office
from directory.catalog.models import Service
from directory.referrals.actions.acting import Finds, act, advance, change
from directory.referrals.actions.by import By, Once
from directory.referrals.lifecycle import TERMINAL, Event, Party, State
from directory.referrals.models import Referral
from directory.referrals.queries import get_incoming
from directory.referrals.refusals import IllegalMove, ReasonNeeded


@dataclass(frozen=True, slots=True)
class Answer:
    """reason: a code, where the event takes one. week: with WAIT alone."""

    event: Event
    reason: str = ""
    week: date | None = None


async def answer(
    office: Office, badge: Badge, referral_id: str, once: Once, given: Answer
) -> Referral:
    """Any of the following. Stale, IllegalMove, ReasonNeeded or ConsentEnded change nothing."""
    by = By.wearing(badge, Party.RECIPIENT, once)
    return await give_answer(office, by, lambda: get_incoming(badge, referral_id), given)


async def accept(office: Office, badge: Badge, referral_id: str, once: Once) -> Referral:
    return await answer(office, badge, referral_id, once, Answer(Event.ACCEPT))


async def decline(
    office: Office, badge: Badge, referral_id: str, once: Once, reason: str
) -> Referral:
    """reason: of `lifecycle.DECLINED_BECAUSE`. The recipient's access ends with it."""
    return await answer(office, badge, referral_id, once, Answer(Event.DECLINE, reason))


async def mark_in_contact(office: Office, badge: Badge, referral_id: str, once: Once) -> Referral:
    """The day is kept, nothing of what was said."""
    return await answer(office, badge, referral_id, once, Answer(Event.REACH))


async def mark_waiting(  # noqa: PLR0913 - an answer with a reason and a week
    office: Office, badge: Badge, referral_id: str, once: Once, *, reason: str, week: date
) -> Referral:
    """reason: of `lifecycle.WAITS_FOR`. week: any day of the week in which it should go on."""
    return await answer(office, badge, referral_id, once, Answer(Event.WAIT, reason, week))


async def complete(
    office: Office, badge: Badge, referral_id: str, once: Once, outcome: str
) -> Referral:
    """outcome: of `lifecycle.OUTCOMES`; it may be told after the consent has run out (R-07)."""
    return await answer(office, badge, referral_id, once, Answer(Event.COMPLETE, outcome))


async def mark_unable(
    office: Office, badge: Badge, referral_id: str, once: Once, reason: str
) -> Referral:
    """reason: of `lifecycle.UNABLE_BECAUSE`."""
    return await answer(office, badge, referral_id, once, Answer(Event.FAIL, reason))


async def confirm_deleted(office: Office, badge: Badge, referral_id: str, once: Once) -> Referral:
    """The recipient says that it has deleted any copy of what was taken back."""
    by = By.wearing(badge, Party.RECIPIENT, once)
    return await note_deleted(office, by, lambda: get_incoming(badge, referral_id))


async def note_deleted(office: Office, by: By, find: Finds) -> Referral:
    """The same for a desk with an account and for one that came by a link."""

    async def do(referral: Referral) -> None:
        if referral.state not in TERMINAL:
            raise IllegalMove
        await change(referral, deleted_there_at=office.clock())
        await note(office, by.actor, "copy_deleted", UUID(referral.id), team=by.team)

    return await act(office, by, "deleted", find, do)


async def give_answer(office: Office, by: By, find: Finds, answer: Answer) -> Referral:
    """The same for a desk with an account and for one that came by a link."""
    if (answer.event is Event.WAIT) != (answer.week is not None):
        raise ReasonNeeded

    async def do(referral: Referral) -> None:
        if referral.state == State.SENT:
            # Somebody is there: the listing's provider is asked later whether it is still right.
            # No finer than a quarter, for the day would tell of the referral.
            await Service.filter(id=referral.service_id).update(used_on=quarter_began(office))
        await advance(
            office, by, referral, answer.event, answer.reason, **_columns(office, referral, answer)
        )

    return await act(office, by, answer.event, find, do)


def quarter_began(office: Office) -> date:
    today = office.clock().date()
    return today.replace(month=(today.month - 1) // 3 * 3 + 1, day=1)


def _columns(office: Office, referral: Referral, answer: Answer) -> dict[str, Any]:
    """What an answer writes beside the state."""
    now = office.clock()
    columns: dict[str, Any] = {"expected_week": answer.week}
    if referral.state == State.SENT:
        columns["answered_at"] = now
    if answer.event is Event.REACH and referral.in_contact_on is None:
        columns["in_contact_on"] = now.date()
    return columns
