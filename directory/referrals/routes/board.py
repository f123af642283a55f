"""The board: all that a team has asked of others, by what waits."""

from collections import Counter
from collections.abc import Sequence

from starlette.requests import Request
from starlette.responses import Response

from directory.accounts.badge import Badge
from directory.accounts.door import StaffRoute, query_of, show
from directory.accounts.permissions import Right
from directory.accounts.roles import Role
from directory.accounts.waiting import Waiting
from directory.languages.localizer import Localizer
from directory.referrals.routes.words_at_hand import need_name, write_of
from directory.referrals.standing import REASONS, STATES, URGENCIES
from directory.referrals.views.board import GROUPS, Group, read_board

# One's own work, or that of everybody in the team.
MINE, ALL = "mine", "all"


async def board(request: Request, badge: Badge) -> Response:
    """A lead sees the whole team at first, a caseworker their own."""
    begins_with = ALL if badge.role is Role.TEAM_LEAD else MINE
    of = query_of(request, "of")
    of = of if of in {MINE, ALL} else begins_with
    return show(
        request,
        badge,
        "referrals/board.html",
        of=of,
        groups=await read_board(badge, badge.member.id if of == MINE else None),
        group_words=GROUPS,
        states=STATES,
        reasons=REASONS,
        urgencies=URGENCIES,
        need_name=need_name(request, write_of(request).code),
    )


async def waiting_in_referrals(badge: Badge, localizer: Localizer) -> Sequence[Waiting]:
    """For the start page: what is late, and what is written and not sent."""
    if not badge.has(Right.REFER):
        return []
    member_id = None if badge.role is Role.TEAM_LEAD else badge.member.id
    found = await read_board(badge, member_id)
    counts = Counter({group: len(rows) for group, rows in found.items()})
    said = (
        (
            counts[Group.LATE],
            localizer.ngettext(
                "One referral is late: nobody has answered it.",
                "%(count)s referrals are late: nobody has answered them.",
                counts[Group.LATE],
            ),
        ),
        (
            counts[Group.DRAFTS],
            localizer.ngettext(
                "One referral is written and not sent.",
                "%(count)s referrals are written and not sent.",
                counts[Group.DRAFTS],
            ),
        ),
    )
    return [
        Waiting(
            sentence % {"count": localizer.number(count)},
            localizer.gettext("See your referrals"),
            "/staff/referrals",
        )
        for count, sentence in said
        if count
    ]


localized_routes = [StaffRoute("/staff/referrals", board, Right.SEE_REFERRAL)]
