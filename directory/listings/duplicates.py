"""Which services may be the same one, listed twice.

Two steps, so that a hundred thousand are compared in seconds: what shares a number, a website or a
rare word of its name is put into one small block, and only within a block one is compared with
another. What many share, such as a national number, is no sign of anything.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from urllib.parse import urlsplit

import numpy as np
from rapidfuzz import fuzz
from rapidfuzz.process import cdist

from directory.catalog.listing import Listing, Text
from directory.languages.folding import fold
from directory.places.distance import Point, distance_km

# Names less alike than this are names of two services, whatever else they share.
_NAME_FLOOR = 75
_ENOUGH = 0.8
_OTHER_ORGANIZATION = 0.6
# What more services share is theirs as a crowd: a national line, a ministry's website.
_MOST_SHARING = 4
_LARGEST_BLOCK = 60
_RARE_WORDS = 3
_PREFIX = 4  # letters of a word: its end may be an ending, or misspelt
_SAME_PLACE_KM, _NEAR_KM = 0.3, 2.0
_WEIGHTS = {
    "name": 0.40, "organization": 0.20, "phone": 0.20, "place": 0.12, "needs": 0.10,
    "website": 0.08,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Entry:
    """What of a service tells it from another. All texts are folded, in each of their languages."""

    service: str
    organization_id: str
    names: tuple[str, ...]
    organizations: tuple[str, ...]
    country: str
    regions: frozenset[str]
    towns: frozenset[str]
    points: tuple[Point, ...]
    phones: frozenset[str]
    website: str | None
    needs: frozenset[str]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two services, the smaller id first. likeness: from 0 to 1. reasons: what they share."""

    one: str
    other: str
    likeness: float
    reasons: tuple[str, ...]


def entry_of(listings: Sequence[Listing]) -> Entry:
    """One service, from the listings of all its places."""
    first = listings[0]
    dialled = {line.dial for line in first.lines if line.kind != "fax"}
    return Entry(
        service=first.service_id,
        organization_id=first.organization_id,
        names=_folded(first.name),
        organizations=_folded(first.organization),
        country=first.country,
        regions=frozenset(each.region for each in listings if each.region),
        towns=frozenset(fold(each.town) for each in listings if each.town),
        points=tuple(each.point for each in listings if each.point),
        # A short number is another one in each country.
        phones=frozenset(n if n.startswith("+") else f"{first.country} {n}" for n in dialled),
        website=_host(first.website),
        needs=frozenset(first.needs),
    )


def find_duplicates(
    entries: Sequence[Entry], progress: Callable[[int, int], object] = lambda *_: None
) -> list[Pair]:
    """The most alike first. progress(done, total) counts blocks."""
    blocks = [block for key in _KEYS for block in _blocks(entries, key(entries))]
    crowds = _crowds(entries)
    named: dict[tuple[int, int], float] = {}
    for done, block in enumerate(blocks, start=1):
        named.update(_alike_by_name(entries, block))
        progress(done, len(blocks))
    compared = (
        _compare(entries[i], entries[j], likeness / 100, crowds)
        for (i, j), likeness in named.items()
    )
    pairs = [pair for pair in compared if pair is not None]
    return sorted(pairs, key=lambda pair: (-pair.likeness, pair.one, pair.other))


def _by_phone(entries: Sequence[Entry]) -> Iterator[tuple[str, int]]:
    return ((phone, at) for at, entry in enumerate(entries) for phone in entry.phones)


def _by_website(entries: Sequence[Entry]) -> Iterator[tuple[str, int]]:
    return ((entry.website, at) for at, entry in enumerate(entries) if entry.website)


def _by_rare_words(entries: Sequence[Entry]) -> Iterator[tuple[str, int]]:
    """The rarest words of a name in its country, as far as another name has them, too."""
    words = [
        {f"{entry.country} {word}" for name in entry.names for word in _words(name)}
        for entry in entries
    ]
    counts = Counter(word for some in words for word in some)
    for at, some in enumerate(words):
        shared = (word for word in some if counts[word] > 1)
        for word in sorted(shared, key=lambda word: (counts[word], word))[:_RARE_WORDS]:
            yield word, at


_KEYS = (_by_phone, _by_website, _by_rare_words)


def _blocks(entries: Sequence[Entry], keyed: Iterable[tuple[str, int]]) -> Iterator[list[int]]:
    by_key: defaultdict[str, list[int]] = defaultdict(list)
    for key, at in keyed:
        by_key[key].append(at)
    for block in by_key.values():
        yield from _small(entries, block)


def _small(entries: Sequence[Entry], block: list[int]) -> Iterator[list[int]]:
    """The block, or where it is too large those of it in one region and town."""
    if 1 < len(block) <= _LARGEST_BLOCK:
        yield block
    elif len(block) > 1:
        by_place: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
        for at in block:
            by_place[(*sorted(entries[at].regions), "", *sorted(entries[at].towns))].append(at)
        yield from (some for some in by_place.values() if 1 < len(some) <= _LARGEST_BLOCK)


