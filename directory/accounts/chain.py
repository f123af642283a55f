"""The audit log as a chain: each line is signed together with the one before it.

    mac = HMAC-SHA256(key, mac of the line before ‖ this line as canonical JSON)

Whoever changes the database without the key breaks the chain where they touched it. Whoever has the
key can write it anew from there; a checkpoint that somebody else keeps shows that too.
"""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, fields
from enum import StrEnum
from hashlib import sha256
from hmac import compare_digest, digest

from directory.accounts.audit_words import ACTIONS, NO_ACCOUNT, REASONS, STATES
from directory.privacy.secret import Secret

FIRST = "0" * 64
# A random id: 32 hexadecimal digits, or the same with the hyphens of a UUID.
_ID = re.compile(r"[0-9a-f]{8}(-?)[0-9a-f]{4}\1[0-9a-f]{4}\1[0-9a-f]{4}\1[0-9a-f]{12}")


class AuditKey(Secret[bytes]):
    """32 bytes, kept where the database is not."""


class NotForTheLog(Exception):
    """A field that holds what the log may not say. field: its name; the value is not repeated."""

    def __init__(self, field: str) -> None:
        super().__init__(f"the audit log does not say this in {field}")
        self.field = field


@dataclass(frozen=True, slots=True)
class Entry:
    """What happened. at: whole seconds since 1970, UTC. "" where there is nothing to say.

    actor: an account, or a word of NO_ACCOUNT. object: what it was done to. before, after: states.
    team: whose lead may read the line.
    """

    at: int
    actor: str
    action: str
    organization: str = ""
    object: str = ""
    before: str = ""
    after: str = ""
    reason: str = ""
    team: str = ""


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """The end of the chain at one time, to be kept by somebody who cannot write it."""

    seq: int
    mac: str


BEGINNING = Checkpoint(0, FIRST)


@dataclass(frozen=True, slots=True)
class Line:
    """seq: from 1, without gaps. prev, mac: 64 hexadecimal digits."""

    seq: int
    entry: Entry
    prev: str
    mac: str

    def checkpoint(self) -> Checkpoint:
        return Checkpoint(self.seq, self.mac)


class Break(StrEnum):
    """CHANGED: the line is not the one that was signed. MISSING: it is gone, and so may others be.

    REORDERED: it stands elsewhere. REWRITTEN: it was signed with the key, but is not the one that
    was there before. WRONG_KEY: no line, from the first on, was signed with this key.
    """

    CHANGED = "changed"
    MISSING = "missing"
    REORDERED = "reordered"
    REWRITTEN = "rewritten"
    WRONG_KEY = "wrong_key"


@dataclass(frozen=True, slots=True)
class Broken:
    """Where the chain breaks first, and how."""

    seq: int
    how: Break


def append(last: Checkpoint, entry: Entry, key: AuditKey) -> Line:
    """The next line. last: `BEGINNING`, or the checkpoint of the line that is now the last.

    Raises NotForTheLog. Two writers at once must not both get the same last line: the caller locks.
    """
    _check(entry)
    seq = last.seq + 1
    return Line(seq, entry, last.mac, _sign(seq, entry, last.mac, key))


def verify(
    lines: Iterable[Line],
    key: AuditKey,
    start: Checkpoint = BEGINNING,
    held: Iterable[Checkpoint] = (),
) -> Broken | None:
    """The first line, by seq, where the chain is broken; None for a whole one.

    lines: in order, those after start, which is not the beginning once old lines were deleted.
    held: checkpoints that were kept elsewhere; those before start prove nothing here.
    """
    macs = {checkpoint.seq: checkpoint.mac for checkpoint in held if checkpoint.seq >= start.seq}
    if macs.get(start.seq, start.mac) != start.mac:
        return Broken(start.seq, Break.REWRITTEN)
    rest, last = iter(lines), start
    for line in rest:
        how = _break_at(line, last, macs.get(last.seq + 1), key)
        if how is not None:
            is_first = last == start
            return Broken(last.seq + 1, _look_further(how, last.seq + 1, is_first, rest, key))
        last = line.checkpoint()
    return Broken(last.seq + 1, Break.MISSING) if any(seq > last.seq for seq in macs) else None


def _break_at(line: Line, last: Checkpoint, held: str | None, key: AuditKey) -> Break | None:
    if not _is_signed(line, key):
        return Break.CHANGED
    if line.seq != last.seq + 1:
        return Break.MISSING if line.seq > last.seq else Break.REORDERED
    if line.prev != last.mac or held not in {None, line.mac}:
        return Break.REWRITTEN
    return None


def _look_further(
    how: Break, seq: int, is_first: bool, rest: Iterator[Line], key: AuditKey
) -> Break:
    """What the first broken line alone does not tell: whether the others are like it."""
    if how is Break.CHANGED and is_first and not any(_is_signed(line, key) for line in rest):
        return Break.WRONG_KEY
    if how is Break.MISSING and any(line.seq == seq for line in rest):
        return Break.REORDERED
    return how


def _is_signed(line: Line, key: AuditKey) -> bool:
    return compare_digest(_sign(line.seq, line.entry, line.prev, key).encode(), line.mac.encode())


def _sign(seq: int, entry: Entry, prev: str, key: AuditKey) -> str:
    said = json.dumps({"seq": seq, **asdict(entry)}, sort_keys=True, separators=(",", ":"))
    return digest(key.reveal(), prev.encode() + said.encode(), sha256).hex()


def _check(entry: Entry) -> None:
    """Threat: a caller that means well writes down a name, and no deletion ever reaches it."""
    allowed = {
        "at": type(entry.at) is int and entry.at >= 0,
        "actor": entry.actor in NO_ACCOUNT or _is_id(entry.actor),
        "action": entry.action in ACTIONS,
        "organization": entry.organization == "" or _is_id(entry.organization),
        "object": entry.object == "" or _is_id(entry.object),
        "before": entry.before in STATES | {""},
        "after": entry.after in STATES | {""},
        "reason": entry.reason in REASONS | {""},
        "team": entry.team == "" or _is_id(entry.team),
    }
    for field in fields(Entry):
        if not allowed[field.name]:
            raise NotForTheLog(field.name)


def _is_id(text: str) -> bool:
    return _ID.fullmatch(text) is not None
