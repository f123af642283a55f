"""What a program asks for: in the address, or in a body so that nothing stands in an address."""

import json
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from typing import Any

from starlette.requests import Request

from directory.errors import BadRequest, Fault, Unreadable
from directory.exchange.parameters import DEFAULT_PER_PAGE, MOST_PER_PAGE
from directory.web.bodies import JSON, media_type_of
from directory.web.forms import Fields, read_form, read_query

_UNREADABLE = (
    "The body is not a JSON object of names with texts, numbers, switches or lists of them."
)
_YES, _NO = {"1", "on", "true", "yes"}, {"", "0", "false", "no"}
LONGEST_VALUE = 100


async def read_fields(request: Request) -> Fields:
    """The fields of the address and of the body: a form, or a JSON object with the same names."""
    asked = read_query(request).multi_items()
    if request.method == "POST":
        media_type = media_type_of(request.headers.get("content-type", ""))
        sent = _read_json(await request.body()) if media_type == JSON else await read_form(request)
        asked += sent.multi_items()
    return Fields(asked)


def _read_json(body: bytes) -> Fields:
    try:
        # A body of brackets alone is as deep as it is long.
        sent = json.loads(body.decode("utf-8"), parse_constant=_refuse_constant)
    except (ValueError, RecursionError):
        raise BadRequest("", "", _UNREADABLE) from None
    if not isinstance(sent, dict):
        raise BadRequest("", "", _UNREADABLE)
    pairs = [(name, text) for name, value in sent.items() for text in _texts(value)]
    for text in (part for pair in pairs for part in pair):
        # Half of a pair of surrogates cannot be written in UTF-8; PostgreSQL stores no NUL.
        if "\0" in text or any("\ud800" <= letter <= "\udfff" for letter in text):
            raise BadRequest("", "", _UNREADABLE)
    return Fields(pairs)


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


@dataclass(slots=True)
class Reader:
    """Reads the API's own fields one after another, and remembers what was wrong."""

    fields: Fields
    faults: list[Fault] = field(default_factory=list)

    def only(self, known: Collection[str]) -> None:
        """A filter that we do not know must not be passed over: the answer would be another."""
        for name in dict.fromkeys(self.fields):
            if name not in known:
                self.refuse(name[:LONGEST_VALUE], "This list cannot be asked by this name.", "")

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
        if text not in _YES | _NO:
            self.refuse(name, "This is neither true nor false.", text)
        return text in _YES

    def text(self, name: str) -> str:
        values = {value.strip() for value in self.fields.getlist(name)} - {""}
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
