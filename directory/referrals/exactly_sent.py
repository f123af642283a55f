"""Exactly what will be sent, line by line, in the language of the family: to read before the yes.

Nothing is summed up and nothing left out: every field of a payload has its line (promise 5).
"""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from directory.languages.localizer import Localizer
from directory.referrals import words
from directory.referrals.coded import Weekday
from directory.referrals.minimal import Field, Payload, fields_of
from directory.referrals.safe_contact import SafeContact


@dataclass(frozen=True, slots=True)
class Line:
    """One field: what it is called, and what is said of it."""

    field: Field
    label: str
    sentences: tuple[str, ...]


def lines_of(
    payload: Payload, write: Localizer, needs: Mapping[str, str], areas: Mapping[str, str]
) -> tuple[Line, ...]:
    """In the order of the closed list. needs, areas: names by code, in the language of `write`."""
    names = {Field.NEED: needs, Field.AREA: areas}
    return tuple(
        Line(
            field,
            label_of(field, write),
            tuple(_say(field, getattr(payload, field.value), write, names.get(field, {}))),
        )
        for field in Field
        if field in fields_of(payload.fields)
    )


def label_of(field: Field, write: Localizer) -> str:
    """Its name, to stand by itself: "How soon"."""
    label = write.gettext(words.FIELDS[field])
    return label[:1].upper() + label[1:]


def labels_of(scope: int, write: Localizer) -> tuple[str, ...]:
    """The names of all fields of a mask, to stand in the wording of a consent."""
    return tuple(write.gettext(words.FIELDS[each]) for each in Field if each in fields_of(scope))


def _say(field: Field, value: Any, write: Localizer, names: Mapping[str, str]) -> Iterator[str]:
    values = value if isinstance(value, tuple) else (value,)
    if field in words.CODES:
        yield from (write.gettext(words.CODES[field][each]) for each in values)
    elif field is Field.INTERPRETER:
        yield write.gettext(words.INTERPRETER[value])
    elif field is Field.LANGUAGE:
        yield write.language_name(value)
    elif field is Field.SAFE_CONTACT:
        yield from _say_contact(value, write)
    elif field is Field.NOTE:
        yield value
    else:
        yield from (names[each] for each in values)


def _say_contact(contact: SafeContact, write: Localizer) -> Iterator[str]:
    say = write.gettext
    # A number is read from left to right in every script.
    address = f"\N{LEFT-TO-RIGHT ISOLATE}{contact.address}\N{POP DIRECTIONAL ISOLATE}"
    yield say(words.CHANNELS[contact.channel]) % {"address": address}
    yield say(words.MAY_ANSWER[contact.who_may_answer])
    yield say(words.VOICEMAIL[contact.voicemail])
    yield say(words.TEXT[contact.text])
    yield say(words.CALLER_ID_HIDDEN[contact.caller_id_hidden])
    days = [write.weekday(list(Weekday).index(day)) for day in contact.weekdays]
    yield say(words.WHEN) % {
        "days": write.list(days),
        "start": _time(contact.start, write),
        "end": _time(contact.end, write),
        "city": write.city_of_zone(contact.time_zone),
    }
    if contact.code_word:
        yield say(words.CODE_WORD) % {"word": contact.code_word}


def _time(text: str, write: Localizer) -> str:
    return write.time(dt.time.fromisoformat(text))
