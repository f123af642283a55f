"""What is printed has the names and the goals that the program is held to."""

import json

import pytest

from directory.bench.engines import Effort
from directory.bench.figures import GOALS, Figure, figures_of
from directory.bench.run import Report, run_bench
from directory.bench.table import as_json, as_table

QUICK = Effort(searches=20, checked=5)


@pytest.fixture(scope="module")
def report() -> Report:
    return run_bench([1000], lambda _: None, effort=QUICK, serve=False)


def test_the_json_has_every_figure_with_its_goal(report: Report) -> None:
    printed = json.loads(as_json(report.figures))

    assert list(printed) == ["figures"]
    assert all(list(each) == ["name", "value", "goal", "holds"] for each in printed["figures"])
    assert [(each["name"], each["goal"]) for each in printed["figures"]] == list(GOALS.values())


def test_the_table_has_each_engine_and_each_goal(report: Report) -> None:
    table = as_table(report)

    for name, goal in GOALS.values():
        assert f"| {name} |" in table
        assert f"| {goal} |" in table
    assert "| SQLite | near |" in table
    assert "bytes a row" in table


@pytest.mark.parametrize(
    ("value", "goal", "holds"),
    [(0.5, "≥ 0.50", True), (0.49, "≥ 0.50", False), (3.0, "≤ 3", True), (1.1, "≤ 1 ms", False)],
)
def test_a_figure_holds_up_to_its_goal(value: float, goal: str, holds: bool) -> None:
    assert Figure("any", value, goal).holds is holds


def test_what_was_not_measured_does_not_hold() -> None:
    assert not any(figure.holds for figure in figures_of({}))
    assert {figure.as_json()["value"] for figure in figures_of({})} == {None}
