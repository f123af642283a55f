"""The verb `remind`: what the clock does about referrals, and the mails that have not left yet."""

import argparse
import sys
from typing import Any

from directory.accounts.models import Notice
from directory.accounts.notices import post_notices
from directory.accounts.office import Office
from directory.accounts.verbs import add_verb
from directory.referrals.clocks import Due
from directory.referrals.due import do_what_is_due, foresee
from directory.settings import Settings

_SAID = {
    Due.REMIND: "desks reminded",
    Due.ESCALATE: "leads asked",
    Due.WARN: "senders warned",
    Due.EXPIRE: "consents ended",
    Due.LAPSE: "referrals lapsed",
}


def add_referral_verbs(verbs: Any) -> None:
    parser = add_verb(verbs, "remind", "do what is due about referrals; mail what waits", _remind)
    parser.add_argument("--dry-run", action="store_true", help="only say what is due")


async def _remind(office: Office, _: Settings, options: argparse.Namespace) -> None:
    """Counts alone: what an operator reads in a mail of cron tells nothing of anybody."""
    counts = await (foresee if options.dry_run else do_what_is_due)(office)
    left = 0 if options.dry_run else await post_notices(office)
    said = [(said, counts[what]) for what, said in _SAID.items()]
    for what, count in [*said, ("mails left", left), ("mails wait", await Notice.all().count())]:
        sys.stdout.write(f"{count:>6}  {what}\n")
