"""Taking down that somebody calls facts of a listing wrong."""

from collections.abc import Collection
from datetime import date

from tortoise.transactions import in_transaction

from directory.catalog.corrections import Source, note_corrections
from directory.catalog.facts import Fact
from directory.listings.queries import Held


async def call_wrong(
    held: Held, facts: Collection[Fact], source: Source, day: date, words: str
) -> None:
    """words: were looked through before (`careful`)."""
    async with in_transaction():
        await note_corrections(held.service.id, facts, source, day, words)
