"""What people call wrong in a listing, and from when on readers are told.

Threat: somebody who wants a shelter to look unreliable calls its number wrong again and again. One
reader alone marks nothing; the door counts how often one of them may say it; and what a provider or
an editor has looked at since counts no more.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum
from typing import Any
from uuid import UUID, uuid4

from directory.catalog.facts import BY_CODE, Fact
from directory.catalog.models import Correction
from directory.catalog.revisions import take_turn, tell_followers


class Source(StrEnum):
    """Who says that something is wrong."""

    READER = "reader"
    WORKER = "worker"


# A worker has called the number themselves, and says who they are.
_WEIGHTS = {Source.READER: 1, Source.WORKER: 2}
SEVERAL = 3


def called_wrong(rows: Iterable[Mapping[str, Any]]) -> tuple[str, ...]:
    """The facts that several call wrong. rows: the corrections of a service that wait."""
    weights: dict[str, int] = defaultdict(int)
    for row in rows:
        weights[row["fact"]] += _WEIGHTS[Source(row["source"])]
    return tuple(code for code in BY_CODE if weights[code] >= SEVERAL)


async def note_corrections(
    service_id: UUID, facts: Iterable[Fact], source: Source, day: date, words: str = ""
) -> None:
    """Within a transaction. words: what they say, about all of them."""
    await take_turn()
    rows = [
        Correction(
            id=uuid4(),
            service_id=service_id,
            fact=fact.code,
            source=source,
            words=words,
            made_on=day,
        )
        for fact in facts
    ]
    await Correction.bulk_create(rows)
    await tell_followers([service_id])
