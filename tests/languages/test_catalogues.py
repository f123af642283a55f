"""A translation counts as soon as a translator has saved it."""

from pathlib import Path

import pytest
from babel.messages.pofile import PoFileError

from directory.languages.catalogues import read_catalogue

SPANISH = r"""
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\n"

msgid "Leave this site"
msgstr "Salir de esta página"

#, fuzzy
msgid "Home"
msgstr "Casa"

msgid "%(count)s place"
msgid_plural "%(count)s places"
msgstr[0] "%(count)s lugar"
msgstr[1] "%(count)s lugares"

msgctxt "verb"
msgid "Call"
msgstr "Llamar"
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    file = tmp_path / "es" / "LC_MESSAGES" / "handrail.po"
    file.parent.mkdir(parents=True)
    file.write_text(SPANISH, encoding="utf-8")
    return tmp_path


def test_sentences_plurals_and_contexts_are_read_from_the_text_file(folder: Path) -> None:
    spanish = read_catalogue("es", folder)

    assert spanish.gettext("Leave this site") == "Salir de esta página"
    assert spanish.ngettext("%(count)s place", "%(count)s places", 2) == "%(count)s lugares"
    assert spanish.pgettext("verb", "Call") == "Llamar"


def test_what_is_missing_or_doubtful_stays_english(folder: Path) -> None:
    spanish = read_catalogue("es", folder)

    assert spanish.gettext("Home") == "Home"
    assert spanish.gettext("Map") == "Map"


def test_english_needs_no_file(folder: Path) -> None:
    assert read_catalogue("en", folder).gettext("Home") == "Home"


def test_what_a_family_reads_is_there_without_any_page(folder: Path) -> None:
    (folder / "family").mkdir()
    for language in ("es", "ti"):
        (folder / "family" / f"{language}.po").write_text(SPANISH.replace("Home", "Map"), "utf-8")

    assert read_catalogue("ti", folder).gettext("Leave this site") == "Salir de esta página"
    assert read_catalogue("es", folder).pgettext("verb", "Call") == "Llamar"


def test_a_broken_file_is_not_passed_over(folder: Path) -> None:
    (folder / "es" / "LC_MESSAGES" / "handrail.po").write_text('msgid "Home\n', encoding="utf-8")

    with pytest.raises(PoFileError):
        read_catalogue("es", folder)
