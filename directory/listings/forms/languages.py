"""Languages by their names, in the reader's own words."""

from functools import lru_cache

from directory.catalog.seed_values import language_name
from directory.languages.folding import fold
from directory.languages.localizer import Localizer


@lru_cache(maxsize=32)
def languages_by_name(write: Localizer) -> dict[str, str]:
    """Tags by folded names: the reader's, the English and the language's own."""
    tags = [str(tag).replace("_", "-") for tag in write.locale.languages]
    plain = [tag for tag in tags if tag not in _NO_LANGUAGE]
    named: dict[str, str] = {}
    for tag in plain:
        for name in (write.language_name(tag), language_name(tag)):
            if name:
                named.setdefault(fold(name), tag)
    return named


# CLDR's names for what is no language.
_NO_LANGUAGE = frozenset({"root", "und", "mul", "zxx", "mis"})


def read_language(text: str, write: Localizer) -> str | None:
    """The tag for a name, or for a tag; None where nobody knows it."""
    found = languages_by_name(write).get(fold(text))
    if found is None and len(text) <= 12 and language_name(text):
        return text
    return found


def language_names(write: Localizer) -> list[str]:
    """To choose from, in the reader's order."""
    tags = {tag for tag in languages_by_name(write).values() if "-" not in tag}
    return sorted((write.language_name(tag) for tag in tags), key=fold)
