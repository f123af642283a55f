"""Filling the catalog from data/."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from directory.settings import ROOT


@dataclass(frozen=True, slots=True)
class SeedReport:
    """How many records were added, found as they were, and changed."""

    loaded: int
    unchanged: int
    changed: int


async def seed_catalog(
    folder: Path = ROOT / "data", progress: Callable[[int, int], object] | None = None
) -> SeedReport:
    """Load `data/needs` and `data/services`. Raises BrokenData, and then has written nothing."""
    raise NotImplementedError
