"""Rows lie in the order of a value, then of their names, then of their ids."""

from random import Random

import numpy as np
import pytest

from directory.search.texts import are_different, order_of, pack


def texts_of(random: Random, count: int, longest: int) -> list[bytes]:
    """Of few letters, zero among them, so that many are the same or begin alike."""
    return [bytes(random.choices(b"\0ab\xff", k=random.randint(0, longest))) for _ in range(count)]


@pytest.mark.parametrize("count", [0, 1, 2, 3, 17, 2000])
@pytest.mark.parametrize("longest", [0, 2, 12])
@pytest.mark.parametrize("most", [0, 3, 2**40])
def test_it_is_that_of_python(count: int, longest: int, most: int) -> None:
    random = Random(count)  # noqa: S311  an order is no secret
    names, ids = texts_of(random, count, longest), texts_of(random, count, longest)
    values = [random.choice((0, most)) for _ in range(count)]

    order = order_of(np.array(values, np.int64), pack(names), pack(ids)).tolist()

    def key(number: int) -> tuple[int, bytes, bytes]:
        return values[number], names[number], ids[number]

    assert sorted(order) == list(range(count))
    assert list(map(key, order)) == sorted(map(key, range(count)))


def test_two_that_are_the_same_are_seen_wherever_they_stand() -> None:
    ids = [b"b", b"a", b"a\0", b"ab", b""]
    for twin in (None, *ids):
        texts = pack([*ids, *([] if twin is None else [twin])])
        order = order_of(np.zeros(len(texts), np.int64), texts, texts)
        assert are_different(order, texts) == (twin is None)
