"""Writes a snapshot: from records, or from facts that are columns already."""

from collections.abc import Callable, Iterable, Iterator
from io import BytesIO
from pathlib import Path

from directory.search.columns import make_arrays
from directory.search.facts import Facts, Record, collect_facts
from directory.search.storage import write_arrays, write_file

__all__ = ["Record", "build_snapshot", "facts_in_memory", "write_facts", "write_in_memory"]

Progress = Callable[[int], None]  # told how many records more are done

_STEP = 1000


def build_snapshot(path: Path, records: Iterable[Record], progress: Progress | None = None) -> None:
    """Write records to one file, all or nothing; the same records in any order give the same bytes.

    Raises ValueError where two records have one id, and OSError (a full disk); then the file that
    was there is as it was.
    """
    write_facts(path, collect_facts(_counted(records, progress)))


def write_facts(path: Path, facts: Facts) -> None:
    write_file(path, make_arrays(facts))


def write_in_memory(records: Iterable[Record]) -> memoryview:
    """The same bytes, for a snapshot that is too small and short-lived for a file."""
    return facts_in_memory(collect_facts(records))


def facts_in_memory(facts: Facts) -> memoryview:
    out = BytesIO()
    write_arrays(out, make_arrays(facts))
    return memoryview(out.getvalue())


def _counted(records: Iterable[Record], progress: Progress | None) -> Iterator[Record]:
    number = 0
    for number, record in enumerate(records, 1):
        yield record
        if progress and number % _STEP == 0:
            progress(_STEP)
    if progress:
        progress(number % _STEP)
