from pathlib import Path

import pytest

from directory.places.gazetteer import Gazetteer


@pytest.fixture(scope="session")
def gazetteer(data_dir: Path) -> Gazetteer:
    return Gazetteer(data_dir / "gazetteer.sqlite")
