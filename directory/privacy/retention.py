"""How long each kind of data is kept. Every part of the program brings rules of its own."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rule:
    """what: what it is about, and kept: for how long, as the table of the verb says them.

    apply: deletes what is older, in the caller's transaction, and says how many records that were.
    It reaches nothing but the database: a rehearsal takes back what it did.
    """

    what: str
    kept: str
    apply: Callable[[], Awaitable[int]]


@dataclass(frozen=True, slots=True)
class Purged:
    """What came of a rule."""

    rule: Rule
    count: int


def as_table(report: Sequence[Purged], *, is_rehearsal: bool) -> str:
    """One line a rule:

    what                                kept                deleted
    accounts that left or were stopped  12 months                 2
    """
    head = ("what", "kept", "to be deleted" if is_rehearsal else "deleted")
    rows = [head, *((each.rule.what, each.rule.kept, str(each.count)) for each in report)]
    what, kept, count = (max(map(len, column)) for column in zip(*rows, strict=True))
    return "\n".join(f"{row[0]:<{what}}  {row[1]:<{kept}}  {row[2]:>{count}}" for row in rows)
