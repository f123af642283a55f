"""One run of everything: each size in its turn, then the servers."""

import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from directory.bench.engines import Effort, Size, measure_size
from directory.bench.figures import MILLION, Figure, figures_of
from directory.bench.referring import measure_referring
from directory.bench.serving import measure_serving
from directory.bench.world import make_world

DEFAULT_ROWS = (10_000, 100_000, MILLION)
_GIB = 1 << 30
# Texts that a page of results only shows, and where each begins: read from the file for those
# twenty rows, never searched.
_ONLY_SHOWN = ("answers", "names", "listings")

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Report:
    """What one run has seen."""

    figures: Sequence[Figure]
    sizes: Sequence[Size]
    notes: Sequence[str]


def run_bench(
    rows: Sequence[int], say: Say, *, effort: Effort | None = None, serve: bool = True
) -> Report:
    """Measure worlds of so many rows. `say` is told what is going on."""
    sizes, notes = [], []
    with tempfile.TemporaryDirectory(prefix="handrail-bench-") as name:
        folder = Path(name)
        for count in sorted(rows):
            say(f"{count:,} rows")
            sizes.append(measure_size(count, folder, effort or Effort()))
        measured = dict(_measured({size.rows: size for size in sizes}))
        notes += [note for size in sizes for note in size.missing]
        if serve:
            say("referrals")
            measured |= measure_referring(folder)
            say("servers")
            served = measure_serving(folder, make_world(min(max(rows), MILLION)))
            measured |= served.measured
            notes += served.notes
    return Report(figures_of(measured), sizes, notes)


def _measured(sizes: Mapping[int, Size]) -> Iterator[tuple[str, float]]:
    """Figures by their key, of engines and their files."""
    small, million, huge = (sizes.get(count) for count in (10_000, MILLION, 10 * MILLION))
    compared = max(
        (size for size in sizes.values() if size.get("PostGIS", "near")),
        key=lambda size: size.rows,
        default=None,
    )
    if compared:
        mine, other = compared.get("Handrail", "near"), compared.get("PostGIS", "near")
        if mine and other:
            yield "median", other.median_us / mine.median_us
            yield "slowest", other.slowest_us / mine.slowest_us
    if small and million:
        yield "growth", _slowest(million) / _slowest(small)
    if huge:
        yield "huge", _slowest(huge) / 1000
        yield "memory", _index_bytes(huge) / _GIB
    if million:
        yield "build", million.build_s
    if sizes:
        yield "start", sizes[max(sizes)].start_s


def _slowest(size: Size) -> float:
    near = size.get("Handrail", "near")
    return near.slowest_us if near else float("nan")


def _index_bytes(size: Size) -> int:
    return sum(
        count
        for name, count in size.bytes_by_column.items()
        if name.partition(".")[0] not in _ONLY_SHOWN
    )
