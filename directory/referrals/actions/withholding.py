"""Who must not learn of it: asked first, and kept with the draft until there is a consent."""

from collections.abc import Set
from uuid import UUID

from directory.accounts.badge import Badge
from directory.accounts.office import Office
from directory.accounts.permissions import Right
from directory.referrals.actions.acting import act, change
from directory.referrals.actions.by import By, Once
from directory.referrals.actions.consenting import begin_consent, refuse_withheld
from directory.referrals.actions.drafting import end_consent
from directory.referrals.how_it_was_given import WithholdReason
from directory.referrals.lifecycle import Party, State
from directory.referrals.models import Referral
from directory.referrals.queries import get_outgoing
from directory.referrals.refusals import IllegalMove


async def keep_withheld(  # noqa: PLR0913 - who must not learn, and why
    office: Office,
    badge: Badge,
    referral_id: str,
    once: Once,
    *,
    organizations: Set[UUID],
    reason: WithholdReason | None,
) -> Referral:
    """Begins the consent of a draft with it. MustNotKnow where the recipient is among them."""
    by = By.wearing(badge, Party.SENDER, once)

    async def do(referral: Referral) -> None:
        if referral.state != State.DRAFT or referral.service is None:
            raise IllegalMove
        await refuse_withheld(referral.service, organizations)
        await end_consent(office, by, referral)
        consent = await begin_consent(
            office,
            referral,
            withhold_from=sorted(map(str, organizations)),
            withhold_reason=reason or "",
        )
        await change(referral, consent_id=consent.id)

    return await act(
        office, by, "withhold", lambda: get_outgoing(badge, referral_id, Right.REFER), do
    )
