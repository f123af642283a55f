"""The figures that the program is held to, and their goals."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

MILLION = 1_000_000
# name: what is measured; the goal as people read it. The first word of a goal says which way.
GOALS: Mapping[str, tuple[str, str]] = {
    "api": (
        "API search at 1M services ÷ bare Starlette endpoint of the same size, requests per second",
        "≥ 0.50",
    ),
    "page": ("result page (HTML, 20 cards, compressed) ÷ the same bare endpoint", "≥ 0.15"),
    "median": ("engine median, PostGIS ÷ ours, same queries, same run", "≥ 25"),
    "slowest": ("engine 99th percentile, PostGIS ÷ ours, same queries, same run", "≥ 60"),
    "growth": ("engine 99th percentile, 1M ÷ 10k", "≤ 3"),
    "huge": ("10M rows: engine 99th percentile", "≤ 1 ms"),
    "memory": ("10M rows: index memory, shared by all workers", "≤ 1.5 GiB"),
    "build": ("index build from arrays, 1M", "≤ 3 s"),
    "start": ("a start with a ready file", "≤ 0.5 s"),
    "change": ("a change seen by every worker", "≤ 1 s"),
    "wire": ("first page over a 400 kbit/s, 400 ms line: on the wire", "≤ 30 kB"),
    "trips": ("first page over a 400 kbit/s, 400 ms line: round trips after connect", "≤ 2"),
    "scripts": ("first page: scripts without which it does not work", "≤ 0"),
    "sealing": (
        "sealing and sending a referral ÷ the same without sealing, requests per second",
        "≥ 0.1",
    ),
    "sealing median": ("the same, median time ÷ median time", "≤ 10"),
    "sending": ("sealing and sending a referral, median", "≤ 1000 ms"),
}


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the table. What was not measured in this run has no value, and does not hold."""

    name: str
    value: float | None
    goal: str

    @property
    def holds(self) -> bool:
        if self.value is None:
            return False
        way, bound, *_ = self.goal.split()
        return self.value >= float(bound) if way == "≥" else self.value <= float(bound)

    def as_json(self) -> dict[str, Any]:
        value = None if self.value is None else float(f"{self.value:.4g}")
        return {"name": self.name, "value": value, "goal": self.goal, "holds": self.holds}


def figures_of(measured: Mapping[str, float]) -> list[Figure]:
    """All figures in their order. `measured` has values by the keys of GOALS."""
    return [Figure(name, measured.get(key), goal) for key, (name, goal) in GOALS.items()]
