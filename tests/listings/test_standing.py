"""How true the listings of a country are, in numbers; where most is to be done comes first."""

from datetime import date, timedelta

import pytest

from directory.catalog.facts import Section
from directory.catalog.freshness import HALF_LIFE
from directory.catalog.models import Service
from directory.listings.actions.confirming import confirm_sections
from directory.listings.queries import get_held
from directory.listings.standing import State, read_standings, standings, state_of
from tests.accounts.browser import Browser
from tests.accounts.clock import SetClock
from tests.finder.reading import words
from tests.listings.form import path_of

TODAY = date(2026, 11, 26)


@pytest.mark.parametrize("section", Section)
def test_a_section_fades_after_its_half_life_and_goes_stale_later(section: Section) -> None:
    def after(days: float) -> State:
        return state_of(section, TODAY - timedelta(days=days), TODAY)

    assert after(0) is after(HALF_LIFE[section]) is State.FRESH
    assert after(HALF_LIFE[section] + 1) is State.FADING
    assert after(2 * HALF_LIFE[section]) is State.STALE
    assert state_of(section, None, TODAY) is State.NEVER


def test_where_most_is_to_be_done_comes_first() -> None:
    seen = dict.fromkeys(Section, TODAY)
    some = dict.fromkeys(list(Section)[:3], TODAY)
    listings = [("NL", each) for each in (seen, seen, some, {})]
    listings += [("ES", {}), ("FR", {}), ("FR", {}), ("BE", seen)]

    found = standings(listings, TODAY)

    assert [(each.place, each.listings) for each in found] == [
        ("FR", 2),
        ("NL", 4),
        ("ES", 1),
        ("BE", 1),
    ]
    assert [each.to_do for each in found] == [12, 9, 6, 0]
    assert found[1].sections == {State.FRESH: 15, State.NEVER: 9}
    assert found[1].share == 0.625


async def test_a_confirmation_counts_in_its_country_and_its_region(
    own: Service, clock: SetClock
) -> None:
    today = clock().date()
    before = {each.place: each.sections for each in await read_standings("", today)}
    held = await get_held(own.id)
    await confirm_sections(held, {Section.HOURS}, kind="editor", by="test", at=clock())

    after = {each.place: each.sections for each in await read_standings("", today)}
    assert after["NL"][State.FRESH] == before["NL"][State.FRESH] + 1
    assert after["NL"].total() == before["NL"].total()
    assert {place: after[place] for place in after if place != "NL"} == {
        place: before[place] for place in before if place != "NL"
    }
    regions = await read_standings("NL", today)
    assert sum(each.sections[State.FRESH] for each in regions) == after["NL"][State.FRESH]


async def test_an_editor_sees_countries_and_from_there_regions(
    editor: Browser, own: Service
) -> None:
    page = await editor.get("/en/staff/freshness")
    assert "Netherlands" in words(page.text)
    assert 'href="/en/staff/freshness?country=NL"' in page.text

    regions = await editor.get("/en/staff/freshness?country=US")
    assert "New York" in words(regions.text)
    assert "The whole country" in words(regions.text)
    assert "not said" not in words(regions.text)
    assert (await editor.get("/en/staff/freshness?country=QQ")).status_code == 200


async def test_a_provider_finds_no_such_page(provider: Browser, own: Service) -> None:
    assert (await provider.get(path_of(own.id))).status_code == 200
    assert (await provider.get("/en/staff/freshness")).status_code == 404
