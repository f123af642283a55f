from pathlib import Path

import pytest

from directory.places.gazetteer import Gazetteer, build_gazetteer


@pytest.fixture(scope="session")
def gazetteer(tmp_path_factory: pytest.TempPathFactory) -> Gazetteer:
    path: Path = tmp_path_factory.mktemp("places") / "gazetteer.sqlite"
    build_gazetteer(path)
    return Gazetteer(path)
