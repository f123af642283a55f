"""What is written about the program is true of it."""

import re
import tomllib
from pathlib import Path

from directory import __version__
from directory.settings import ROOT, SETTINGS

LOCK = (ROOT / "requirements.lock").read_text("utf-8")
PYPROJECT = (ROOT / "pyproject.toml").read_text("utf-8")


def test_the_readme_lists_every_setting() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    table = re.findall(r"^\| `HANDRAIL_(\w+)` \| (.+) \| (.+) \|$", readme, re.MULTILINE)

    assert table == [(setting.name, setting.default, setting.meaning) for setting in SETTINGS]


def test_the_readme_has_the_sentence_of_every_package() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")

    for door in (ROOT / "directory").glob("*/__init__.py"):
        sentence = door.read_text("utf-8").partition("\n")[0].strip('"')
        assert f"| `directory/{door.parent.name}/` | {sentence} |" in readme


def test_the_map_in_the_readme_is_what_the_packages_say() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    said = dict(re.findall(r"^\| `directory/(\w+)/` \| (.+) \|$", readme, re.MULTILINE))
    packages = (ROOT / "directory").glob("*/__init__.py")

    assert said == {path.parent.name: _opening(path) for path in packages}


def test_the_changelog_begins_with_this_version() -> None:
    changelog = (ROOT / "CHANGELOG.md").read_text("utf-8")

    assert re.findall(r"^## (\d+\.\d+\.\d+)", changelog, re.MULTILINE)[0] == __version__


def test_the_lock_names_no_place_to_download_from() -> None:
    assert "://" not in LOCK
    assert "--index" not in LOCK


def test_everything_locked_has_one_version_and_its_hashes() -> None:
    for requirement in re.split(r"\n(?=[^\s#])", LOCK.split("\n", 1)[1]):
        assert re.match(r"[a-z0-9._-]+==\S+( ; .+)? \\\n +--hash=sha256:", requirement)


def test_every_dependency_is_locked_in_its_part() -> None:
    to_run, for_tests = LOCK.split("# For the tests:\n")
    project = tomllib.loads(PYPROJECT)
    needed = project["project"]["dependencies"] + project["build-system"]["requires"]

    assert _names(needed) <= _locked(to_run)
    assert _names(project["project"]["optional-dependencies"]["test"]) <= _locked(for_tests)


def test_every_dependency_has_its_reason() -> None:
    lists = re.findall(
        r"^(?:dependencies|test) = \[\n(.+?)^\]", PYPROJECT, re.MULTILINE | re.DOTALL
    )
    lines = [line for text in lists for line in text.splitlines()]

    assert len(lists) == 2
    assert [line for line in lines if not re.search(r'", +# \w+', line)] == []


def _opening(path: Path) -> str:
    return path.read_text("utf-8").split("\n")[0].strip('"')


def _names(requirements: list[str]) -> set[str]:
    return {re.split(r"[>=;\s]", requirement)[0] for requirement in requirements}


def _locked(part: str) -> set[str]:
    return set(re.findall(r"^([a-z0-9._-]+)==", part, re.MULTILINE))
