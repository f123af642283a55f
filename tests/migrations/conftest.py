"""Databases without a table in them, and one of today, of the same kind."""

import asyncio
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from tests.conftest import KINDS, copy_of
from tests.postgres import administer

_numbers = count(1)


@pytest.fixture(params=KINDS)
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def blank_url(kind: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    yield from _blank(kind, request, tmp_path)


@pytest.fixture
def other_url(kind: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    yield from _blank(kind, request, tmp_path)


@pytest.fixture
def migrated_url(kind: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """All migrations made it what it is, once for all tests."""
    yield from copy_of(request, tmp_path, "empty", kind)


def _blank(kind: str, request: pytest.FixtureRequest, folder: Path) -> Iterator[str]:
    name = f"blank_{next(_numbers)}"
    if kind == "sqlite":
        yield f"sqlite://{folder / name}.sqlite3"
        return
    server = request.getfixturevalue("postgres")
    asyncio.run(administer(server, f"CREATE DATABASE {name}"))
    yield server.format(name=name)
    asyncio.run(administer(server, f"DROP DATABASE {name} WITH (FORCE)"))
