"""Python files are small, say what they are, and take no back ways."""

import ast
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from tests.house.sources import PROGRAM, WRITTEN, Function, functions_of, lines_of, name_of

LONGEST_FILE = 300
LONGEST_FUNCTION = 40
# A folder of this name tells nobody what is in it; and a Service is a record here.
EMPTY_NAMES = {"utils", "util", "helpers", "common", "core", "misc", "services", "manager"}
PACKAGES = sorted(PROGRAM.rglob("__init__.py"))
TESTS = [path for path in WRITTEN if name_of(path).startswith("tests/")]
SENTENCE = re.compile(r'"""\w.*\."""')
TOO_SHORT = re.compile(r"test_[^_]*(_[^_]*)?")
EXCEPTION = re.compile(r"# (?:noqa|type: ignore)\b(.*)")
REASONED = re.compile(r"(: [A-Z]+\d+(, [A-Z]+\d+)*|\[[\w, -]+\])\W+\w+ \w+.*")
# Written apart, so that this file does not break its own rules.
LEFT_OUT = re.compile(r"\bmark\.(skip|skipif|" + r"xfail)\b|\bimport" + r"orskip\(")


def functions(paths: Iterable[Path] = WRITTEN) -> Iterator[tuple[str, Function]]:
    for path in paths:
        for function in functions_of(path):
            yield f"{name_of(path)}:{function.lineno}", function


def listed(places: Iterable[str]) -> str:
    """One place a line, so that a broken rule shows all of them at once."""
    return "\n".join(places)


def test_no_file_is_too_long_to_read_at_once() -> None:
    lengths = {name_of(path): len(path.read_text("utf-8").splitlines()) for path in WRITTEN}

    assert listed(name for name, length in lengths.items() if length > LONGEST_FILE) == ""


def test_no_function_is_longer_than_a_screen() -> None:
    long = [
        place
        for place, function in functions()
        if (function.end_lineno or 0) - function.lineno >= LONGEST_FUNCTION
    ]

    assert listed(long) == ""


def test_every_package_begins_with_one_sentence() -> None:
    opening = {name_of(path): path.read_text("utf-8").split("\n")[0] for path in PACKAGES}

    assert listed(name for name, line in opening.items() if not SENTENCE.fullmatch(line)) == ""


def test_every_name_says_something() -> None:
    names = {part for path in WRITTEN for part in Path(name_of(path)).with_suffix("").parts}

    assert names & EMPTY_NAMES == set()


def test_nothing_is_imported_inside_a_function() -> None:
    hidden = [
        place
        for place, function in functions()
        if any(isinstance(node, ast.Import | ast.ImportFrom) for node in ast.walk(function))
    ]

    assert listed(hidden) == ""


def test_every_exception_to_a_rule_carries_its_reason() -> None:
    found = [(place, EXCEPTION.search(line)) for place, line in lines_of(WRITTEN)]

    assert listed(place for place, it in found if it and not REASONED.fullmatch(it[1])) == ""


def test_only_the_settings_read_the_environment() -> None:
    readers = {
        name_of(path)
        for path in PROGRAM.rglob("*.py")
        if re.search(r"\bos\.environ\b|\bgetenv\b", path.read_text("utf-8"))
    }

    # The command line hands the environment over as a whole, and looks nothing up in it.
    assert readers <= {"directory/settings.py", "directory/cli.py"}


def test_no_part_is_mocked() -> None:
    mocks = re.compile(r"^\s*(from|import) .*\bmock\b")

    assert listed(place for place, line in lines_of(TESTS) if mocks.search(line)) == ""


def test_no_test_is_left_out_where_all_must_run() -> None:
    """On a machine without PostgreSQL or Chromium tests may be left out, but not with CI=true."""
    marked = [place for place, line in lines_of(TESTS) if LEFT_OUT.search(line)]
    skips = [
        (place, ast.unparse(function))
        for place, function in functions(TESTS)
        for node in ast.walk(function)
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "pytest.skip"
    ]

    assert listed(marked) == ""
    assert listed(place for place, code in skips if "os.environ.get('CI')" not in code) == ""


def test_the_name_of_a_test_is_a_sentence() -> None:
    names = {place: function.name for place, function in functions(TESTS)}

    assert listed(place for place, name in names.items() if TOO_SHORT.fullmatch(name)) == ""
