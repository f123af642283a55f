"""How long what belongs to a referral is kept: the table that says it once.

Recalled, withdrawn, lapsed and voided ones are shredded by the act itself, and whatever a consent
no longer covers as well; here is what time alone does to the rest.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from dateutil.relativedelta import relativedelta

READABLE = timedelta(days=7)  # by the sender, after an answer that ended it
ABANDONED = timedelta(days=30)  # a draft that nobody has touched
SHELL_MONTHS = 12


@dataclass(frozen=True, slots=True)
class Cutoffs:
    """What ended (a draft: was last touched) at this moment or before is kept no longer."""

    payloads: datetime
    drafts: datetime
    shells: datetime
    consents: datetime


def cutoffs(now: datetime, consent_months: int) -> Cutoffs:
    """consent_months: what the deployment has set, for its duty to show that consent was given."""
    return Cutoffs(
        payloads=now - READABLE,
        drafts=now - ABANDONED,
        shells=now - relativedelta(months=SHELL_MONTHS),
        consents=now - relativedelta(months=consent_months),
    )


def quarter_of(moment: datetime) -> str:
    """ "2026Q4": no finer time outlives a shell."""
    return f"{moment.year}Q{(moment.month + 2) // 3}"
