"""Every sentence that a page can show is there in every language."""

import re

import pytest
from babel.messages.catalog import Catalog, Message

from directory.referrals.consent_wording import languages_of_consent
from directory.settings import ROOT, installed_languages
from locales.collect import FAMILY, PAGES, catalogue_path, collect_messages, read_catalogue, text_of

# What a family reads of its own referral is there in more languages than the pages are.
LANGUAGES = {PAGES: installed_languages(), FAMILY: languages_of_consent()}
TRANSLATIONS = [
    (domain, language)
    for domain, languages in LANGUAGES.items()
    for language in languages
    if language != "en"
]
PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]")


@pytest.fixture(scope="module")
def sentences() -> dict[str, Catalog]:
    return {domain: collect_messages({domain}) for domain in LANGUAGES}


def test_the_first_languages_are_there() -> None:
    assert {"es", "fr", "ar"} <= set(installed_languages())


def test_every_language_with_pages_can_ask_for_a_consent() -> None:
    assert set(installed_languages()) <= set(languages_of_consent())


@pytest.mark.parametrize("domain", LANGUAGES)
def test_the_template_holds_what_the_program_says(
    domain: str, sentences: dict[str, Catalog]
) -> None:
    written = (ROOT / "locales" / f"{domain}.pot").read_bytes()

    assert text_of(sentences[domain]) == written, "run `make messages`"


@pytest.mark.parametrize(("domain", "language"), TRANSLATIONS)
def test_a_catalogue_holds_what_the_program_says(
    domain: str, language: str, sentences: dict[str, Catalog]
) -> None:
    catalogue = read_catalogue(language, domain)
    catalogue.update(sentences[domain], no_fuzzy_matching=True)

    assert text_of(catalogue) == catalogue_path(domain, language).read_bytes(), (
        "run `make messages`"
    )


@pytest.mark.parametrize(("domain", "language"), TRANSLATIONS)
def test_every_sentence_is_translated_and_certain(domain: str, language: str) -> None:
    messages = [message for message in read_catalogue(language, domain) if message.id]

    assert [message.id for message in messages if not all(_forms(message))] == []
    assert [message.id for message in messages if message.fuzzy] == []


@pytest.mark.parametrize(("domain", "language"), TRANSLATIONS)
def test_every_plural_form_of_the_language_is_written(domain: str, language: str) -> None:
    catalogue = read_catalogue(language, domain)
    plurals = [message for message in catalogue if message.pluralizable]

    assert [
        message.id for message in plurals if len(_forms(message)) != catalogue.num_plurals
    ] == []


@pytest.mark.parametrize(("domain", "language"), TRANSLATIONS)
def test_a_translation_names_what_the_sentence_names(domain: str, language: str) -> None:
    """A plural form may leave a number out ("one place"), but no form may invent a name."""
    for message in read_catalogue(language, domain):
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
