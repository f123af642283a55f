"""Each filter says how many listings would remain if it were switched on."""

from datetime import UTC, datetime

from hypothesis import given, settings
from msgspec.structs import replace

from directory.search.engine import find_rows
from directory.search.facets import FacetsAsked
from directory.search.query import Query
from directory.search.rows import Row
from tests.search import made

NOW = datetime(2026, 11, 24, 12, 30, tzinfo=UTC)
ANSWERS = {"100": frozenset({"110", "120"}), "110": frozenset({"110"}), "999": frozenset[str]()}
ASKED = FacetsAsked(ANSWERS, NOW)


@settings(max_examples=300)
@given(made.searches())
def test_a_count_is_the_total_of_the_search_with_that_filter(
    search: tuple[list[Row], Query],
) -> None:
    rows, query = search
    facets = find_rows(rows, query, ASKED).facets

    def total(**changes: object) -> int:
        return find_rows(rows, replace(query, **changes)).total

    assert facets.free == total(free=True)
    assert facets.remote == total(remote=True)
    assert facets.accessible == total(accessible=True)
    assert facets.accepting == total(accepting=True)
    assert facets.open_now == total(open_at=query.open_at or NOW)
    assert facets.needs["100"] == total(needs=query.needs | ANSWERS["100"])
    assert facets.needs["110"] == total(needs=query.needs | ANSWERS["110"])
    for language in {"en", "es", "zh", "pt", *facets.languages}:
        assert facets.languages.get(language, 0) == total(language=language)


def test_a_need_that_nobody_answers_is_counted_as_none() -> None:
    facets = find_rows([made.row()], Query(), ASKED).facets

    assert facets.needs == {"100": 1, "110": 1, "999": 0}


def test_only_languages_that_leave_something_are_offered() -> None:
    rows = [
        made.row("1", languages=frozenset({"zh-Hant", "en"})),
        made.row("2", languages=frozenset({"zh"})),
        made.row("3", languages=frozenset({"fr"}), serves=frozenset({"FR"})),
    ]

    facets = find_rows(rows, Query(country="ES")).facets
    assert facets.languages == {"en": 1, "zh": 2, "zh-Hant": 2}


def test_without_a_moment_nothing_is_said_of_open_now() -> None:
    assert find_rows([made.row()], Query()).facets.open_now is None
