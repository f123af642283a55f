"""The best text of a record for a reader, and in which language it then stands."""

from collections.abc import Sequence
from dataclasses import dataclass

from directory.catalog.listing import Text
from directory.languages.direction import direction_of


@dataclass(frozen=True, slots=True)
class Shown:
    """A text as a page shows it, marked with its own language and direction.

    original: of a translation that is older than it, what stands beside it. Threat: a family goes
    by hours, costs or conditions that were true when somebody translated them.
    """

    value: str
    language: str
    direction: str
    is_machine_made: bool = False
    original: "Shown | None" = None

    def __str__(self) -> str:
        return self.value


def best(text: Text, languages: Sequence[str]) -> Shown:
    """The original when the reader reads it, else the first translation that they do.

    A stale translation is passed over while a later language of the reader has a fresh one;
    what nobody translated is shown as it was written.
    """
    wanted = [_base(language) for language in languages]
    if _base(text.language) in wanted[:1]:
        return _original(text)
    usable = [made for made in text.translations if _base(made.language) in wanted]
    if not usable:
        return _original(text)
    made = min(usable, key=lambda made: (made.is_stale, wanted.index(_base(made.language))))
    return Shown(
        made.value,
        made.language,
        direction_of(made.language),
        is_machine_made=made.origin == "machine",
        original=_original(text) if made.is_stale else None,
    )


def best_or_none(text: Text | None, languages: Sequence[str]) -> Shown | None:
    return best(text, languages) if text is not None and text.value else None


def _base(language: str) -> str:
    return language.replace("_", "-").split("-")[0].lower()


def _original(text: Text) -> Shown:
    return Shown(text.value, text.language, direction_of(text.language))
