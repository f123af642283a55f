# ruff: noqa: S608 - the SQL of these tests is their own
"""The database lets no key outlive what it was for, whoever writes to it with its password."""

import pytest

from directory.referrals.lifecycle import GONE_AT_ONCE, TERMINAL, State
from directory.referrals.models import SealedKey, SealedPayload
from tests.referrals.rows import (
    REFUSED,
    Rows,
    in_lawful_state,
    in_state,
    make_rows,
    refused,
    run,
    shred_by_hand,
)


@pytest.fixture
async def rows(database: str) -> Rows:
    return await make_rows()


@pytest.mark.parametrize("end", sorted(GONE_AT_ONCE))
async def test_nothing_is_taken_back_while_a_key_or_a_payload_is_left(
    rows: Rows, end: State
) -> None:
    referral = await rows.sent()
    sql = f"UPDATE referrals SET state = '{end}' WHERE id = '{referral.id}'"
    await refused(sql, "shredded first")
    await run(f"UPDATE sealed_keys SET sealed = NULL WHERE referral_id = '{referral.id}'")
    await refused(sql, "shredded first")
    await run(f"DELETE FROM payloads WHERE referral_id = '{referral.id}'")
    await run(sql)


@pytest.mark.parametrize("end", ["withdrawn", "expired"])
async def test_no_consent_ends_while_its_referral_can_be_opened(rows: Rows, end: str) -> None:
    referral = await rows.sent()
    sql = f"UPDATE consents SET state = '{end}' WHERE id = '{referral.consent_id}'"
    await refused(sql, "shredded first")
    await shred_by_hand(referral)
    await run(sql)


@pytest.mark.parametrize("end", ["completed", "unable"])
async def test_no_end_leaves_the_recipient_its_key(rows: Rows, end: str) -> None:
    referral = await in_state("referrals", await rows.sent(), "accepted")
    sql = f"UPDATE referrals SET state = '{end}' WHERE id = '{referral.id}'"
    await refused(sql, "the key of the recipient ends first")
    await run(
        f"DELETE FROM sealed_keys WHERE referral_id = '{referral.id}' AND holder = 'recipient'"
    )
    await run(sql)


@pytest.mark.parametrize("end", sorted(TERMINAL - {State.DECLINED}))
async def test_what_has_ended_gets_no_new_key_and_no_new_payload(rows: Rows, end: State) -> None:
    referral = await in_lawful_state(rows, end)
    with pytest.raises(REFUSED, match=r"an ended referral is closed|without a consent"):
        await rows.key(referral, "sender")
    with pytest.raises(REFUSED, match="an ended referral is closed"):
        await SealedPayload.create(referral_id=referral.id, version=9, sealed=b"payload")


async def test_a_key_is_not_led_to_another_referral(rows: Rows) -> None:
    gone, other = await in_lawful_state(rows, State.WITHDRAWN), await rows.sent()

    await refused(
        f"UPDATE sealed_keys SET referral_id = '{gone.id}'"
        f" WHERE referral_id = '{other.id}' AND holder = 'receipt'",
        "closed|without a consent",
    )


@pytest.mark.parametrize("holder", ["recipient", "receipt", "link"])
async def test_nobody_but_the_sender_has_a_key_before_a_consent_is_in_use(
    rows: Rows, holder: str
) -> None:
    referral = await rows.referral(await rows.consent("active"))

    with pytest.raises(REFUSED, match="no key to a referral without a consent"):
        await rows.key(referral, holder)


async def test_a_listing_that_is_deleted_takes_no_referral_with_it(rows: Rows) -> None:
    referral = await rows.sent()
    await run(f"DELETE FROM services WHERE id = '{rows.service.id}'")
    await referral.refresh_from_db()

    assert (referral.state, referral.service_id) == ("sent", None)
    assert await SealedKey.filter(referral_id=referral.id).count() == 3
