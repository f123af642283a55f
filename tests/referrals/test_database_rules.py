# ruff: noqa: S608 - the SQL of these tests is their own
"""The database refuses by itself what must never be, to whoever writes to it with its password."""

import importlib
from itertools import product
from typing import Any
from uuid import uuid4

import pytest
from tortoise.exceptions import IntegrityError

from directory.referrals.lifecycle import (
    CONSENT_MOVES,
    MOVES,
    OPEN,
    ConsentState,
    State,
)
from directory.referrals.minimal import Field
from directory.referrals.models import Consent
from tests.referrals.rows import (
    NOW,
    REFUSED,
    Rows,
    in_lawful_state,
    in_state,
    make_rows,
    refused,
    run,
    shred_by_hand,
)

rules = importlib.import_module("directory.migrations.0007_referrals")


@pytest.fixture
async def rows(database: str) -> Rows:
    return await make_rows()


def test_the_moves_of_the_database_are_those_of_the_program() -> None:
    assert set(rules.MOVES) == {(state, move.to) for (state, _), move in MOVES.items()}
    assert set(rules.CONSENT_MOVES) == {(way[0], to) for way, to in CONSENT_MOVES.items()}
    assert set(rules.OPEN_STATES) == set(OPEN)


async def test_a_draft_with_an_active_consent_for_it_is_sent(rows: Rows) -> None:
    assert (await rows.sent()).state == "sent"


WRONG_CONSENTS: dict[str, dict[str, Any]] = {
    "refused": {"scope": 0, "given_at": None, "state": "refused"},
    "only a draft": {},
    "over": {"expires_at": NOW, "state": "active"},
    "of tomorrow": {"given_at": NOW.replace(day=26), "state": "active"},
    "narrower": {"scope": Field.NEED.bit, "state": "active"},
    "for none": {"organization_id": None, "service_id": None, "state": "active"},
}


@pytest.mark.parametrize("name", WRONG_CONSENTS)
async def test_nothing_leaves_the_draft_with_a_wrong_consent(rows: Rows, name: str) -> None:
    others = dict(WRONG_CONSENTS[name])
    consent = await rows.consent(str(others.pop("state", "draft")), **others)
    referral = await rows.referral(consent)

    await refused(
        f"UPDATE referrals SET state = 'sent' WHERE id = '{referral.id}'",
        "nothing is sent without a consent",
    )


@pytest.mark.parametrize("end", ["withdrawn", "expired", "superseded", "spent"])
async def test_nothing_leaves_the_draft_with_an_ended_consent(rows: Rows, end: str) -> None:
    referral = await rows.referral(await rows.consent("active"))
    await run(f"DELETE FROM sealed_keys WHERE referral_id = '{referral.id}'")
    consent = await Consent.get(id=referral.consent_id)
    await in_state("consents", consent, "in_use" if end == "spent" else end)
    if end == "spent":
        await run(f"UPDATE consents SET state = 'spent' WHERE id = '{consent.id}'")

    await refused(
        f"UPDATE referrals SET state = 'sent' WHERE id = '{referral.id}'",
        "nothing is sent without a consent",
    )


async def test_nothing_leaves_the_draft_without_a_consent_or_with_another_place(
    rows: Rows,
) -> None:
    said = "nothing is sent without a consent"
    strange = rows.strange_service
    consent = await rows.consent("active")
    bare = await rows.referral()
    other = await rows.referral(consent, service_id=strange.id)
    await refused(f"UPDATE referrals SET state = 'sent' WHERE id = '{bare.id}'", said)
    await refused(f"UPDATE referrals SET state = 'sent' WHERE id = '{other.id}'", said)
    await refused(
        f"UPDATE referrals SET state = 'sent', sent_at = NULL, service_id = '{rows.service.id}'"
        f" WHERE id = '{other.id}'",
        said,
    )
    await run(
        f"UPDATE services SET organization_id = '{strange.organization_id}'"
        f" WHERE id = '{rows.service.id}'"
    )
    await refused(
        f"UPDATE referrals SET state = 'sent', service_id = '{rows.service.id}'"
        f" WHERE id = '{other.id}'",
        said,
    )


