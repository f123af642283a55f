"""What waits for a desk on the start page."""

from collections.abc import Sequence

from directory.accounts.badge import Badge
from directory.accounts.permissions import Right
from directory.accounts.waiting import Waiting
from directory.languages.localizer import Localizer
from directory.referrals.views.inbox import read_inbox


async def waiting_at_desk(badge: Badge, localizer: Localizer) -> Sequence[Waiting]:
    """What is late first."""
    if not badge.has(Right.ANSWER_REFERRAL):
        return []
    inbox = await read_inbox(badge)
    counted = (
        (
            inbox.late,
            localizer.ngettext(
                "One referral to your team waits too long for an answer.",
                "%(count)s referrals to your team wait too long for an answer.",
                inbox.late,
            ),
        ),
        (
            waits := len(inbox.to_answer) - inbox.late,
            localizer.ngettext(
                "One referral to your team waits for an answer.",
                "%(count)s referrals to your team wait for an answer.",
                waits,
            ),
        ),
        (
            gone := len(inbox.to_delete),
            localizer.ngettext(
                "One referral to your team was taken back: delete any copy.",
                "%(count)s referrals to your team were taken back: delete any copy.",
                gone,
            ),
        ),
    )
    return [
        Waiting(
            sentence % {"count": localizer.number(count)},
            localizer.gettext("Open the inbox"),
            "/staff/inbox",
        )
        for count, sentence in counted
        if count
    ]
