"""Keeps a process's shelf as new as the database, within a second and without a stop.

It asks a few times a second for the newest revision. What was touched is read again and laid into a
new shelf, which then takes the old one's place at once: no request waits, and none sees a half.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from time import monotonic

from directory.catalog.queries import load_touched
from directory.catalog.revisions import read_revisions
from directory.catalog.shelf import Shelf, fill_shelf, renew
from directory.database import LOST
from directory.privacy.logging import describe_failure

PAUSE_SECONDS = 0.3
# A database that neither answers nor refuses is asked again after this long.
PATIENCE_SECONDS = 30
BEHIND_SECONDS = 2

_log = logging.getLogger(__name__)


class Follower:
    """Follows the catalog from a shelf that was filled at or after revision `sequence`.

    show: puts a new shelf in the old one's place.
    """

    def __init__(
        self,
        shelf: Shelf,
        sequence: int,
        show: Callable[[Shelf], Awaitable[None]],
        clock: Callable[[], float] = monotonic,
    ) -> None:
        self._shelf, self._sequence = shelf, sequence
        self._show = show
        self._clock = clock
        self._current_at = clock()
        self._is_lost = False

    @property
    def is_behind(self) -> bool:
        """Whether there may be changes, older than two seconds, that nobody here sees yet."""
        return self._clock() - self._current_at > BEHIND_SECONDS

    async def run(self) -> None:
        """Look again and again, and outlive the times when the database does not answer."""
        while True:
            try:
                async with asyncio.timeout(PATIENCE_SECONDS):
                    await self.look()
            except LOST as error:
                if not self._is_lost:
                    _log.error("answers from memory, without database: %s", describe_failure(error))
                self._is_lost = True
            else:
                if self._is_lost:
                    _log.info("the database answers again")
                self._is_lost = False
            await asyncio.sleep(PAUSE_SECONDS)

    async def look(self) -> None:
        """Once: read what has changed, and show it."""
        began_at = self._clock()
        revised = await read_revisions(self._sequence)
        if revised.records is None:
            await self._replace(await fill_shelf())
        elif revised.records:
            services, listings = await load_touched(revised.records)
            await self._replace(renew(self._shelf, services, listings))
        self._sequence, self._current_at = revised.newest, began_at

    async def _replace(self, shelf: Shelf) -> None:
        await self._show(shelf)
        self._shelf = shelf


def _tell_of_end(task: asyncio.Task[None]) -> None:
    """A fault of ours ends the following: then `/readyz` says "behind", and the log says why."""
    error = None if task.cancelled() else task.exception()
    if error is not None:
        _log.critical("the catalog is followed no more: %s", describe_failure(error))


@asynccontextmanager
async def following(follower: Follower) -> AsyncIterator[None]:
    """Let it run beside whatever is done inside."""
    task = asyncio.create_task(follower.run())
    task.add_done_callback(_tell_of_end)
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
