"""Who acts on a referral, as which party, on which page."""

from dataclasses import dataclass

from directory.accounts.badge import Badge
from directory.accounts.ledger import Actor
from directory.accounts.models import Team
from directory.referrals.lifecycle import Party


@dataclass(frozen=True, slots=True)
class Once:
    """What the page of an act sends with it.

    request_id: random, made with the page; the same one twice has one effect. version: what the
    page had seen; None where that does not matter.
    """

    request_id: str
    version: int | None = None


@dataclass(frozen=True, slots=True)
class By:
    """team: whose lead reads the line of the audit, where the actor has none."""

    actor: Actor
    party: Party
    once: Once | None = None
    team: Team | None = None

    @classmethod
    def wearing(cls, badge: Badge, party: Party, once: Once | None = None) -> "By":
        return cls(Actor.wearing(badge), party, once)
