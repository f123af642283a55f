"""Databases without a table in them."""

import asyncio
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from tests.postgres import administer

_numbers = count(1)


@pytest.fixture(params=("sqlite", "postgres"))
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def blank_url(kind: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    yield from _blank(kind, request, tmp_path)


@pytest.fixture
def other_url(kind: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    yield from _blank(kind, request, tmp_path)


def _blank(kind: str, request: pytest.FixtureRequest, folder: Path) -> Iterator[str]:
    name = f"blank_{next(_numbers)}"
    if kind == "sqlite":
        yield f"sqlite://{folder / name}.sqlite3"
        return
    server = request.getfixturevalue("postgres")
    asyncio.run(administer(server, f"CREATE DATABASE {name}"))
    yield server.format(name=name)
    asyncio.run(administer(server, f"DROP DATABASE {name} WITH (FORCE)"))
