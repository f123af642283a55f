"""The verb `check`: what may be wrong with the listings, as a table or for programs.

What it finds is no fault of the command: it ends with 0, so that cron mails the table and no alarm.
"""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from contextlib import ExitStack
from typing import Any

from tqdm import tqdm

from directory import __version__
from directory.accounts.office import Office
from directory.accounts.verbs import add_verb
from directory.catalog.seed_values import countries
from directory.errors import VerbRefused
from directory.listings.actions.seen import look
from directory.listings.checking import Scope
from directory.listings.findings import SENTENCES, Check, Finding
from directory.listings.resolving import DomainNames
from directory.listings.visiting import Manners, Visitor
from directory.settings import Settings

ALL = "all"
_COLUMNS = ("check", "country", "service", "field", "value", "problem", "since")


def add_check_verb(verbs: Any) -> None:
    parser = add_verb(verbs, "check", "what may be wrong with the listings", _check)
    parser.add_argument("what", choices=[*Check, ALL])
    parser.add_argument("--json", action="store_true", help="one list, for programs")
    parser.add_argument("--country", help="only services that are run in it, such as ES")


async def _check(office: Office, settings: Settings, options: argparse.Namespace) -> None:
    country = options.country and options.country.upper()
    if country and country not in countries():
        raise VerbRefused(f"--country is {options.country!r}; write a code such as ES.")
    checks = list(Check) if options.what == ALL else [Check(options.what)]
    scope = Scope(checks, office.clock().date(), settings.languages, country)
    visitor = visitor_of(settings) if Check.LINKS in checks else None
    with ExitStack() as bars:
        found = await look(scope, visitor, _progress(bars))
    say = sys.stdout.write
    say(f"{as_json(found)}\n" if options.json else as_table(found, checks))


def visitor_of(settings: Settings) -> Visitor:
    """It says who asks, so that whoever runs a page can write to us."""
    agent = f"Handrail/{__version__} (+{settings.site_url})"
    return Visitor(DomainNames(), Manners(agent))


def as_json(found: Iterable[Finding]) -> str:
    """[{"check", "service", "field", "value", "problem", "since", "detail"}, …]"""
    return json.dumps(
        [
            {
                "check": each.check,
                "service": each.about.service,
                "field": each.field,
                "value": each.value,
                "problem": each.problem,
                "since": each.since.isoformat() if each.since else None,
                "detail": each.detail or None,
            }
            for each in found
        ],
        ensure_ascii=False,
        indent=1,
    )


def as_table(found: Sequence[Finding], checks: Iterable[Check]) -> str:
    """A line for each finding, columns divided by tabs; then how many of each kind."""
    counts = Counter(each.check for each in found)
    lines = ["\t".join(_COLUMNS), *map(_row, found), ""] if found else []
    return "".join(f"{line}\n" for line in [*lines, *(f"{counts[c]:>6}  {c}" for c in checks)])


def _row(each: Finding) -> str:
    said = SENTENCES[each.problem] + (f" ({each.detail})" if each.detail else "")
    since = each.since.isoformat() if each.since else ""
    about = each.about
    cells = (each.check, about.country, about.name, each.field, each.value, said, since)
    # A name with a tab or a line's end in it would forge a column or a row.
    return "\t".join(" ".join(cell.split()) for cell in cells)


def _progress(bars: ExitStack) -> Callable[[str, int, int], None]:
    """A bar on standard error for each step, as far as somebody looks."""
    shown: dict[str, Any] = {}

    def tell(what: str, done: int, total: int) -> None:
        if what not in shown:
            shown[what] = bars.enter_context(tqdm(desc=what, unit="", leave=False, disable=None))
        shown[what].total = total
        shown[what].update(done - shown[what].n)

    return tell
