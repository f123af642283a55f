"""Writes the next file of the search in a process of its own, while this one goes on answering."""

import asyncio
import logging
import multiprocessing
import sys
from collections.abc import Callable
from pathlib import Path
from time import monotonic

from directory.catalog.generations import build_file, turn_to_build
from directory.catalog.shelf import Answer
from directory.database import open_database
from directory.privacy.logging import configure_logging

# After one attempt, whatever came of it, another is not worth its while for so long.
PAUSE_SECONDS = 20

_log = logging.getLogger(__name__)


class Rebuilder:
    """Has files built, one after another; who else wants to build the same lets this one do it."""

    def __init__(
        self, url: str, folder: Path, answer: Answer, clock: Callable[[], float] = monotonic
    ) -> None:
        """`answer` is looked up by its name in the other process: a function of a module."""
        self._arguments = url, folder, answer
        self._clock = clock
        self._not_before = clock()
        self._has_failed = False
        self._process: multiprocessing.process.BaseProcess | None = None

    def start(self) -> None:
        """Begin, unless one is at work or has been just now."""
        if self._is_at_work() or self._clock() < self._not_before:
            return
        self._tell_of_failure()
        self._not_before = self._clock() + PAUSE_SECONDS
        # Not forked: a copy would hold our connections. What it is told goes through a pipe, not
        # through its arguments, where everybody on the machine could read the database's password.
        context = multiprocessing.get_context("spawn")
        self._process = context.Process(target=_build, args=self._arguments, daemon=True)
        self._process.start()

    def stop(self) -> None:
        if self._process is not None and self._is_at_work():
            self._process.terminate()
            self._process.join()

    def _is_at_work(self) -> bool:
        return self._process is not None and self._process.is_alive()

    def _tell_of_failure(self) -> None:
        """Say once that files cannot be written, and once that they can again."""
        has_failed = self._process is not None and self._process.exitcode != 0
        if has_failed and not self._has_failed:
            _log.error("no new file for the search can be written; the old one goes on answering")
        self._has_failed = has_failed


def _build(url: str, folder: Path, answer: Answer) -> None:
    configure_logging()
    try:
        with turn_to_build(folder, wait=False) as is_ours:
            if is_ours:
                asyncio.run(_build_from(url, folder, answer))
    except OSError:  # a full disk: the process that has asked for it says so
        sys.exit(1)


async def _build_from(url: str, folder: Path, answer: Answer) -> None:
    async with open_database(url):
        await build_file(folder, answer)
