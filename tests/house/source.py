"""The files of this repository, as the rules look at them."""

import ast
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from directory.settings import ROOT

PACKAGES = [ROOT / "directory", *sorted(p.parent for p in ROOT.glob("directory/*/__init__.py"))]
# Tortoise writes these; they are reviewed, and tested on full databases, but not laid out by hand.
_GENERATED = ROOT / "directory" / "migrations"


@cache
def python_files(folder: str = "") -> tuple[Path, ...]:
    """Every Python file that a person wrote, below a folder of the repository or all of them."""
    roots = (
        [ROOT / folder]
        if folder
        else [ROOT / name for name in ("data", "directory", "locales", "tests")]
    )
    files = (path for root in roots for path in sorted(root.rglob("*.py")))
    return tuple(path for path in files if _GENERATED not in path.parents)


def templates() -> list[Path]:
    return sorted((ROOT / "directory" / "templates").rglob("*.html"))


def static_files(suffix: str) -> list[Path]:
    return sorted((ROOT / "static").rglob(f"*{suffix}"))


def written_files() -> Iterator[Path]:
    """All text that people read as ours: code, templates, styles, scripts and papers."""
    yield from python_files()
    yield from templates()
    for suffix in (".css", ".js"):
        yield from static_files(suffix)
    yield from sorted(ROOT.glob("data/**/*.md"))
    named = ("README.md", "CHANGELOG.md", "Makefile", "pyproject.toml", ".ci/run")
    yield from (ROOT / name for name in named)


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def place_of(path: Path, line: int = 0) -> str:
    """A place as editors open it: directory/app.py:12."""
    name = path.relative_to(ROOT).as_posix()
    return f"{name}:{line}" if line else name


def listed(found: Iterable[object]) -> str:
    """One thing a line, so that a broken rule shows every place at once."""
    return "\n".join(map(str, found))
