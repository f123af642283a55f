"""Named arrays in one file that knows when it is broken.

    header (64 bytes) · arrays, each on a multiple of 64 · their list (JSON) · a checksum a block

The header is written last and holds the size of the whole, so a file that was cut off, or is not
ours, is known at a glance. Every byte after it stands in some block of 1 MiB with its own checksum.
A file up to `CHECKED_AT_START` is checked in full whenever it is opened; of a larger one so much
and no more, in blocks spread evenly over it, because a worker must be ready in half a second;
whoever has built a file reads all of it back (`check_all`). Checksums find accidents, not enemies.
"""

import json
import mmap
import os
import struct
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
import numpy.typing as npt
from isal.isal_zlib import crc32  # that of zlib, in a tenth of its time

MAGIC = b"Handrail search\n"
FORMAT = 7  # to be raised with every change of what the arrays hold
BLOCK = 1 << 20
CHECKED_AT_START = 192 * BLOCK
EDGE = 64
# Linux's, from 5.14 on; Python has no name for it.
_POPULATE_READ = 22
_PIECE = 4 << 20

Array = npt.NDArray[Any]
Part = Array | Iterable[bytes | memoryview]

# Magic, format, end of the blocks, start of the list, checksum of checksums; then one of its own.
_HEADER = struct.Struct("<16sIQQI")
_OWN = struct.Struct("<I")


class BrokenSnapshot(Exception):
    """The file is torn, cut off, of another format, or no snapshot. Build it anew."""


class _Body:
    """Writes bytes and takes their checksums, block by block."""

    def __init__(self, out: BinaryIO) -> None:
        self.out = out
        self.at = EDGE
        self.sums: list[int] = []
        self._sum, self._left = 0, BLOCK

    def write(self, data: bytes | memoryview) -> None:
        self.out.write(data)
        self.at += len(data)
        while len(data):
            piece, data = data[: self._left], data[self._left :]
            self._sum, self._left = crc32(piece, self._sum), self._left - len(piece)
            if not self._left:
                self._close_block()

    def _close_block(self) -> None:
        self.sums.append(self._sum)
        self._sum, self._left = 0, BLOCK

    def finish(self) -> bytes:
        if self._left < BLOCK:
            self._close_block()
        return np.array(self.sums, "<u4").tobytes()


def write_arrays(out: BinaryIO, parts: Iterable[tuple[str, Part]]) -> None:
    """Write named arrays (one dimension or two), or bytes as they come. `out` can seek."""
    out.write(bytes(EDGE))
    body, listed = _Body(out), []
    for name, part in parts:
        body.write(bytes(-body.at % EDGE))
        start = body.at
        if isinstance(part, np.ndarray):
            body.write(np.ascontiguousarray(part).reshape(-1).view(np.uint8).data)
            listed.append((name, part.dtype.str, part.shape, start))
        else:
            for piece in part:
                body.write(piece)
            listed.append((name, "|u1", (body.at - start,), start))
    start = body.at
    body.write(json.dumps(listed).encode())
    sums = body.finish()
    out.write(sums)
    header = _HEADER.pack(MAGIC, FORMAT, body.at, start, crc32(sums))
    out.seek(0)
    out.write((header + _OWN.pack(crc32(header))).ljust(EDGE, b"\0"))


def write_file(path: Path, parts: Iterable[tuple[str, Part]]) -> None:
    """Write beside the path, read it back, and only then take its place: all of it or nothing.

    Raises OSError (a full disk) and leaves what was there as it was.
    """
    draft = path.with_name(f".{path.name}.{os.getpid()}.draft")
    try:
        with draft.open("w+b") as out:
            write_arrays(out, parts)
            out.flush()
            os.fsync(out.fileno())
        check_all(open_buffer(draft))
        draft.replace(path)
        _sync_folder(path.parent)
    finally:
        with suppress(FileNotFoundError):
            draft.unlink()


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def open_buffer(path: Path) -> memoryview:
    """The file in memory, shared by all who open it. Raises BrokenSnapshot for an empty one."""
    with path.open("rb") as file:
        try:
            return memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
        except ValueError as empty:
            raise BrokenSnapshot(f"{path} is empty.") from empty


def bring_in(buffer: memoryview) -> None:
    """Ask for the pages of an open file before searches do: who touches a page first waits for it.

    Meant for a thread of its own, and in pieces, between which the others go on. A file too large
    to stay in memory is left alone, and so is any where the system cannot do this.
    """
    mapped, memory = buffer.obj, os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    if not isinstance(mapped, mmap.mmap) or len(mapped) > memory // 2:
        return
    with suppress(OSError):
        for start in range(0, len(mapped), _PIECE):
            mapped.madvise(_POPULATE_READ, start, min(_PIECE, len(mapped) - start))


def read_arrays(buffer: memoryview) -> Mapping[str, Array]:
    """The arrays by name, without copying them. Raises BrokenSnapshot."""
    end, start, sums = _read_header(buffer)
    count = len(sums)
    checked = CHECKED_AT_START // BLOCK
    # The last block holds the end of the list; a list is shorter than a block.
    ends = {0, max(0, count - 2), count - 1}
    spread = (
        set(range(count)) if count <= checked else {n * count // checked for n in range(checked)}
    )
    _check_blocks(buffer, end, sums, spread | ends)
    arrays = {}
    for name, kind, shape, at in json.loads(bytes(buffer[start:end])):
        size = int(np.prod(shape))
        arrays[name] = np.frombuffer(buffer, kind, size, at).reshape(shape)
    return arrays


def check_all(buffer: memoryview) -> None:
    """Check every byte. Raises BrokenSnapshot."""
    end, _, sums = _read_header(buffer)
    _check_blocks(buffer, end, sums, range(len(sums)))


def _read_header(buffer: memoryview) -> tuple[int, int, list[int]]:
    header = bytes(buffer[:EDGE])
    if len(header) < EDGE or header[: len(MAGIC)] != MAGIC:
        raise BrokenSnapshot("This is no search snapshot.")
    own = _OWN.pack(crc32(header[: _HEADER.size]))
    if header[_HEADER.size :] != own.ljust(EDGE - _HEADER.size, b"\0"):
        raise BrokenSnapshot("The header is damaged.")
    _, version, end, start, sum_of_sums = _HEADER.unpack_from(header)
    if version != FORMAT:
        raise BrokenSnapshot(f"Its format is {version}, not {FORMAT}.")
    count = -(-(end - EDGE) // BLOCK)
    if len(buffer) != end + 4 * count:
        raise BrokenSnapshot("The file does not have the size that its header says.")
    sums = bytes(buffer[end:])
    if crc32(sums) != sum_of_sums:
        raise BrokenSnapshot("The checksums are damaged.")
    return end, start, np.frombuffer(sums, "<u4").tolist()


def _check_blocks(buffer: memoryview, end: int, sums: list[int], blocks: Iterable[int]) -> None:
    for block in blocks:
        start = EDGE + block * BLOCK
        if crc32(buffer[start : min(end, start + BLOCK)]) != sums[block]:
            raise BrokenSnapshot(f"Block {block} is damaged.")


def total_bytes(arrays: Mapping[str, Array]) -> Iterator[tuple[str, int]]:
    """How much of the file each array takes."""
    for name, array in arrays.items():
        yield name, array.nbytes
