"""Reading referrals: every one through a loader that takes the badge of who asks.

NotFound where it does not exist, and where it is not theirs: nobody learns which (promise 9).
Nothing here opens a payload.
"""

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from tortoise.expressions import Q
from tortoise.queryset import QuerySet

from directory.accounts.badge import Badge
from directory.accounts.office import Office
from directory.accounts.permissions import Place, Right
from directory.errors import NotFound
from directory.privacy.codes import ReferralCode
from directory.referrals.lifecycle import LIVING, OPEN, TERMINAL, UNDER_WAY, State
from directory.referrals.models import Referral
from directory.referrals.sealed import hash_code

_AROUND = ("consent", "service", "organization", "team__agency", "recipient_team__agency", "member")
_RECEIVED = frozenset(State) - {State.DRAFT}


async def get_outgoing(
    badge: Badge, referral_id: str, right: Right = Right.SEE_REFERRAL
) -> Referral:
    """One that the badge's team writes or has sent, whatever its state."""
    referral = await _find(referral_id)
    badge.require(right, Place(referral.team.agency_id, referral.team_id))
    return referral


async def get_incoming(badge: Badge, referral_id: str) -> Referral:
    """One that was sent to the badge's team, also after its end; a draft is nobody else's yet."""
    referral = await _find(referral_id)
    team = referral.recipient_team
    if team is None or referral.state == State.DRAFT or referral.sent_at is None:
        raise NotFound
    badge.require(Right.ANSWER_REFERRAL, Place(team.agency_id, team.id))
    return referral


async def find_by_code(office: Office, badge: Badge, code: ReferralCode) -> Referral:
    """What somebody on the telephone speaks of, for the team of either side."""
    found = Referral.get_or_none(code_hash=hash_code(code, office.keys.codes))
    referral = await found.select_related(*_AROUND)
    if referral is None:
        raise NotFound
    sent_by, sent_to = referral.team, referral.recipient_team
    is_ours = badge.may(Right.SEE_REFERRAL, Place(sent_by.agency_id, sent_by.id))
    to_us = Place(sent_to.agency_id, sent_to.id) if sent_to else Place()
    if not is_ours and not badge.may(Right.ANSWER_REFERRAL, to_us):
        raise NotFound
    return referral


async def list_outgoing(
    badge: Badge, states: Collection[State] = OPEN, *, member_id: UUID | None = None
) -> Sequence[Referral]:
    """Those of the badge's own team, the newest first; member_id: of one colleague alone."""
    if not badge.has(Right.SEE_REFERRAL) or badge.team_id is None:
        return []
    found = Referral.filter(team_id=badge.team_id, state__in=list(states))
    if member_id is not None:
        found = found.filter(member_id=member_id)
    return await found.order_by("-moved_at", "id").select_related(*_AROUND)


async def list_incoming(badge: Badge, states: Collection[State] = UNDER_WAY) -> Sequence[Referral]:
    """The inbox of the badge's own team: the most urgent first, then the longest waiting."""
    if not badge.has(Right.ANSWER_REFERRAL) or badge.team_id is None:
        return []
    wanted = [str(state) for state in states if state in _RECEIVED]
    found = Referral.filter(
        recipient_team_id=badge.team_id, state__in=wanted, sent_at__isnull=False
    )
    rows = await found.order_by("sent_at", "id").select_related(*_AROUND)
    order = ("today", "within_72h", "routine")
    return sorted(rows, key=lambda row: order.index(row.urgency))


async def list_waiting(until: datetime) -> Sequence[Referral]:
    """For the clock: all that waits for somebody, and drafts whose consent ends by then."""
    ends = Q(state=State.DRAFT, consent__state__in=list(LIVING), consent__expires_at__lte=until)
    found = Referral.filter(Q(state__in=list(UNDER_WAY)) | ends)
    return await found.order_by("moved_at", "id").select_related(*_AROUND)


async def list_ended(before: datetime) -> Sequence[Referral]:
    """For the purge: ended by then, with a payload, a key or a receipt still there."""
    left = Q(payload__version__isnull=False) | Q(sealed_keys__id__isnull=False)
    found = Referral.filter(left, state__in=list(TERMINAL), ended_at__lte=before).distinct()
    return await found.select_related(*_AROUND)


async def find_referral(referral_id: str) -> Referral:
    """For the acts of the clock and of the family, whose right is another than a badge."""
    return await _find(referral_id)


def around(found: "QuerySet[Referral]") -> "QuerySet[Referral]":
    return found.select_related(*_AROUND)


async def _find(referral_id: str) -> Referral:
    referral = await around(Referral.filter(id=referral_id)).first()
    if referral is None:
        raise NotFound
    return referral
