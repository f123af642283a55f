"""What the services of the made world are called, told about, and answered with."""

import json
from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from directory.bench.drawing import Draw
from directory.bench.speech import LANGUAGES, names_in, rare_words, told_in, voice_of
from directory.bench.towns import load_towns
from directory.languages.folding import fold
from directory.search.facts import Listed, Owned
from directory.search.texts import Texts, pack, starts_of

ANSWER_BYTES = 400  # of one service in the API; twenty of them are a body of 8 kB
_ID_DIGITS = 8
_SERVICES_EACH = 3  # of an organization
_TOLD = 6  # words of a description, beside those of the name and the town
_NAMED = 4  # folded words that a name and a town may have, each two

Ints = npt.NDArray[np.int64]


def tell(draw: Draw, tongues: Sequence[str], country_of: Ints, town_of: Ints) -> dict[str, Any]:
    """The columns of Facts that are text. `tongues` are the languages of the countries."""
    voices = np.array([LANGUAGES.index(voice_of(tongue)) for tongue in tongues])[country_of]
    names = [name for language in LANGUAGES for name in names_in(language)]
    name_of = _drawn(draw, voices, [len(names_in(language)) for language in LANGUAGES])
    words, starts = _words(draw, voices, names, name_of, town_of)
    ids = _ids(draw.count)
    return {
        "ids": ids,
        "names": _picked(pack(name.encode() for name in names), name_of),
        "answers": _answers(ids),
        "listings": Texts(np.empty(0, np.uint8), np.zeros(len(ids) + 1, np.uint32)),
        "services": Owned(ids, np.arange(len(ids))),
        "organizations": Owned(
            _ids(-(-len(ids) // _SERVICES_EACH)), np.arange(len(ids)) // _SERVICES_EACH
        ),
        "words": words,
        "word_starts": starts,
    }


def _picked(texts: Texts, numbers: Ints) -> Texts:
    blob = np.frombuffer(b"".join(texts.in_order(numbers)), np.uint8)
    return Texts(blob, starts_of(np.diff(texts.starts)[numbers]))


def _drawn(draw: Draw, voices: Ints, counts: Sequence[int], *, common: bool = False) -> Ints:
    """Of lists laid end to end one member for each row, from the list of its voice."""
    chances = draw.chances()
    firsts = np.cumsum([0, *counts[:-1]])
    within = chances**3 if common else chances  # by a power, the first members come most
    drawn: Ints = firsts[voices] + (within * np.array(counts)[voices]).astype(np.int64)
    return drawn


def _words(
    draw: Draw, voices: Ints, names: Sequence[str], name_of: Ints, town_of: Ints
) -> tuple[Listed[str], npt.NDArray[np.uint64]]:
    told = [word for language in LANGUAGES for word in told_in(language)]
    towns = load_towns().names
    parts = [fold(text).split()[:2] for text in (*names, *towns)]
    values = sorted({*told, *rare_words(), *(word for words in parts for word in words)})
    number_of = {word: number for number, word in enumerate(values)}
    pairs = np.array(
        [[number_of[words[0]], number_of[words[-1]]] if words else [0, 0] for words in parts],
        np.int32,
    )
    told_numbers = np.array([number_of[word] for word in told], np.int32)
    rare_numbers = np.array([number_of[word] for word in rare_words()], np.int32)
    counts = [len(told_in(language)) for language in LANGUAGES]
    rows = np.empty((draw.count, _NAMED + _TOLD), np.int32)
    rows[:, :2], rows[:, 2:4] = pairs[name_of], pairs[len(names) + town_of]
    for column in range(_NAMED, _NAMED + _TOLD - 1):
        rows[:, column] = told_numbers[_drawn(draw, voices, counts, common=True)]
    rows[:, -1] = rare_numbers[draw.whole(len(rare_numbers))]
    return _once(values, rows)


def _once(values: list[str], rows: npt.NDArray[np.int32]) -> tuple[Listed[str], Any]:
    """The words of each row, each once; and where those of each row begin."""
    rows.sort(axis=1)
    is_first = np.ones(rows.shape, bool)
    is_first[:, 1:] = rows[:, 1:] != rows[:, :-1]
    numbers = rows[is_first]
    is_used = np.zeros(len(values), bool)
    is_used[numbers] = True
    used = [word for word, is_in in zip(values, is_used.tolist(), strict=True) if is_in]
    return Listed(used, (np.cumsum(is_used) - 1)[numbers]), starts_of(is_first.sum(axis=1))


def _digits(count: int) -> npt.NDArray[np.uint8]:
    """(count, 8): the numbers from 0 on in ASCII."""
    powers = 10 ** np.arange(_ID_DIGITS - 1, -1, -1)
    return (np.arange(count)[:, None] // powers % 10 + ord("0")).astype(np.uint8)


def _ids(count: int) -> Texts:
    lengths = np.full(count, _ID_DIGITS, np.int64)
    return Texts(_digits(count).reshape(-1), starts_of(lengths))


def _answers(ids: Texts) -> Texts:
    """JSON of always the same length, with the row's own id in it."""
    count = len(ids)
    item = {"id": "0" * _ID_DIGITS, "name": "Service", "status": "active", "description": ""}
    item["description"] = "x" * (ANSWER_BYTES - len(json.dumps(item)))
    whole = json.dumps(item).encode()
    blob = np.tile(np.frombuffer(whole, np.uint8), (count, 1))
    start = whole.index(b"0" * _ID_DIGITS)
    blob[:, start : start + _ID_DIGITS] = ids.blob.reshape(count, _ID_DIGITS)
    return Texts(blob.reshape(-1), starts_of(np.full(count, ANSWER_BYTES, np.int64)))