def _alike_by_name(
    entries: Sequence[Entry], block: Sequence[int]
) -> Iterator[tuple[tuple[int, int], float]]:
    """Pairs of the block, and how alike their most alike names are, up to 100."""
    owners = [at for at in block for _ in entries[at].names]
    names = [name for at in block for name in entries[at].names]
    likeness = cdist(names, names, scorer=fuzz.token_sort_ratio, score_cutoff=_NAME_FLOOR)
    best: dict[tuple[int, int], float] = {}
    for row, column in zip(*np.nonzero(np.triu(likeness, 1)), strict=True):
        i, j = sorted((owners[row], owners[column]))
        if i != j and _same_digits(names[row], names[column]):
            best[i, j] = max(best.get((i, j), 0.0), float(likeness[row, column]))
    yield from best.items()


def _same_digits(one: str, other: str) -> bool:
    """Line 016 and line 017 are written alike, and are two lines."""
    mine, theirs = (
        {word for word in name.split() if any(map(str.isdigit, word))} for name in (one, other)
    )
    return not mine or not theirs or mine == theirs


def _compare(one: Entry, other: Entry, name: float, crowds: frozenset[str]) -> Pair | None:
    """None where they are not alike enough. What is not known of both says nothing."""
    signs = {
        "name": name,
        "organization": _organization(one, other),
        "phone": _shared(one.phones - crowds, other.phones - crowds),
        "place": _place(one, other),
        "needs": _overlap(one.needs, other.needs),
        "website": _website(one, other, crowds),
    }
    known = {sign: value for sign, value in signs.items() if value is not None}
    # Branches of one house share all but the place and the number; and in a house that many share
    # each gives the house's name to its own desk.
    is_other_house = known["organization"] < _OTHER_ORGANIZATION
    if (known.get("place") == 0 or is_other_house) and not known.get("phone"):
        return None
    total = sum(_WEIGHTS[sign] for sign in known)
    likeness = sum(_WEIGHTS[sign] * value for sign, value in known.items()) / total
    backed = any(known.get(sign) == 1 for sign in ("organization", "phone", "place", "website"))
    if likeness < _ENOUGH or not backed:
        return None
    first, second = sorted((one.service, other.service))
    return Pair(first, second, round(likeness, 3), tuple(_reasons(known)))


def _reasons(known: Mapping[str, float]) -> Iterator[str]:
    for sign in _WEIGHTS:
        if known.get(sign) == 1:
            yield f"same_{sign}"
        elif sign in ("name", "organization") and known.get(sign, 0) >= _NAME_FLOOR / 100:
            yield f"similar_{sign}"


def _organization(one: Entry, other: Entry) -> float:
    if one.organization_id == other.organization_id:
        return 1.0
    return _best(one.organizations, other.organizations)


def _best(names: Sequence[str], others: Sequence[str]) -> float:
    return max(fuzz.token_sort_ratio(a, b) / 100 for a in names for b in others)


def _place(one: Entry, other: Entry) -> float | None:
    if one.country != other.country:
        return 0.0
    if one.points and other.points:
        km = min(distance_km(a, b) for a in one.points for b in other.points)
        return 1.0 if km <= _SAME_PLACE_KM else 0.5 if km <= _NEAR_KM else 0.0
    if one.towns and other.towns:
        return float(bool(one.towns & other.towns))
    # In one region they may be anywhere.
    is_apart = one.regions and other.regions and not one.regions & other.regions
    return 0.0 if is_apart else None


def _website(one: Entry, other: Entry, crowds: frozenset[str]) -> float | None:
    mine, theirs = ({entry.website} - {None} - crowds for entry in (one, other))
    return _shared(mine, theirs)


def _shared(mine: Iterable[object], theirs: Iterable[object]) -> float | None:
    mine, theirs = set(mine), set(theirs)
    return float(bool(mine & theirs)) if mine and theirs else None


def _overlap(mine: frozenset[str], theirs: frozenset[str]) -> float | None:
    smaller = min(len(mine), len(theirs))
    return len(mine & theirs) / smaller if smaller else None


def _crowds(entries: Iterable[Entry]) -> frozenset[str]:
    """Numbers and websites that too many share."""
    counts = Counter(
        sign for entry in entries for sign in (*entry.phones, *filter(None, [entry.website]))
    )
    return frozenset(sign for sign, count in counts.items() if count > _MOST_SHARING)


def _folded(text: Text) -> tuple[str, ...]:
    values = [text.value, *(made.value for made in text.translations)]
    return tuple(dict.fromkeys(folded for value in values if (folded := fold(value))))


def _words(name: str) -> Iterator[str]:
    """Beginnings of words; pairs of letters where words are written without spaces."""
    for word in name.split():
        if word[0] >= "\u0e00" and len(word) > _PREFIX:
            yield from (a + b for a, b in pairwise(word))
        elif not word.isdecimal():
            yield word[:_PREFIX]


def _host(website: str | None) -> str | None:
    try:
        host = urlsplit(website or "").hostname
    except ValueError:
        return None
    return host.removeprefix("www.") if host else None
