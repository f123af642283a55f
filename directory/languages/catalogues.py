"""The translations of our sentences, read from the catalogues that translators edit."""

from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from directory.settings import ROOT

LOCALES = ROOT / "locales"


def N_(sentence: str) -> str:  # noqa: N802 -- the name that every extractor of messages knows
    """Mark a sentence for translation that is looked up later, when the reader is known."""
    return sentence


def read_catalogue(language: str, folder: Path = LOCALES) -> NullTranslations:
    """The sentences of one language. English is the source, so it has and needs no file.

    A language without pages of its own may still have what a family reads of its referral.
    """
    pages = _read_file(folder / language / "LC_MESSAGES" / "handrail.po", language)
    pages.add_fallback(_read_file(folder / "family" / f"{language}.po", language))
    return pages


def _read_file(path: Path, language: str) -> NullTranslations:
    """The text form is read (about 40 ms for 1,500 sentences, once for each language and process),
    so there is no compiled copy that could lag behind. Fuzzy entries stay in English. A file that
    cannot be read raises `babel.messages.pofile.PoFileError`, which names the line.
    """
    if not path.is_file():
        return NullTranslations()
    compiled = BytesIO()
    with path.open("rb") as file:
        catalogue = read_po(file, locale=language.replace("-", "_"), abort_invalid=True)
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return GNUTranslations(compiled)
