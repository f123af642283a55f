"""How long a table that came in is kept."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import partial

from directory.accounts.office import Office
from directory.privacy.retention import Rule
from directory.sheets.models import TableDraft

DRAFTS_FOR = timedelta(days=1)


def sheet_rules(office: Office) -> Sequence[Rule]:
    return [Rule("tables of listings that came in", "1 day", partial(_drafts, office.clock()))]


async def _drafts(now: datetime) -> int:
    """What was taken over lives on in the versions of the listings, and in changes that wait."""
    return await TableDraft.filter(made_at__lte=now - DRAFTS_FOR).delete()
