"""What a form sent, by name, so that it can be read, and come back with nothing lost."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Self

LONGEST = 2_000


def by_name(pairs: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    """All that was given under each name. What is blank is not given, but its name is there."""
    values: dict[str, list[str]] = {}
    for name, value in pairs:
        given = values.setdefault(name, [])
        if text := value.strip():
            given.append(text)
    return values


@dataclass(frozen=True, slots=True)
class Typed:
    """values: by name, in the order in which they came. It has no empty texts."""

    values: Mapping[str, tuple[str, ...]]

    @classmethod
    def of(cls, pairs: Iterable[tuple[str, object]], longest: int = LONGEST) -> Self:
        values: dict[str, tuple[str, ...]] = {}
        for name, value in pairs:
            if text := str(value).strip()[:longest]:
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

    def changed(self, **values: str) -> Self:
        return type(self)({**self.values, **{name: (value,) for name, value in values.items()}})
