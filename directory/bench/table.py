"""The figures as a table that people read, and as JSON that programs do."""

import json
from collections.abc import Iterator, Sequence

from directory.bench.engines import Size, Timed
from directory.bench.figures import Figure
from directory.bench.run import Report

_SHOWN_COLUMNS = 12


def as_json(figures: Sequence[Figure]) -> str:
    return json.dumps(
        {"figures": [figure.as_json() for figure in figures]}, ensure_ascii=False, indent=1
    )


def as_table(report: Report) -> str:
    """Markdown: the goals, the engines side by side, the bytes of a row, and what was left out."""
    sizes = report.sizes
    parts = [_goals(report.figures), *map(_engines, sizes), *map(_columns, sizes[-1:])]
    told = [f"- {note}" for note in dict.fromkeys(report.notes)]
    return "\n\n".join(["\n".join(part) for part in (*parts, told)])


def _goals(figures: Sequence[Figure]) -> Iterator[str]:
    yield "| figure | value | goal | holds |"
    yield "|---|---|---|---|"
    for figure in figures:
        if figure.value is None:
            yield f"| {figure.name} | not measured | {figure.goal} | |"
        else:
            holds = "yes" if figure.holds else "no"
            yield f"| {figure.name} | {figure.value:.3g} | {figure.goal} | {holds} |"


def _engines(size: Size) -> Iterator[str]:
    yield f"| {size.rows:,} rows, time ÷ ours | way | median | 99th percentile | right answers |"
    yield "|---|---|---|---|---|"
    for timed in size.timed:
        mine = size.get("Handrail", timed.way) or timed
        median = timed.median_us / mine.median_us
        slowest = timed.slowest_us / mine.slowest_us
        yield f"| {timed.engine} | {timed.way} | {median:.2f} | {slowest:.2f} | {_right(timed)} |"


def _right(timed: Timed) -> str:
    said = f"{timed.close} of {timed.checked}"
    return said if timed.same == timed.close else f"{said}, {timed.same} exactly"


def _columns(size: Size) -> Iterator[str]:
    """The arrays that take most of a row, biggest first."""
    yield f"| column, {size.rows:,} rows | bytes a row |"
    yield "|---|---|"
    ordered = sorted(size.bytes_by_column.items(), key=lambda pair: -pair[1])
    for name, count in ordered[:_SHOWN_COLUMNS]:
        yield f"| {name} | {count / size.rows:.2f} |"
    rest = sum(count for _, count in ordered[_SHOWN_COLUMNS:])
    yield f"| all others | {rest / size.rows:.2f} |"
