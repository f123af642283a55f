"""What a desk can answer to a referral as it stands, in the words of its buttons."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from directory.languages.catalogues import N_
from directory.referrals.actions.acting import NEEDS_CONSENT
from directory.referrals.lifecycle import MOVES, TERMINAL, ConsentState, Event, Party, State
from directory.referrals.models import Referral


@dataclass(frozen=True, slots=True)
class Says:
    """One button. asks: what is asked before it, where it takes a reason."""

    button: str
    asks: str = ""


# In the order of the page: the way forward first.
ANSWERS: Mapping[Event, Says] = {
    Event.ACCEPT: Says(N_("Take it on")),
    Event.REACH: Says(N_("We are in contact")),
    Event.WAIT: Says(N_("Put it on the waiting list"), N_("What is waited for?")),
    Event.COMPLETE: Says(N_("It is done"), N_("What came of it?")),
    Event.DECLINE: Says(N_("Decline it"), N_("Why?")),
    Event.FAIL: Says(N_("It cannot be done"), N_("Why?")),
}


@dataclass(frozen=True, slots=True)
class Offered:
    """An answer that can be given now. reasons: of which it takes one. is_end: access ends."""

    event: Event
    says: Says
    reasons: Sequence[str]
    is_end: bool


def offered(referral: Referral) -> list[Offered]:
    """After the end of the consent an outcome can still be told, and nothing else (R-07)."""
    state, consent = State(referral.state), referral.consent
    has_consent = consent is not None and consent.state == ConsentState.IN_USE
    return [
        Offered(event, says, found.reasons, found.to in TERMINAL)
        for event, says in ANSWERS.items()
        if (found := MOVES.get((state, event))) is not None
        and Party.RECIPIENT in found.parties
        and (has_consent or event not in NEEDS_CONSENT)
    ]
