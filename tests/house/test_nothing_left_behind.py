"""No note for later, and nothing of the machine that a file was written on."""

import re

from tests.house.sources import PYTHON, TEMPLATES, lines_of

# Spelt with brackets, so that this file does not find itself.
UNFINISHED = re.compile(r"\b(T[O]DO|F[I]XME|X[X]X)\b")
MACHINE_PATH = re.compile(r"(?<![\w./])/(root|home|Users|work|tmp|mnt|srv)/")


def test_nothing_is_left_for_later() -> None:
    assert [place for place, line in lines_of(PYTHON + TEMPLATES) if UNFINISHED.search(line)] == []


def test_no_file_knows_the_machine_that_it_was_written_on() -> None:
    places = lines_of(PYTHON + TEMPLATES)

    assert [place for place, line in places if MACHINE_PATH.search(line)] == []
