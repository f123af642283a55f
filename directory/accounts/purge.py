"""The verb `purge`: applies the rules of retention of every part of the program, now.

Run it each day, on one node or on all: they take turns, and the second finds nothing left to do.
"""

import argparse
import sys
from collections.abc import Callable, Sequence
from typing import Any

from directory.accounts.ledger import turn
from directory.accounts.office import Office
from directory.accounts.verbs import add_verb
from directory.database import forget_deleted
from directory.privacy.retention import Purged, Rule, as_table
from directory.settings import Settings

Rules = Callable[[Office], Sequence[Rule]]


def add_purge_verb(verbs: Any, parts: Sequence[Rules]) -> None:
    """parts: what gives the rules of each part of the program."""

    async def run(office: Office, _: Settings, options: argparse.Namespace) -> None:
        rules = [rule for part in parts for rule in part(office)]
        report = await purge(rules, is_rehearsal=options.dry_run)
        sys.stdout.write(f"{as_table(report, is_rehearsal=options.dry_run)}\n")

    parser = add_verb(verbs, "purge", "delete what may not be kept any longer", run)
    parser.add_argument("--dry-run", action="store_true", help="only say what would be deleted")


async def purge(rules: Sequence[Rule], *, is_rehearsal: bool = False) -> Sequence[Purged]:
    """Each rule in a transaction of its own. A rehearsal does the same and takes it back."""
    report = [await _keep_to(rule, is_rehearsal=is_rehearsal) for rule in rules]
    if not is_rehearsal:
        await forget_deleted(*dict.fromkeys(table for rule in rules for table in rule.tables))
    return report


async def _keep_to(rule: Rule, *, is_rehearsal: bool) -> Purged:
    deleted = await _apply(rule, is_rehearsal=is_rehearsal)
    warned = await rule.warn(is_rehearsal=is_rehearsal) if rule.warn else None
    return Purged(rule, deleted, warned)


async def _apply(rule: Rule, *, is_rehearsal: bool) -> int:
    count = 0
    try:
        async with turn():
            count = await rule.apply()
            if is_rehearsal:
                raise _TakenBack  # noqa: TRY301 - it has to leave the transaction
    except _TakenBack:
        pass
    return count


class _TakenBack(Exception):
    """Ends a rehearsal, with its transaction."""
