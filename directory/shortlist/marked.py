"""The services that a caseworker has marked: they travel in the forms, and are kept nowhere."""

from collections.abc import Iterable
from dataclasses import dataclass

MOST = 4  # more columns than that nobody reads side by side


@dataclass(frozen=True, slots=True)
class Marked:
    """The ids of listings, each once, in the order in which they came."""

    ids: tuple[str, ...] = ()

    @property
    def too_many(self) -> int:
        """How many have to go before they can be compared."""
        return max(0, len(self.ids) - MOST)


def read_marked(sent: Iterable[str], without: str = "") -> Marked:
    """without: the one that is taken away. Whether they are listed is not asked here."""
    return Marked(tuple(dict.fromkeys(each for each in sent if each and each != without)))
