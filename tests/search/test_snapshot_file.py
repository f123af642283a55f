"""The file of a snapshot: whole or not at all, the same for the same records, known when broken."""

import errno
import mmap
import os
import re
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import IO, Any, cast

import numpy as np
import pytest

from directory.search import storage
from directory.search.build import build_snapshot, write_in_memory
from directory.search.query import Query
from directory.search.snapshot import BrokenSnapshot, Snapshot
from tests.search import made
from tests.search.worlds import draw_rows, records_of

ROWS = draw_rows(Random(7), 30, made.CORNERS[0])  # noqa: S311  worlds are no secret


@pytest.fixture(scope="module")
def written() -> bytes:
    return bytes(write_in_memory(records_of(ROWS)))


def test_the_same_records_give_the_same_bytes(tmp_path: Path, written: bytes) -> None:
    build_snapshot(tmp_path / "one", records_of(ROWS))
    build_snapshot(tmp_path / "two", records_of(ROWS[::-1]))

    assert (tmp_path / "one").read_bytes() == written
    assert (tmp_path / "two").read_bytes() == written


def test_a_file_that_was_cut_off_is_refused(written: bytes) -> None:
    for length in range(len(written)):
        with pytest.raises(BrokenSnapshot):
            Snapshot(memoryview(written[:length]))


def test_a_file_that_goes_on_is_refused(written: bytes) -> None:
    with pytest.raises(BrokenSnapshot, match="size"):
        Snapshot(memoryview(written + b"\0"))


def test_no_byte_can_change_unseen(written: bytes) -> None:
    torn = bytearray(written)
    for at in range(len(torn)):
        torn[at] ^= 1 << at % 8
        with pytest.raises(BrokenSnapshot):
            Snapshot(memoryview(torn))
        torn[at] ^= 1 << at % 8
    assert len(Snapshot(memoryview(torn))) == len(ROWS)


def test_another_format_and_another_file_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as older:
        older.setattr(storage, "FORMAT", 0)
        build_snapshot(tmp_path / "older", records_of(ROWS))
    (tmp_path / "foreign").write_bytes(b"PK\x03\x04" * 100)
    (tmp_path / "empty").touch()

    for name in ("older", "foreign", "empty"):
        with pytest.raises(BrokenSnapshot):
            Snapshot.open(tmp_path / name)
    with pytest.raises(FileNotFoundError):
        Snapshot.open(tmp_path / "missing")


class FullDisk:
    """A file on a disk with room for so many bytes, and none more."""

    def __init__(self, file: IO[bytes], room: int) -> None:
        self.file, self.room = file, room

    def __enter__(self) -> "FullDisk":
        return self

    def __exit__(self, *_: object) -> None:
        self.file.close()

    def __getattr__(self, name: str) -> Any:
        return getattr(self.file, name)

    def write(self, data: bytes) -> int:
        self.room -= len(data)
        if self.room < 0:
            raise OSError(errno.ENOSPC, "No space left on device")
        return self.file.write(data)


def full_disk(room: int) -> Callable[[Path, str], FullDisk]:
    opened = Path.open
    return lambda path, mode: FullDisk(cast(IO[bytes], opened(path, mode)), room)


def test_a_full_disk_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "snapshot"
    build_snapshot(path, records_of(ROWS[:5]))
    for room in range(0, 9000, 300):
        with monkeypatch.context() as full:
            full.setattr(Path, "open", full_disk(room))
            with pytest.raises(OSError, match="No space"):
                build_snapshot(path, records_of(ROWS))

        assert [file.name for file in tmp_path.iterdir()] == ["snapshot"]
        assert len(Snapshot.open(path)) == 5


def test_an_open_snapshot_goes_on_answering_when_the_next_takes_its_place(tmp_path: Path) -> None:
    path = tmp_path / "snapshot"
    build_snapshot(path, records_of(ROWS[:5]))
    old = Snapshot.open(path)
    build_snapshot(path, records_of(ROWS))

    assert (old.find(Query()).total, Snapshot.open(path).find(Query()).total) == (5, 30)


def test_what_is_longer_than_is_read_at_the_start_is_checked_in_part(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(storage, "BLOCK", 1024)
    monkeypatch.setattr(storage, "CHECKED_AT_START", 4 * 1024)
    path = tmp_path / "large"
    build_snapshot(path, records_of(ROWS))
    torn = bytearray(path.read_bytes())
    torn[storage.EDGE] ^= 1

    assert len(Snapshot.open(path)) == len(ROWS)
    with pytest.raises(BrokenSnapshot):
        Snapshot(memoryview(torn))
    with pytest.raises(BrokenSnapshot):
        storage.check_all(memoryview(torn))


def test_two_records_with_one_id_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="same id"):
        build_snapshot(tmp_path / "twice", records_of([made.row("1"), made.row("1", name="B")]))

    assert list(tmp_path.iterdir()) == []


def test_progress_counts_every_record(tmp_path: Path) -> None:
    told: list[int] = []
    build_snapshot(tmp_path / "file", records_of(ROWS), told.append)

    assert sum(told) == len(ROWS)


def test_a_record_is_found_by_its_id(written: bytes) -> None:
    snapshot = Snapshot(memoryview(written))

    for row in ROWS:
        number = snapshot.number_of(row.id)
        assert number is not None
        assert snapshot.ids.text(number) == row.id
        assert snapshot.point(number) == row.point
    assert snapshot.number_of("30") is None
    assert snapshot.number_of("") is None


def test_a_private_place_has_no_point_in_any_column() -> None:
    private = [made.row(str(at), is_confidential=True) for at in range(4)]
    snapshot = Snapshot(write_in_memory(records_of([*private, made.row("5", point=(39.5, -0.4))])))

    assert snapshot.columns.points(np.arange(1, dtype=np.uint32)).tolist() == [[39.5, -0.4]]
    assert snapshot.columns.space.shape == (1, 4)
    assert [snapshot.point(number) for number in range(1, 5)] == [None] * 4


@pytest.mark.parametrize(("memory_share", "is_brought_in"), [(4, True), (1, False)])
def test_pages_are_brought_in_before_a_search_touches_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, memory_share: int, is_brought_in: bool
) -> None:
    """memory_share: how often the file would fit into memory."""
    path = tmp_path / "large"
    path.write_bytes(bytes(12 << 20))
    pages = memory_share * len(path.read_bytes()) // mmap.PAGESIZE
    known = {"SC_PHYS_PAGES": pages, "SC_PAGE_SIZE": mmap.PAGESIZE}
    monkeypatch.setattr(os, "sysconf", known.__getitem__)

    buffer = storage.open_buffer(path)
    storage.bring_in(buffer)

    assert (resident_kb(path) == len(buffer) // 1024) is is_brought_in


def resident_kb(path: Path) -> int:
    """How much of a mapped file this process can read without waiting (Linux)."""
    after = Path("/proc/self/smaps").read_text().partition(f"{path}\n")[2]
    (found,) = re.findall(r"^Rss: +(\d+) kB$", after, re.MULTILINE)[:1]
    return int(found)
