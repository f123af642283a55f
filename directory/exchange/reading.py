"""What a program asks for: in the address, or in a body so that nothing stands in an address."""

import json
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from typing import Any

from starlette.requests import Request

from directory.errors import BadRequest, Fault, Unreadable
from directory.exchange.parameters import DEFAULT_PER_PAGE, MOST_PER_PAGE
from directory.languages.catalogues import N_
from directory.typed import by_name
from directory.web.bodies import JSON, media_type_of
from directory.web.forms import Pairs, form_pairs, query_pairs

_UNREADABLE = (
    "The body is not a JSON object of names with texts, numbers, switches or lists of them."
)
NO_OBJECT = N_("The body is not a JSON object, or a name stands in it twice.")
_YES, _NO = {"1", "on", "true", "yes"}, {"", "0", "false", "no"}
LONGEST_VALUE = 100


async def read_pairs(request: Request) -> Pairs:
    """The fields of the address and of the body: a form, or a JSON object with the same names."""
    asked = query_pairs(request)
    if request.method == "POST":
        is_json = media_type_of(request.headers.get("content-type", "")) == JSON
        asked += _read_json(await request.body()) if is_json else await form_pairs(request)
    return asked


def _read_json(body: bytes) -> Pairs:
    sent = read_object(body, _UNREADABLE)
    return [(name, text) for name, value in sent.items() for text in _texts(value)]


def read_object(body: bytes, why: str = NO_OBJECT) -> dict[str, Any]:
    """The JSON object of a body. BadRequest, which says why, for anything else."""
    try:
        # A body of brackets alone is as deep as it is long.
        sent = json.loads(
            body.decode("utf-8"), parse_constant=_refuse_constant, object_pairs_hook=_named_once
        )
    except (ValueError, RecursionError):
        raise BadRequest("", "", why) from None
    if not isinstance(sent, dict) or not all(map(_can_be_kept, _texts_in(sent))):
        raise BadRequest("", "", why)
    return sent


def _named_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Of two values of one name nobody knows which is meant."""
    if len(found := dict(pairs)) < len(pairs):
        raise ValueError("A name stands there twice.")
    return found


def _texts_in(value: Any) -> Iterator[str]:
    waiting = [value]
    while waiting:
        found = waiting.pop()
        if isinstance(found, str):
            yield found
        elif isinstance(found, dict):
            waiting += [*found, *found.values()]
        elif isinstance(found, list):
            waiting += found


def _can_be_kept(text: str) -> bool:
    """Half of a pair of surrogates cannot be written in UTF-8; PostgreSQL stores no NUL."""
    return "\0" not in text and not any("\ud800" <= letter <= "\udfff" for letter in text)


def _texts(value: Any) -> Iterator[str]:
    """A JSON value as a form would send it. null is as good as absent."""
    if isinstance(value, list):
        for part in value:
            if isinstance(part, list):
                raise BadRequest("", "", _UNREADABLE)
            yield from _texts(part)
    elif isinstance(value, bool):
        yield "1" if value else "0"
    elif isinstance(value, str | int | float):
        yield str(value)
    elif value is not None:
        raise BadRequest("", "", _UNREADABLE)


def _refuse_constant(name: str) -> None:
    raise ValueError(name)


class Reader:
    """Reads the API's own fields one after another, and remembers what was wrong."""

    def __init__(self, pairs: Pairs, known: AbstractSet[str]) -> None:
        self.faults: list[Fault] = []
        self.given = by_name(pairs)
        # A filter that we do not know must not be passed over: the answer would be another.
        if not self.given.keys() <= known:
            for name in self.given:
                if name not in known:
                    self.refuse(name[:LONGEST_VALUE], "This list cannot be asked by this name.", "")

    def has_any(self, names: AbstractSet[str]) -> bool:
        return not names.isdisjoint(self.given)

    def whole(self, name: str, unless_told: int, most: int) -> int:
        text = self.text(name)
        if not text:
            return unless_told
        if not text.isdecimal() or len(text) > 12 or not 1 <= int(text) <= most:
            self.refuse(name, f"This is not a whole number from 1 to {most}.", text)
            return unless_told
        return int(text)

    def switch(self, name: str) -> bool:
        text = self.text(name).lower()
        if text not in _YES and text not in _NO:
            self.refuse(name, "This is neither true nor false.", text)
        return text in _YES

    def text(self, name: str) -> str:
        if name not in self.given:
            return ""
        values = set(self.given[name])
        if len(values) > 1:
            self.refuse(name, "This was given more than once.", ", ".join(sorted(values)))
        return values.pop() if len(values) == 1 else ""

    def refuse(self, name: str, sentence: str, value: str) -> None:
        self.faults.append(Fault(name, value[:LONGEST_VALUE], sentence))

    def per_page(self) -> int:
        if self.text("format") not in {"", "json"}:
            self.refuse("format", "There is no format but json.", self.text("format"))
        return self.whole("per_page", DEFAULT_PER_PAGE, MOST_PER_PAGE)

    def finish(self) -> None:
        """Raise all that was wrong, together."""
        if self.faults:
            raise Unreadable(self.faults)
