"""Nobody can hold up the process with a text: four times as long takes four times as long."""

from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from directory.privacy.material.guard import find_rules
from directory.privacy.material.rules import Rule

CHARACTERS = 3_000
# A quadratic rule would take sixteen times as long for four times the text.
MOST_TIMES_LONGER = 9
# fmt: off
PIECES = (
    "a", "a ", "1", "1 ", "1-", "1, ", "12-14, ", "a.", "a . ", "(", "[dot ", "  ", "\n",
    "a-", "a_", "@a", "a@", "#", "/a", "\\a", "%2E", "&#46;", "f0 ", "0a:", "A1b", "a\u0301",
    "\u0316\u0300", "со ", "а.а", "h t ", "dot ", "point ", "twenty ", "1 may ", "+1 ",
    "://", "点", "·a", "1° ", "10:30 ", "2019-", "€1,", "snapchat a ", "telegram/", "data:",
    "www", "\\x", "ﷺ", "baf", "1 of ",
)
# fmt: on


def seconds(text: str) -> float:
    """The less of two runs, for others use this machine too."""
    took = []
    for _ in range(2):
        start = process_time()
        find_rules(text)
        took.append(process_time() - start)
    return min(took)


def assert_linear(piece: str) -> None:
    short, long = piece * (CHARACTERS // len(piece)), piece * (4 * CHARACTERS // len(piece))

    assert seconds(long) <= MOST_TIMES_LONGER * max(seconds(short), 0.002)


@pytest.mark.parametrize("piece", PIECES)
def test_repeating_what_a_rule_looks_for_gains_nothing(piece: str) -> None:
    assert_linear(piece)


@settings(max_examples=15, deadline=None)
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=4).map("".join))
def test_nor_does_any_mixture(piece: str) -> None:
    assert_linear(piece)


@given(st.text(max_size=300))
def test_no_text_before_it_hides_a_link(text: str) -> None:
    assert Rule.LINK in find_rules(f"{text} https://example.com")
