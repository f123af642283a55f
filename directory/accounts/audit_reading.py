"""Reading the audit: an operator all of it, a team lead the lines of the own team."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from directory.accounts.badge import Badge
from directory.accounts.models import Agency, AuditLine, Member, Team
from directory.accounts.permissions import Reach, Right, reach_of

PAGE_LINES = 100


async def list_lines(
    badge: Badge, before: int | None, *, limit: int | None = PAGE_LINES
) -> Sequence[AuditLine]:
    """The newest first, from before a line of that number; limit None for all of them."""
    found = AuditLine.all().order_by("-seq")
    reach = reach_of(badge.role, Right.SEE_AUDIT)
    if reach is Reach.TEAM and badge.team_id is not None:
        found = found.filter(team_id=badge.team_id)
    elif reach is not Reach.ALL:
        return []
    if before is not None:
        found = found.filter(seq__lt=before)
    return await (found.limit(limit) if limit else found)


async def names_of(lines: Iterable[AuditLine]) -> dict[str, str]:
    """The names of who acted and of what it was done to, by id, where there still is one."""
    ids = {text for line in lines for text in (line.actor, str(line.object_id or "")) if text}
    wanted = [UUID(text) for text in ids if len(text) == 36]
    found: dict[str, str] = {}
    for rows in (
        await Member.filter(id__in=wanted).values_list("id", "name"),
        await Team.filter(id__in=wanted).values_list("id", "name"),
        await Agency.filter(id__in=wanted).values_list("id", "name"),
    ):
        found |= {str(row[0]): row[1] for row in rows}
    return found
