"""The receipt as a family reads it: where it stands, what comes next, what taking it back means."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from directory.languages.localizer import Localizer
from directory.referrals import receipt_words as words
from directory.referrals.exactly_sent import Line, lines_of
from directory.referrals.lifecycle import TERMINAL, UNDER_WAY, State
from directory.referrals.minimal import Payload
from directory.referrals.receipts import Receipt
from directory.referrals.retention import READABLE
from directory.referrals.views.next_services import ASK_ELSEWHERE

_NOT_TOLD = "•••"


def state_of(found: Receipt) -> State:
    """One whose consent ended before its answer has lapsed, also before the clock writes so."""
    state = State(found.referral.state)
    return State.LAPSED if state is State.SENT and found.payload is None else state


def say_standing(found: Receipt, write: Localizer) -> Iterator[str]:
    """Where it stands, then what comes next."""
    say, state, payload = write.gettext, state_of(found), found.payload
    yield say(words.STANDING[state])
    if found.answer_by:
        yield say(words.ANSWER_BY) % {"day": write.date(found.answer_by)}
    if state is State.WAITING and found.referral.expected_week:
        yield say(words.PLACE_EXPECTED) % {"day": write.date(found.referral.expected_week)}
    if state in ASK_ELSEWHERE:
        yield say(words.ASK_ELSEWHERE)
    if payload is None:
        yield say(words.DELETED)
    elif state in UNDER_WAY:
        yield say(words.NEXT[payload.contact_route])
    else:
        yield from _say_deletion(found, write)


def say_dates(found: Receipt, now: datetime, write: Localizer) -> Iterator[str]:
    """Since when, and until when the consent counts."""
    consent, sent_at = found.referral.consent, found.referral.sent_at
    if sent_at:
        yield write.gettext(words.SENT_ON) % {"day": write.date(sent_at.date())}
    if consent and consent.expires_at and state_of(found) in UNDER_WAY:
        counts = words.ENDS_ON if now < consent.expires_at else words.ENDED_ON
        yield write.gettext(counts) % {"day": write.date(consent.expires_at.date())}


def can_take_back(found: Receipt) -> bool:
    """While it is under way, and then while anything of it is left, whatever came of it."""
    return found.payload is not None or state_of(found) in UNDER_WAY


def say_taking_back(found: Receipt, write: Localizer) -> Iterator[str]:
    """What it means, before the second step: what is deleted, who learns of it, what stays open."""
    if found.payload is not None:
        yield write.gettext(words.DELETES)
        yield write.gettext(words.BACKUPS)
    if found.referral.state not in TERMINAL:
        yield write.gettext(words.BOTH_SEE)
        yield write.gettext(words.ASKED_TO_DELETE)
    yield write.gettext(words.NO_REASON)


def say_shared(
    payload: Payload, write: Localizer, needs: dict[str, str], areas: dict[str, str]
) -> tuple[Line, ...]:
    """What was sent, but for the word by which the family knows that it is the service who calls.

    Threat: who found the number of the receipt could call and say it.
    """
    contact = payload.safe_contact
    if contact is not None and contact.code_word:
        payload = replace(payload, safe_contact=replace(contact, code_word=_NOT_TOLD))
    return lines_of(payload, write, needs, areas)


def _say_deletion(found: Receipt, write: Localizer) -> Iterator[str]:
    consent, ended_at = found.referral.consent, found.referral.ended_at
    if consent and consent.expires_at and ended_at:
        day = min(ended_at + READABLE, consent.expires_at).date()
        yield write.gettext(words.DELETED_BY) % {"day": write.date(day)}
