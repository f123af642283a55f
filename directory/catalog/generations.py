"""The files of the search: each holds the whole catalog as it was at one revision.

A file is named for the newest revision in it, by number and mark. Only a database that knows this
revision is answered from it, so a file of another database, or of one that was since restored from
a backup, is never taken for ours. Of several processes that miss a file one builds it.
"""

import asyncio
import fcntl
import logging
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from directory.catalog.queries import count_services, iterate_listings
from directory.catalog.revisions import Newest, newest_revision, read_revisions
from directory.catalog.shelf import Answer, record_of
from directory.privacy.logging import describe_failure
from directory.search.build import facts_in_memory, write_facts
from directory.search.facts import Facts, FactsCollector
from directory.search.snapshot import BrokenSnapshot, Snapshot

_ENDING = ".snapshot"
_log = logging.getLogger(__name__)

Progress = Callable[[int, int], None]  # (services done, of so many)


@dataclass(frozen=True, slots=True)
class Generation:
    """A snapshot, and the revision up to which it is true."""

    newest: Newest
    snapshot: Snapshot


def files_in(folder: Path) -> list[tuple[Newest, Path]]:
    """What stands in the folder, the newest first."""
    found = []
    for path in folder.glob(f"*{_ENDING}"):
        sequence, _, mark = path.stem.partition("-")
        if sequence.isdecimal() and mark:
            found.append((Newest(int(sequence), mark), path))
    return sorted(found, reverse=True)


async def open_newest(folder: Path, after: int = 0) -> Generation | None:
    """The newest file that can be followed from, newer than `after`; None if there is none.

    It is whole, of this database, and not so old that reading everything would be quicker.
    """
    for newest, path in files_in(folder):
        if newest.sequence <= after:
            return None
        if (await read_revisions(newest)).records is None:
            continue
        try:
            return Generation(newest, await asyncio.to_thread(Snapshot.open, path))
        except (BrokenSnapshot, FileNotFoundError) as fault:
            _log.warning("%s is built anew: %s", path.name, describe_failure(fault))
            path.unlink(missing_ok=True)
    return None


async def build(folder: Path, answer: Answer, progress: Progress | None = None) -> Generation:
    """Read the catalog, write the next file and open it; without a file where the disk is full."""
    newest = await newest_revision()
    facts = await _read_facts(answer, progress)
    try:
        if newest.mark:
            return Generation(newest, Snapshot.open(_write(folder, newest, facts)))
    except OSError as fault:
        _log.error("the search is kept in memory alone: %s", describe_failure(fault))
    return Generation(newest, Snapshot(facts_in_memory(facts)))


async def build_file(folder: Path, answer: Answer, progress: Progress | None = None) -> None:
    """Read the catalog and write the next file; none where nothing was ever written.

    Raises OSError where the disk is full.
    """
    newest = await newest_revision()
    if newest.mark:
        _write(folder, newest, await _read_facts(answer, progress))


def _write(folder: Path, newest: Newest, facts: Facts) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{newest.sequence}-{newest.mark}{_ENDING}"
    write_facts(path, facts)
    _forget_older(folder, newest)
    return path


async def _read_facts(answer: Answer, progress: Progress | None) -> Facts:
    """Everything that may be shown, a thousand services at a time."""
    collector, done = FactsCollector(), 0
    total = await count_services() if progress else 0
    async for count, listings in iterate_listings():
        for listing in listings:
            collector.add(record_of(listing, answer))
        done += count
        if progress:
            progress(done, total)
    return collector.facts()


def _forget_older(folder: Path, newest: Newest) -> None:
    # Whoever has an older file open goes on reading it: it is gone when the last one lets go.
    for each, path in files_in(folder):
        if each.sequence < newest.sequence:
            with suppress(FileNotFoundError):
                path.unlink()


@contextmanager
def turn_to_build(folder: Path, *, wait: bool) -> Iterator[bool]:
    """Whether it is this process's turn to build; the system ends the turn with the process."""
    folder.mkdir(parents=True, exist_ok=True)
    handle = os.open(folder / ".lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        yield True
    except BlockingIOError:
        yield False
    finally:
        os.close(handle)


async def open_or_build(
    folder: Path, answer: Answer, progress: Progress | None = None
) -> Generation:
    """What a process starts from."""
    found = await open_newest(folder)
    if found is None:
        with turn_to_build(folder, wait=True):
            # Perhaps somebody has built it while we waited for our turn.
            found = await open_newest(folder) or await build(folder, answer, progress)
    return found