async def test_a_team_of_somebody_else_is_no_recipient(rows: Rows) -> None:
    referral = await rows.referral(
        await rows.consent("active"), recipient_team_id=rows.strange_team.id
    )

    await refused(
        f"UPDATE referrals SET state = 'sent' WHERE id = '{referral.id}'",
        "not one of the recipient",
    )


async def test_nothing_begins_in_the_middle(rows: Rows) -> None:
    with pytest.raises(REFUSED, match="begins as a draft"):
        await rows.referral(await rows.consent("active"), state="sent")
    with pytest.raises(REFUSED, match="begins as a draft"):
        await Consent.create(
            id=uuid4().hex,
            team_id=rows.team.id,
            state="active",
            state_at=NOW,
            given_at=NOW,
            expires_at=NOW.replace(month=12),
        )


async def test_no_referral_moves_but_on_the_ways_that_are_written(rows: Rows) -> None:
    ways = {(state, move.to) for (state, _), move in MOVES.items()}
    for before, after in product(State, State):
        referral = await in_lawful_state(rows, before)
        await shred_by_hand(referral)
        sql = f"UPDATE referrals SET state = '{after}' WHERE id = '{referral.id}'"
        if (before, after) in ways or before is after:
            await run(sql)
        else:
            await refused(sql, "does not move so")


async def test_no_consent_moves_but_on_the_ways_that_are_written(rows: Rows) -> None:
    ways = {(way[0], to) for way, to in CONSENT_MOVES.items()}
    for before, after in product(ConsentState, ConsentState):
        is_refused = before == "refused" or (before, after) == ("draft", "refused")
        others = {"scope": 0, "given_at": None} if is_refused else {}
        consent = await rows.consent(before, **others)
        sql = f"UPDATE consents SET state = '{after}' WHERE id = '{consent.id}'"
        if (before, after) in ways or before is after:
            await run(sql)
        else:
            await refused(sql, "does not move so")


@pytest.mark.parametrize(
    "change",
    [
        "scope = 65535",
        "expires_at = '2029-01-01 00:00:00+00:00'",
        "given_at = '2020-01-01 00:00:00+00:00'",
    ],
)
async def test_a_given_consent_does_not_grow(rows: Rows, change: str) -> None:
    consent = await rows.consent("active")

    await refused(
        f"UPDATE consents SET {change} WHERE id = '{consent.id}'", "was given does not change"
    )


@pytest.mark.parametrize("place", ["service", "organization", "team"])
async def test_a_given_consent_is_for_nobody_else(rows: Rows, place: str) -> None:
    consent = await rows.consent("active")
    strange = {
        "service": rows.strange_service.id,
        "organization": rows.strange_service.organization_id,
        "team": rows.strange_team.id,
    }[place]

    await refused(
        f"UPDATE consents SET {place}_id = '{strange}' WHERE id = '{consent.id}'",
        "was given does not change",
    )


async def test_a_sent_referral_is_not_led_to_somebody_else(rows: Rows) -> None:
    referral, other = await rows.sent(), await rows.consent("active")
    for change in (
        f"recipient_team_id = '{rows.strange_team.id}'",
        f"service_id = '{rows.strange_service.id}'",
        f"organization_id = '{rows.strange_service.organization_id}'",
        f"team_id = '{rows.strange_team.id}'",
        f"consent_id = '{other.id}'",
        "field_mask = 65535",
        "code_hash = 'x'",
        "sent_at = '2020-01-01 00:00:00+00:00'",
    ):
        await refused(
            f"UPDATE referrals SET {change} WHERE id = '{referral.id}'", "was sent does not change"
        )


async def test_a_consent_serves_one_referral(rows: Rows) -> None:
    consent = await rows.consent("active")
    await rows.referral(consent)

    with pytest.raises(IntegrityError):
        await rows.referral(consent)
