"""No page says what hurts or blames the person who reads it.

The words are those that the Luxembourg guidelines advise against, in banned_words.csv beside this
file, each with what to say instead. People may type them, so the phrases of a search may hold them.
"""

import csv
from pathlib import Path

import pytest

from directory.languages.folding import fold
from directory.settings import DATA, installed_languages
from locales.collect import FAMILY, PAGES, collect_messages, read_catalogue
from tests.house.sources import TEMPLATES

WORDS = Path(__file__).with_name("banned_words.csv")


def _banned(language: str) -> list[str]:
    with WORDS.open(encoding="utf-8") as file:
        return [row["never"] for row in csv.DictReader(file) if row["language"] == language]


def _texts(language: str) -> list[str]:
    """All that a reader of the language may see and that we wrote."""
    catalogues = [read_catalogue(language, domain) for domain in (PAGES, FAMILY)]
    if language == "en":
        catalogues = [collect_messages()]
    messages = [message for catalogue in catalogues for message in catalogue]
    texts = [str(message.id if language == "en" else message.string) for message in messages]
    data = [DATA / "needs" / "words" / f"{language}.csv", *DATA.glob(f"guides/{language}/**/*.*")]
    data += DATA.glob(f"consent/{language}/*.toml")
    templates = TEMPLATES if language == "en" else []
    return texts + [path.read_text("utf-8") for path in (*data, *templates)]


@pytest.mark.parametrize("language", installed_languages())
def test_no_page_says_a_word_that_hurts(language: str) -> None:
    texts = [fold(text) for text in _texts(language)]
    banned = _banned(language)

    assert banned, f"{WORDS.name} has no words of this language yet"
    assert [word for word in banned for text in texts if fold(word) in text] == []
