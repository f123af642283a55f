"""The answer to a search as a page shows it: groups of cards under plain headings."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from msgspec.structs import replace

from directory.catalog.card import Card, make_card
from directory.catalog.shelf import read_listing
from directory.finder.asking import Asked
from directory.finder.desk import Desk
from directory.finder.facets import Filters, list_filters
from directory.finder.needs import NeedWords
from directory.finder.titles import (
    TownChoice,
    choose_towns,
    say_group,
    say_left_out,
    say_place,
    say_title,
)
from directory.pagination import Page
from directory.search.facets import FacetsAsked
from directory.search.found import Found, Hit
from directory.search.query import Query
from directory.search.reach import Group
from directory.search.relax import Search, relax


@dataclass(frozen=True, slots=True)
class CardGroup:
    """Cards that are found for the same reason. `title` says the reason."""

    key: Group
    title: str
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class Chosen:
    """A need that the search goes by, and whether it was read out of somebody's own words."""

    code: str
    words: NeedWords
    is_understood: bool


@dataclass(frozen=True, slots=True)
class Results:
    """One page of results. `left_out` says what the search did without to find anything."""

    asked: Asked
    title: str
    chosen: tuple[Chosen, ...]
    groups: tuple[CardGroup, ...]
    total: int
    page: Page
    filters: Filters
    left_out: tuple[str, ...]
    is_without_need: bool
    place: str | None
    others: tuple[TownChoice, ...]
    suggestions: tuple[TownChoice, ...]

    @property
    def cards(self) -> list[Card]:
        return [card for group in self.groups for card in group.cards]

    @property
    def is_only_worldwide(self) -> bool:
        return bool(self.groups) and all(group.key is Group.WORLD for group in self.groups)


def find_results(asked: Asked, desk: Desk) -> Results:
    """Search, relax where nothing is found, and write it down. NotFound after the last page."""
    code = desk.localizer.code
    found, left_out = _find(desk.stock.shelf.search, asked.query, desk.moment)
    page = Page(asked.query.page if not left_out else 1, asked.query.size, found.total)
    return Results(
        asked=asked,
        title=say_title(asked.where, desk),
        chosen=tuple(
            Chosen(need, desk.finder.needs.label(need, code), need in asked.understood.needs)
            for need in asked.criteria.needs
        ),
        groups=tuple(_groups(found.hits, page, asked, desk)),
        total=found.total,
        page=page,
        filters=list_filters(asked, found.facets, desk),
        left_out=tuple(say_left_out(name, desk) for name in left_out),
        is_without_need="needs" in left_out,
        place=say_place(asked.where, desk),
        others=choose_towns(asked.where.others, desk),
        suggestions=choose_towns(asked.where.suggestions, desk),
    )


def _find(search: Search, query: Query, moment: datetime) -> tuple[Found, tuple[str, ...]]:
    facets = FacetsAsked({}, moment)
    found = search.find(query, facets)
    if found.total:
        return found, ()
    relaxed = relax(search, query, facets)
    if relaxed.found.total:
        return relaxed.found, relaxed.dropped
    # Nobody lists this need here. Whoever helps with anything here may know who does.
    anything = relax(search, replace(query, needs=frozenset()), facets)
    return anything.found, (*anything.dropped, "needs") if query.needs else anything.dropped


def _groups(hits: Sequence[Hit], page: Page, asked: Asked, desk: Desk) -> Iterator[CardGroup]:
    numbered = enumerate(hits, start=page.start + 1)
    for key, members in groupby(numbered, key=lambda each: each[1].group):
        cards = tuple(
            make_card(
                read_listing(hit),
                number=number,
                distance_km=hit.distance_km,
                labels=desk.stock.labels,
                localizer=desk.localizer,
                moment=desk.moment,
            )
            for number, hit in members
        )
        yield CardGroup(key, say_group(key, asked.where, desk), cards)
