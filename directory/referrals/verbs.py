"""The verbs `remind`, what the clock does about referrals and the mails that have not left yet, and
`demo`, people and referrals that are made up."""

import argparse
import sys
from collections.abc import Iterable, Sequence
from typing import Any

from directory.accounts.models import Notice
from directory.accounts.notices import post_notices
from directory.accounts.office import Office
from directory.accounts.verbs import Counted, Reminder, add_verb
from directory.places.regions import WORLD
from directory.referrals.clocks import Due
from directory.referrals.demo import make_demo
from directory.referrals.due import do_what_is_due, foresee
from directory.settings import Settings

_SAID = {
    Due.REMIND: "desks reminded",
    Due.ESCALATE: "leads asked",
    Due.WARN: "senders warned",
    Due.EXPIRE: "consents ended",
    Due.LAPSE: "referrals lapsed",
}


def add_referral_verbs(verbs: Any, parts: Sequence[Reminder]) -> None:
    """parts: what else `remind` does, for parts of the program that this one does not know."""

    async def run(office: Office, settings: Settings, options: argparse.Namespace) -> None:
        await _remind(office, settings, options)
        for part in parts:
            _say_counts(await part.run(office, options))

    parser = add_verb(verbs, "remind", "do what is due; mail what waits", run)
    parser.add_argument("--dry-run", action="store_true", help="only say what is due")
    for part in parts:
        part.add_options(parser)
    add_verb(verbs, "demo", "fictional people and referrals, with their sign-ins", _demo)


async def _remind(office: Office, _: Settings, options: argparse.Namespace) -> None:
    """Counts alone: what an operator reads in a mail of cron tells nothing of anybody."""
    counts = await (foresee if options.dry_run else do_what_is_due)(office)
    left = 0 if options.dry_run else await post_notices(office)
    said = [(counts[what], said) for what, said in _SAID.items()]
    _say_counts([*said, (left, "mails left"), (await Notice.all().count(), "mails wait")])


def _say_counts(counts: Iterable[Counted]) -> None:
    for count, what in counts:
        _say(f"{count:>6}  {what}")


async def _demo(office: Office, settings: Settings, _: argparse.Namespace) -> None:
    demo = await make_demo(office, settings.default_country or WORLD)
    language = settings.languages[0]
    _say(f"Sign in at {office.link(language, '/staff/sign-in')}")
    for each in demo.sign_ins:
        _say(f"{each.role:<11} {each.email:<24} {each.password}  code {each.code}  {each.secret}")
    _say("A code works once and for a minute; `handrail demo` says the next ones.")
    _say("The last column is for an authenticator app. All of these people are made up.")
    if demo.receipt is not None:
        _say(f"A family's receipt, said this once: {demo.receipt.written()}")
        _say(f"It is typed in at {office.link(language, '/receipt')}")


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
