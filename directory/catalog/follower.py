"""Keeps a process's shelf as new as the database, within a second and without a stop.

It asks a few times a second for the newest revision. What was touched is read again and laid over
the file of the search; the new shelf then takes the old one's place at once: no request waits, and
none sees a half. When much lies over the file, or when it holds a place that has become private,
another process writes the next one, and everybody who follows moves to it.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from time import monotonic

from directory.catalog.generations import Generation, open_newest, open_or_build
from directory.catalog.queries import load_touched
from directory.catalog.rebuilding import Rebuilder
from directory.catalog.revisions import Newest, read_revisions
from directory.catalog.shelf import Answer, Shelf, lay_over
from directory.database import LOST
from directory.privacy.logging import describe_failure

PAUSE_SECONDS = 0.3
# A database that neither answers nor refuses is asked again after this long.
PATIENCE_SECONDS = 30
BEHIND_SECONDS = 2
# So many changed listings cost each search a few microseconds; more are worth a new file.
MOST_CHANGED = 300

_log = logging.getLogger(__name__)


class Follower:
    """Follows the catalog of the open database.

    folder: where the files of the search are. answer: see `shelf.Answer`. show: puts a new shelf in
    the old one's place. rebuild: has the next file written.
    """

    def __init__(
        self,
        folder: Path,
        answer: Answer,
        show: Callable[[Shelf], Awaitable[None]],
        rebuild: Rebuilder,
        clock: Callable[[], float] = monotonic,
    ) -> None:
        self._folder, self._answer = folder, answer
        self._show, self._rebuild = show, rebuild
        self._clock = clock
        self._current_at = clock()
        self._is_lost = False
        self._shelf: Shelf
        self._file: Newest  # what the shelf's file holds
        self._seen: Newest  # what the shelf shows

    @property
    def is_behind(self) -> bool:
        """Whether there may be changes, older than two seconds, that nobody here sees yet."""
        return self._clock() - self._current_at > BEHIND_SECONDS

    async def start(self) -> None:
        """Show what there is. Builds the file of the search where there is none."""
        await self._begin(await open_or_build(self._folder, self._answer))

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
        if (newer := await open_newest(self._folder, after=self._file.sequence)) is not None:
            await self._begin(newer)
        current = await self._caught_up(self._shelf, self._seen)
        if current is not None:
            shelf, self._seen = current
            if shelf is not self._shelf:
                await self._replace(shelf)
            self._current_at = began_at
        changes = len(self._shelf.changed) + len(self._shelf.gone)
        if changes > MOST_CHANGED or self._shelf.holds_what_is_private:
            self._rebuild.start()

    async def _begin(self, generation: Generation) -> None:
        """Go on from a file, and from what has been touched since it was written."""
        shelf, seen = lay_over(generation.snapshot), generation.newest
        shelf, seen = await self._caught_up(shelf, seen) or (shelf, seen)
        await self._replace(shelf)
        self._file, self._seen = generation.newest, seen

    async def _caught_up(self, shelf: Shelf, seen: Newest) -> tuple[Shelf, Newest] | None:
        """The shelf with what was touched since, and the newest revision that it then shows.

        None where that is too much to be read singly: then another process reads all of it into the
        next file, and until that is there we are behind.
        """
        revised = await read_revisions(seen)
        if revised.records is None:
            self._rebuild.start()
            return None
        if revised.records:
            services, listings = await load_touched(revised.records)
            shelf = await asyncio.to_thread(shelf.renew, services, listings, self._answer)
        return shelf, revised.newest

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
    """Start, and let it run beside whatever is done inside."""
    await follower.start()
    task = asyncio.create_task(follower.run())
    task.add_done_callback(_tell_of_end)
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
