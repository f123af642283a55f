"""One small made world for all tests of the benchmark."""

import pytest

from directory.bench.world import World, make_world


@pytest.fixture(scope="session")
def world() -> World:
    return make_world(2000)
