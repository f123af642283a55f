"""What a form sent, by name, so that it can be read, and come back with nothing lost."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from directory.privacy.sealing import Random
from directory.referrals.actions.by import Once

_REQUEST = re.compile(r"[0-9a-f]{32}")
LONGEST = 2_000


@dataclass(frozen=True, slots=True)
class Typed:
    """values: by name, in the order in which they came. It has no empty texts."""

    values: Mapping[str, tuple[str, ...]]

    @classmethod
    def of(cls, pairs: Iterable[tuple[str, object]]) -> "Typed":
        values: dict[str, tuple[str, ...]] = {}
        for name, value in pairs:
            if text := str(value).strip()[:LONGEST]:
                values[name] = (*values.get(name, ()), text)
        return cls(values)

    def one(self, name: str, otherwise: str = "") -> str:
        return self.values.get(name, (otherwise,))[0]

    def many(self, name: str) -> tuple[str, ...]:
        return self.values.get(name, ())

    def has(self, name: str, value: str = "yes") -> bool:
        """Whether a box is ticked, or a button chosen."""
        return value in self.many(name)

    def pairs(self) -> list[tuple[str, str]]:
        """To be sent along on another page."""
        return [(name, value) for name, values in self.values.items() for value in values]

    def changed(self, **values: str) -> "Typed":
        return Typed({**self.values, **{name: (value,) for name, value in values.items()}})

    @property
    def request_id(self) -> str | None:
        found = self.one("request_id")
        return found if _REQUEST.fullmatch(found) else None

    def once(self, random: Random) -> Once:
        """A page without an id of its own is taken as it comes: nothing tells it from another."""
        version = self.one("version")
        return Once(
            self.request_id or random(16).hex(),
            int(version) if version.isdecimal() and len(version) < 10 else None,
        )
