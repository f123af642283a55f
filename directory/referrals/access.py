"""Who may open a payload, and when: the one rule that every way to it asks.

A key that is left would open it; this says whether it may. Rules R-01 and R-07: nobody but its
writers before a consent, nobody at all after its end.
"""

from dataclasses import replace
from datetime import datetime
from enum import StrEnum

from directory.referrals.lifecycle import GONE_AT_ONCE, TERMINAL, UNDER_WAY, ConsentState, State
from directory.referrals.minimal import Payload


class Side(StrEnum):
    SENDER = "sender"
    RECIPIENT = "recipient"
    FAMILY = "family"


def may_open(
    side: Side,
    state: State,
    consent: ConsentState | None,
    expires_at: datetime | None,
    now: datetime,
) -> bool:
    """A draft is its writers' own. Then a consent in use opens it for all three, until it ends.

    What was answered to its end stays open to the sender, who may ask elsewhere, and to the
    family, while the consent would have lasted; the purge takes it after a few days.
    """
    if state is State.DRAFT:
        return side is Side.SENDER
    if expires_at is None or now >= expires_at or state in GONE_AT_ONCE:
        return False
    if state in UNDER_WAY:
        return consent is ConsentState.IN_USE
    return side is not Side.RECIPIENT and state in TERMINAL and consent is ConsentState.SPENT


def as_shown(payload: Payload, side: Side, state: State) -> Payload:
    """A recipient learns where to call once it has taken the referral on, not before.

    Threat: somebody who looks for one family, and receives referrals only to read them.
    """
    if side is Side.RECIPIENT and state is State.SENT:
        return replace(payload, safe_contact=None)
    return payload
