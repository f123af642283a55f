"""Every sentence that a page can show is there in every language."""

import re

import pytest
from babel.messages.catalog import Catalog, Message

from directory.settings import ROOT, installed_languages
from locales.collect import collect_messages, read_catalogue, text_of

TRANSLATIONS = [language for language in installed_languages() if language != "en"]
PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]")


@pytest.fixture(scope="module")
def sentences() -> Catalog:
    return collect_messages()


def test_the_first_languages_are_there() -> None:
    assert {"es", "fr", "ar"} <= set(TRANSLATIONS)


def test_the_template_holds_what_the_program_says(sentences: Catalog) -> None:
    written = (ROOT / "locales" / "handrail.pot").read_bytes()

    assert text_of(sentences) == written, "run `make messages`"


@pytest.mark.parametrize("language", TRANSLATIONS)
def test_a_catalogue_holds_what_the_program_says(language: str, sentences: Catalog) -> None:
    catalogue = read_catalogue(language)
    catalogue.update(sentences, no_fuzzy_matching=True)
    written = (ROOT / "locales" / language / "LC_MESSAGES" / "handrail.po").read_bytes()

    assert text_of(catalogue) == written, "run `make messages`"


@pytest.mark.parametrize("language", TRANSLATIONS)
def test_every_sentence_is_translated_and_certain(language: str) -> None:
    messages = [message for message in read_catalogue(language) if message.id]

    assert [message.id for message in messages if not all(_forms(message))] == []
    assert [message.id for message in messages if message.fuzzy] == []


@pytest.mark.parametrize("language", TRANSLATIONS)
def test_every_plural_form_of_the_language_is_written(language: str) -> None:
    catalogue = read_catalogue(language)
    plurals = [message for message in catalogue if message.pluralizable]

    assert [
        message.id for message in plurals if len(_forms(message)) != catalogue.num_plurals
    ] == []


@pytest.mark.parametrize("language", TRANSLATIONS)
def test_a_translation_names_what_the_sentence_names(language: str) -> None:
    """A plural form may leave a number out ("one place"), but no form may invent a name."""
    for message in read_catalogue(language):
        wanted = _placeholders(_sources(message))
        forms = _forms(message)
        assert _placeholders(forms) == wanted, message.id
        for form in forms if wanted else ():
            assert form % dict.fromkeys(wanted, 1), message.id


def _sources(message: Message) -> tuple[str, ...]:
    return (message.id,) if isinstance(message.id, str) else tuple(message.id)


def _forms(message: Message) -> tuple[str, ...]:
    string = message.string or ""
    return (string,) if isinstance(string, str) else tuple(string)


def _placeholders(texts: tuple[str, ...]) -> set[str]:
    return {name for text in texts for name in PLACEHOLDER.findall(text)}
