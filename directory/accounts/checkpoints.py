"""Checking the audit, and keeping its end where who can write it cannot.

A checkpoint is a line "seq mac". Each day's goes to a file of its own and by mail to all operators:
whoever has the database and the key could write the whole chain anew, but not those mails.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from directory.accounts.audit_cuts import find_start
from directory.accounts.chain import BEGINNING, Broken, Checkpoint, verify
from directory.accounts.ledger import Actor, line_of, note, turn
from directory.accounts.letters import Kind, Letter
from directory.accounts.models import AuditLine, Member
from directory.accounts.office import Office
from directory.accounts.roles import Role
from directory.errors import BrokenData, Problem


@dataclass(frozen=True, slots=True)
class Checked:
    """lines: how many. held: how many kept checkpoints they were compared with."""

    lines: int
    held: int
    broken: Broken | None


async def check_audit(office: Office, folder: Path) -> Checked:
    """The whole chain, against the key and against every checkpoint in the folder."""
    lines = [line_of(row) for row in await AuditLine.all().order_by("seq")]
    held = read_checkpoints(folder)
    start = await find_start(office)
    return Checked(len(lines), len(held), verify(lines, office.keys.audit, start, held))


async def make_checkpoint(office: Office, folder: Path) -> Checkpoint | None:
    """Today's, in a file and by mail; None where there is one already, or nothing to keep."""
    path = folder / f"{office.clock():%Y-%m-%d}.txt"
    if path.exists():
        return None
    async with turn():
        await note(office, Actor(), "audit_checked")
        row = await AuditLine.all().order_by("-seq").first()
    if row is None:
        return None
    checkpoint = Checkpoint(row.seq, row.mac)
    _keep(path, checkpoint)
    await office.mailbox.send(_letters(await _operators(), checkpoint))
    return checkpoint


def read_checkpoints(folder: Path) -> Sequence[Checkpoint]:
    """Those of every file, also of one that an operator has copied there out of a mail."""
    return [_read(path) for path in sorted(folder.glob("*.txt"))]


def write_checkpoint(checkpoint: Checkpoint) -> str:
    return f"{checkpoint.seq} {checkpoint.mac}"


def _keep(path: Path, checkpoint: Checkpoint) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    path.write_text(f"{write_checkpoint(checkpoint)}\n", "ascii")


def _read(path: Path) -> Checkpoint:
    text = path.read_text("ascii", errors="replace").strip()
    seq, _, mac = text.partition(" ")
    if not seq.isdecimal() or len(mac) != len(BEGINNING.mac):
        raise BrokenData([Problem(path.name, 1, "checkpoint", text[:80], "a number and a mac")])
    return Checkpoint(int(seq), mac)


async def _operators() -> Sequence[Member]:
    held = Member.filter(
        memberships__role=Role.OPERATOR, memberships__ended_at=None, status="active"
    )
    return await held.distinct().order_by("email")


def _letters(members: Iterable[Member], checkpoint: Checkpoint) -> list[Letter]:
    values = {"checkpoint": write_checkpoint(checkpoint)}
    return [
        Letter(member.email, member.language, Kind.CHECKPOINT, values)
        for member in members
        if not member.is_demo
    ]
