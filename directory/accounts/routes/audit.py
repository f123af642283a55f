"""The audit, and the table of rights."""

import json
from collections.abc import Iterable
from uuid import UUID

from starlette.requests import Request
from starlette.responses import Response

from directory.accounts.audit_phrases import ACTS, NO_ACCOUNT, STATES
from directory.accounts.audit_reading import PAGE_LINES, list_lines, names_of
from directory.accounts.badge import Badge
from directory.accounts.door import StaffRoute, office_of, query_of, show
from directory.accounts.ledger import Actor, line_of, note, turn
from directory.accounts.models import AuditLine
from directory.accounts.permissions import TABLE, Right
from directory.accounts.roles import Role
from directory.accounts.words import REACHES


async def audit(request: Request, badge: Badge) -> Response:
    before = query_of(request, "before")
    lines = await list_lines(badge, int(before) if before.isdecimal() else None)
    older = lines[-1].seq if len(lines) == PAGE_LINES else None
    names = await names_of(lines)
    return show(
        request,
        badge,
        "accounts/audit.html",
        lines=lines,
        names=names,
        older=older,
        acts=ACTS,
        states=STATES,
        no_account=NO_ACCOUNT,
    )


async def export(request: Request, badge: Badge) -> Response:
    """All lines that the badge may read, one JSON object a line, with what chains them."""
    async with turn():
        await note(office_of(request), Actor.wearing(badge), "audit_exported", _of_team(badge))
        lines = await list_lines(badge, None, limit=None)
    headers = {"Content-Disposition": 'attachment; filename="audit.ndjson"'}
    return Response(_as_ndjson(lines), media_type="application/x-ndjson", headers=headers)


async def rights(request: Request, badge: Badge) -> Response:
    return show(
        request,
        badge,
        "accounts/rights.html",
        table=list(TABLE.values()),
        roles=list(Role),
        reach_words=REACHES,
    )


def _as_ndjson(rows: Iterable[AuditLine]) -> str:
    lines = [line_of(row) for row in rows]
    return "".join(
        json.dumps(
            {
                "seq": line.seq,
                **{name: getattr(line.entry, name) for name in line.entry.__slots__},
                "prev": line.prev,
                "mac": line.mac,
            }
        )
        + "\n"
        for line in lines
    )


def _of_team(badge: Badge) -> UUID | None:
    return badge.team_id


localized_routes = [
    StaffRoute("/staff/audit", audit, Right.SEE_AUDIT),
    StaffRoute("/staff/audit/export", export, Right.EXPORT_AUDIT, ["POST"], is_guarded=True),
    StaffRoute("/staff/rights", rights, Right.SEE_RIGHTS),
]
