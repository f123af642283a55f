"""The clock asks providers whose listings go stale: the oldest first, and nobody too often."""

import asyncio
from datetime import timedelta

import pytest

from directory.accounts.ledger import Actor
from directory.accounts.office import Office
from directory.catalog.models import Service
from directory.listings.actions.links import send_link
from directory.listings.models import ListingLink
from directory.listings.reminding import PAUSE, ask_providers, providers_to_ask
from tests.accounts.clock import SetClock
from tests.listings.form import take_letters


@pytest.fixture
async def due(own: Service, office: Office) -> Service:
    """Nobody else is due, and this one is by a year."""
    today = office.clock().date()
    await Service.all().update(assured_date=today)
    await Service.filter(id=own.id).update(assured_date=today - timedelta(days=365))
    take_letters(office)
    return own


async def test_who_is_due_is_asked(office: Office, due: Service) -> None:
    assert await ask_providers(office, 10) == 1

    assert [letter["To"] for letter in take_letters(office)] == [due.email]


async def test_nobody_is_asked_twice_in_a_quarter(
    office: Office, clock: SetClock, due: Service
) -> None:
    await ask_providers(office, 10)
    assert await ask_providers(office, 10) == 0

    clock.advance(int(PAUSE.total_seconds()) + 86_400)
    today = office.clock().date()
    assert due.id in {each.id for each in await providers_to_ask(today, 2_000)}


async def test_two_clocks_at_once_ask_once(office: Office, due: Service) -> None:
    asked = await asyncio.gather(ask_providers(office, 10), ask_providers(office, 10))

    assert sum(asked) == 1
    assert await ListingLink.filter(service_id=due.id).count() == 1


async def test_no_more_are_asked_than_the_operator_says(office: Office, due: Service) -> None:
    await Service.all().update(assured_date=None)

    assert await ask_providers(office, 0) == 0
    assert await ask_providers(office, 3) == 3


async def test_what_was_never_confirmed_comes_first(office: Office, due: Service) -> None:
    other = await Service.filter(email__not_isnull=True).exclude(id=due.id).order_by("id").first()
    assert other is not None
    await Service.filter(id=other.id).update(assured_date=None)

    asked = await providers_to_ask(office.clock().date(), 10)

    assert [each.id for each in asked] == [other.id, due.id]


async def test_who_has_just_answered_somebody_is_asked_later(office: Office, due: Service) -> None:
    await Service.filter(id=due.id).update(used_on=office.clock().date())

    assert await providers_to_ask(office.clock().date(), 10) == []


async def test_who_was_asked_by_an_editor_is_not_asked_by_the_clock(
    office: Office, due: Service
) -> None:
    await send_link(office, due.id, Actor())

    assert await ask_providers(office, 10) == 0
