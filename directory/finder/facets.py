"""The ways to narrow a search, each with how many listings would remain."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import lru_cache

from msgspec.structs import replace

from directory.finder.asking import Asked, answering
from directory.finder.criteria import RADII_KM
from directory.finder.desk import Desk
from directory.finder.needs import Need, Needs
from directory.languages.folding import fold
from directory.languages.localizer import Localizer
from directory.search.facets import Facets


@dataclass(frozen=True, slots=True)
class Choice:
    """One value to choose, its words, how many would remain (None: not counted), and whether on."""

    value: str
    label: str
    count: int | None
    is_chosen: bool
    language: str | None = None  # where the label is not in the page's language


@dataclass(frozen=True, slots=True)
class Filters:
    helps: tuple[Choice, ...]
    languages: tuple[Choice, ...]
    switches: tuple[Choice, ...]
    days: tuple[Choice, ...]
    radii: tuple[Choice, ...]

    @property
    def worthwhile_switches(self) -> tuple[Choice, ...]:
        """Those for families. Few say whether they have room: where nobody does, asking for it
        would lead nowhere. What can only be gone to is wished for at a desk, not in fear."""
        return tuple(
            each
            for each in self.switches
            if each.is_chosen or each.value not in {"accepting", "placed"} or each.count
        )

    @property
    def help_codes(self) -> frozenset[str]:
        """The needs that the filters show, so that no form sends them twice."""
        return frozenset(choice.value for choice in self.helps)


def list_filters(asked: Asked, facets: Facets, desk: Desk) -> Filters:
    criteria, localizer = asked.criteria, desk.localizer
    return Filters(
        helps=tuple(_helps(asked, desk)),
        languages=tuple(_languages(criteria.language, facets, localizer)),
        switches=tuple(_switches(asked, facets, localizer)),
        days=tuple(
            Choice(str(day), localizer.weekday(day - 1), count, day == criteria.day)
            for day, count in enumerate(facets.days, start=1)
        ),
        radii=tuple(_radii(asked, desk)) if asked.where.point else (),
    )


def _helps(asked: Asked, desk: Desk) -> Iterator[Choice]:
    """Every kind of help, and the narrower ones of those chosen."""
    chosen, needs, language = asked.criteria.needs, desk.finder.needs, desk.localizer.code
    harms = [code for code in chosen if needs[code].kind == "harm"]
    codes = [code for top in needs.tops("help") for code in _opened(top, chosen, needs)]
    answers = {code: answering((*harms, code), needs) for code in codes}
    # Without the needs themselves: each count says what that kind of help alone would leave.
    counted = replace(asked.query, needs=frozenset())
    counts = desk.stock.shelf.search.count_needs(counted, answers)
    for code in codes:
        words = needs.label(code, language)
        foreign = words.language if words.language != language else None
        if counts[code] or code in chosen:
            yield Choice(code, words.label, counts[code], code in chosen, foreign)


def _opened(top: Need, chosen: Collection[str], needs: Needs) -> list[str]:
    """The code of a kind of help; with what it covers, once any of them is chosen."""
    narrower = [need.code for need in needs.narrower(top.code)]
    is_chosen = not {top.code, *narrower}.isdisjoint(chosen)
    return [top.code, *narrower] if is_chosen else [top.code]


def _radii(asked: Asked, desk: Desk) -> Iterator[Choice]:
    chosen = asked.criteria.radius_km
    for km in sorted({*RADII_KM, chosen}):
        wider = replace(asked.query, radius_km=float(km), page=1, size=1)
        count = desk.stock.shelf.search.find(wider).total
        yield Choice(f"{km:g}", desk.localizer.distance(km), count, km == chosen)


def _languages(chosen: str | None, facets: Facets, localizer: Localizer) -> list[Choice]:
    choices = [
        Choice(tag, localizer.language_name(tag), count, tag == chosen)
        for tag, count in facets.languages.items()
    ]
    if chosen and chosen not in facets.languages:
        choices.append(Choice(chosen, localizer.language_name(chosen), 0, is_chosen=True))
    return sorted(choices, key=lambda choice: _folded(choice.label))


@lru_cache(4096)  # the names of languages
def _folded(name: str) -> str:
    return fold(name)


def _switches(asked: Asked, facets: Facets, localizer: Localizer) -> list[Choice]:
    _, criteria = localizer.gettext, asked.criteria
    return [
        Choice("open_now", _("Open now"), facets.open_now, criteria.open_now),
        Choice("free", _("Free of charge"), facets.free, criteria.free),
        Choice("remote", _("By phone or online"), facets.remote, criteria.remote),
        Choice("accessible", _("With wheelchair access"), facets.accessible, criteria.accessible),
        Choice("accepting", _("With room for new people"), facets.accepting, criteria.accepting),
        Choice("placed", _("At a place to go to"), None, criteria.placed),
    ]
