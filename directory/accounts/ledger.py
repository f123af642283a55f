"""Writing the audit: each act of staff is one line, chained to the one before it."""

from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from directory.accounts.badge import Badge, Bearer
from directory.accounts.chain import BEGINNING, Checkpoint, Entry, Line, append, verify
from directory.accounts.models import AuditLine, Membership, Team
from directory.accounts.office import Office
from directory.database import one_at_a_time

# Any number, but the same on every node, and another than those of migrations and the catalog.
ADVISORY_LOCK = 7_261_106
COMMAND_LINE = "command_line"


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts, and from where. Without a member: which of `NO_ACCOUNT` it is.

    None all over for the command line, which acts for the house. by_key: a program of theirs did
    it, with a key that they made.
    """

    member_id: UUID | None = None
    agency_id: UUID | None = None
    team_id: UUID | None = None
    word: str = COMMAND_LINE
    by_key: bool = False

    def __str__(self) -> str:
        return str(self.member_id) if self.member_id else self.word

    @classmethod
    def of(cls, membership: Membership, *, by_key: bool = False) -> "Actor":
        place = membership.agency_id, membership.team_id
        return cls(membership.member_id, *place, by_key=by_key)

    @classmethod
    def wearing(cls, badge: Bearer) -> "Actor":
        return cls.of(badge.membership, by_key=not isinstance(badge, Badge))


def turn() -> AbstractAsyncContextManager[None]:
    """One act: a transaction that no other act runs beside, so that the chain has one end."""
    return one_at_a_time(ADVISORY_LOCK)


async def note(  # noqa: PLR0913 - a line of the audit has these parts, each named where it is said
    office: Office,
    by: Actor,
    action: str,
    record: UUID | None = None,
    *,
    team: Team | None = None,
    before: str = "",
    after: str = "",
    reason: str = "",
) -> None:
    """Add a line, within the act's `turn`: the act and its line are kept together or not at all.

    team: whose lead reads the line, if it is another than the actor's own. WrongAuditKey where the
    newest line was not signed with our key.
    """
    entry = Entry(
        at=int(office.clock().timestamp()),
        actor=str(by),
        action=action,
        organization=_text(team.agency_id if team else by.agency_id),
        object=_text(record),
        before=before,
        after=after,
        reason=reason or ("by_key" if by.by_key else ""),
        team=_text(team.id if team else by.team_id),
    )
    row = await AuditLine.all().order_by("-seq").first()
    last = line_of(row) if row else None
    if last is not None and verify([last], office.keys.audit, _before(last)) is not None:
        raise WrongAuditKey
    line = append(last.checkpoint() if last else BEGINNING, entry, office.keys.audit)
    await AuditLine.create(**_columns(line))


class WrongAuditKey(Exception):
    """The installation runs with another HANDRAIL_SECRET_KEY than before, or the line was forged.

    To go on would hide which: nothing is done until the operator has looked.
    """

    def __init__(self) -> None:
        super().__init__("HANDRAIL_SECRET_KEY is not the one that the audit was written with.")


def line_of(row: AuditLine) -> Line:
    """The line as it was signed."""
    entry = Entry(
        at=int(row.at.timestamp()),
        actor=row.actor,
        action=row.action,
        organization=_text(row.agency_id),
        object=_text(row.object_id),
        before=row.before,
        after=row.after,
        reason=row.reason,
        team=_text(row.team_id),
    )
    return Line(row.seq, entry, row.prev, row.mac)


def _columns(line: Line) -> dict[str, Any]:
    entry = line.entry
    return {
        "seq": line.seq,
        "at": datetime.fromtimestamp(entry.at, UTC),
        "actor": entry.actor,
        "agency_id": entry.organization or None,
        "team_id": entry.team or None,
        "action": entry.action,
        "object_id": entry.object or None,
        "before": entry.before,
        "after": entry.after,
        "reason": entry.reason,
        "prev": line.prev,
        "mac": line.mac,
    }


def _before(line: Line) -> Checkpoint:
    return Checkpoint(line.seq - 1, line.prev)


def _text(record_id: UUID | None) -> str:
    return str(record_id) if record_id else ""
