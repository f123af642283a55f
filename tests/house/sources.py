"""The files that the house rules are about."""

import ast
from collections.abc import Iterator
from pathlib import Path

from directory.settings import ROOT

PROGRAM = ROOT / "directory"
TEMPLATES = sorted((PROGRAM / "templates").rglob("*.html"))
STATIC = sorted(path for path in (ROOT / "static").rglob("*") if path.is_file())
FOLDERS = ("directory", "tests", "data", "locales")
PYTHON = sorted(path for folder in FOLDERS for path in (ROOT / folder).rglob("*.py"))
# Tortoise writes its migrations; each is read by people, and none is written by them.
WRITTEN = [path for path in PYTHON if path.parent != PROGRAM / "migrations"]

Function = ast.FunctionDef | ast.AsyncFunctionDef


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def lines_of(paths: list[Path]) -> Iterator[tuple[str, str]]:
    """Every line with its place, as f"{file}:{number}"."""
    for path in paths:
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
            yield f"{name_of(path)}:{number}", line


def functions_of(path: Path) -> Iterator[Function]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, Function):
            yield node
