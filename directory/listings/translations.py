"""Texts of a listing that readers do not get in their language, or only by a machine."""

from collections.abc import Iterator, Sequence

from directory.catalog.listing import Listing, Text
from directory.listings.findings import About, Check, Finding, Problem

# What a listing says in sentences. Names stay as they are where nobody has translated them.
_SENTENCES = ("description", "audience", "cost_text", "hours_text")
_FIELDS = ("name", *_SENTENCES)


def check_translations(
    about: About, listing: Listing, languages: Sequence[str]
) -> Iterator[Finding]:
    """languages: of the pages, BCP 47. value: the language that something is wrong in."""
    for field in _FIELDS:
        text: Text | None = getattr(listing, field)
        for language in languages if text else ():
            problem = _problem(field, text, language) if text else None
            if problem:
                yield Finding(Check.TRANSLATIONS, about, field, language, problem)


def _problem(field: str, text: Text, language: str) -> Problem | None:
    if text.language == language:
        return None
    made = next((made for made in text.translations if made.language == language), None)
    if made is None:
        return Problem.TRANSLATION_MISSING if field in _SENTENCES else None
    if made.is_stale:
        return Problem.TRANSLATION_STALE
    return Problem.TRANSLATION_MACHINE if made.origin == "machine" else None
