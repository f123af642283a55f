"""How long what belongs to the keeping of listings is kept.

Versions and the history of a listing stay: they tell of a service, and hold no name.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import partial

from directory.accounts.office import Office
from directory.catalog.models import Correction
from directory.listings.actions.seen import forget_unshown
from directory.listings.models import ListingLink, Review
from directory.listings.reminding import PAUSE
from directory.privacy.retention import Rule

CORRECTIONS_FOR = timedelta(days=90)
REVIEWS_FOR = timedelta(days=365)


def listing_rules(office: Office) -> Sequence[Rule]:
    now = office.clock()
    return [
        # Not sooner: when somebody was asked last is what keeps them from being asked again.
        Rule("mailed links to listings", "until nobody counts them", partial(_links, now)),
        Rule("corrections that were looked at", "90 days", partial(_corrections, now)),
        Rule("changes that were decided about", "12 months", partial(_reviews, now)),
        Rule(
            "what was found of links",
            "while a listing shows them",
            partial(forget_unshown, now.date()),
        ),
    ]


async def _links(now: datetime) -> int:
    return await ListingLink.filter(expires_at__lte=now, made_at__lte=now - PAUSE).delete()


async def _corrections(now: datetime) -> int:
    return await Correction.filter(settled_on__lte=(now - CORRECTIONS_FOR).date()).delete()


async def _reviews(now: datetime) -> int:
    """With their notes and answers. What was taken over lives on as a version."""
    over = Review.exclude(state="pending").filter(made_at__lte=now - REVIEWS_FOR)
    return await over.delete()
