"""How long each kind of data is kept. Every part of the program brings rules of its own."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Protocol


class Warn(Protocol):
    """A mail before a deletion."""

    async def __call__(self, *, is_rehearsal: bool) -> int: ...


@dataclass(frozen=True, slots=True)
class Rule:
    """what: what it is about, and kept: for how long, as the table of the verb says them.

    apply: deletes what is older, in the caller's transaction, and says how many records that were.
    It reaches nothing but the database: a rehearsal takes back what it did.
    tables: small ones, to be written anew afterwards, so that what was deleted is off the disk.
    warn: tells those whose records go soon, outside of any transaction, and says how many. What it
    has not told, `apply` does not delete. A rehearsal only counts.
    """

    what: str
    kept: str
    apply: Callable[[], Awaitable[int]]
    warn: Warn | None = None
    tables: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Purged:
    """What came of a rule."""

    rule: Rule
    count: int
    warned: int | None = None


def as_table(report: Sequence[Purged], *, is_rehearsal: bool) -> str:
    """One line a rule:

    what                       kept       deleted  warned
    accounts that nobody uses  12 months        2       1
    """
    counted = ("to be deleted", "to be warned") if is_rehearsal else ("deleted", "warned")
    rows = [("what", "kept", *counted), *map(_as_row, report)]
    what, kept, count, warned = (max(map(len, column)) for column in zip(*rows, strict=True))
    return "\n".join(
        f"{row[0]:<{what}}  {row[1]:<{kept}}  {row[2]:>{count}}  {row[3]:>{warned}}".rstrip()
        for row in rows
    )


def _as_row(each: Purged) -> tuple[str, str, str, str]:
    warned = "" if each.warned is None else str(each.warned)
    return each.rule.what, each.rule.kept, str(each.count), warned
