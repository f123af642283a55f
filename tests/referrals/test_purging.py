"""What is past its time goes, what is not stays, and only counts outlive a year."""

import asyncio
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from directory.accounts.ledger import turn
from directory.accounts.models import AuditLine, Notice
from directory.accounts.notices import leave_notices
from directory.accounts.office import Office
from directory.accounts.purge import purge
from directory.errors import NotFound
from directory.referrals.access import Side
from directory.referrals.actions import answering, taking_back
from directory.referrals.actions.drafting import change_draft
from directory.referrals.actions.opening import open_payload
from directory.referrals.actions.sending import Sent
from directory.referrals.due import do_what_is_due
from directory.referrals.models import (
    AnswerLink,
    Consent,
    DoneRequest,
    Referral,
    ReferralCount,
    SealedKey,
    SealedPayload,
)
from directory.referrals.purging import referral_rules
from directory.referrals.receipts import read_receipt
from directory.referrals.refusals import ConsentEnded
from tests.referrals.cast import ADULT, Cast, once, yes
from tests.referrals.over_time import badge_on

DAY = 24 * 3600
SAID, DRAFTS, SHELLS, CONSENTS = (
    "what referrals said",
    "drafts that nobody touched",
    "referrals",
    "consents",
)


async def purged(office: Office, *, is_rehearsal: bool = False) -> dict[str, int]:
    """What it deleted, by the name of the rule."""
    report = await purge(referral_rules(office), is_rehearsal=is_rehearsal)
    return {each.rule.what: each.count for each in report if each.count}


async def completed(cast: Cast, **given: Any) -> Sent:
    await badge_on(cast, cast.worker)
    sent = await cast.sent(**given)
    desk, referral_id = await badge_on(cast, cast.desk), sent.referral.id
    await answering.accept(cast.office, desk, referral_id, once())
    await answering.complete(cast.office, desk, referral_id, once(), "service_given")
    return sent


async def test_what_was_answered_opens_for_seven_days_and_then_for_nobody(cast: Cast) -> None:
    sent = await completed(cast)
    cast.clock.advance(7 * DAY - 1)
    assert await purged(cast.office) == {}
    worker = await badge_on(cast, cast.worker)
    assert await open_payload(cast.office, worker, sent.referral.id, Side.SENDER)
    cast.clock.advance(1)

    assert await purged(cast.office) == {SAID: 1}
    for model in (SealedPayload, SealedKey, AnswerLink):
        assert not await model.exists()
    with pytest.raises(ConsentEnded):
        await open_payload(cast.office, worker, sent.referral.id, Side.SENDER)
    with pytest.raises(NotFound):
        await read_receipt(cast.office, sent.receipt)
    assert await AuditLine.filter(action="payload_shredded", actor="clock").count() == 1


async def test_what_was_taken_back_still_tells_the_family_so_for_seven_days(cast: Cast) -> None:
    sent = await cast.sent()
    worker = await badge_on(cast, cast.worker)
    await taking_back.recall(cast.office, worker, sent.referral.id, once(), "wrong_service")
    assert not await SealedPayload.exists()
    cast.clock.advance(7 * DAY - 1)
    await purged(cast.office)
    assert (await read_receipt(cast.office, sent.receipt)).referral.state == "recalled"
    cast.clock.advance(1)
    await purged(cast.office)

    with pytest.raises(NotFound):
        await read_receipt(cast.office, sent.receipt)


async def test_no_word_outlives_the_day_on_which_its_consent_would_have_ended(cast: Cast) -> None:
    asked = replace(yes(cast).asked, expires_at=cast.clock.now + timedelta(days=3))
    sent = await completed(cast, asked=asked)
    cast.clock.advance(3 * DAY)

    assert await purged(cast.office) == {SAID: 1}
    assert not await SealedPayload.exists()
    assert (await read_receipt(cast.office, sent.receipt)).referral.state == "completed"


async def test_a_draft_ends_thirty_days_after_it_was_last_touched(cast: Cast) -> None:
    left, touched = await cast.consented(), await cast.draft()
    cast.clock.advance(10 * DAY)
    worker = await badge_on(cast, cast.worker)
    await change_draft(cast.office, worker, touched.id, ADULT, once())
    cast.clock.advance(20 * DAY - 1)
    await do_what_is_due(cast.office)
    assert await purged(cast.office) == {}
    cast.clock.advance(1)
    assert await purged(cast.office) == {DRAFTS: 1}

    await left.refresh_from_db()
    assert (left.state, left.needs, left.service_id) == ("voided", [], None)
    assert [row.referral_id for row in await SealedPayload.all()] == [touched.id]
    assert (await Consent.get()).state == "superseded"


async def test_after_twelve_months_of_a_referral_only_a_count_is_left(cast: Cast) -> None:
    await completed(cast, may_count=True)
    await completed(cast)
    await cast.draft()
    months = [0, 0]
    for number, days in enumerate((364, 31)):
        cast.clock.advance(days * DAY)
        months[number] = (await purged(cast.office)).get(SHELLS, 0)

    assert months == [0, 2]
    assert not await DoneRequest.filter(referral__state="completed").exists()
    found = await ReferralCount.all().order_by("need")
    assert [(each.need, each.quarter, each.state, each.number) for each in found] == [
        ("", "2026Q4", "completed", 2),
        ("200", "2026Q4", "completed", 1),
    ]
    assert [each.state for each in await Referral.all()] == ["voided"]
    await completed(cast)
    cast.clock.advance(366 * DAY)
    await purged(cast.office)
    assert not await Referral.exists()
    assert (await ReferralCount.get(quarter="2027Q4")).number == 1


async def test_a_consent_is_kept_for_as_long_as_the_installation_says(cast: Cast) -> None:
    await completed(cast)
    cast.clock.advance(730 * DAY)  # 2028 has a day more
    assert CONSENTS not in await purged(cast.office)
    cast.clock.advance(DAY)
    assert await purged(cast.office) == {CONSENTS: 1}
    assert not await Consent.exists()
    assert await AuditLine.filter(action="consent_deleted").count() == 1


async def test_an_installation_that_keeps_no_proof_keeps_it_while_it_opens_something(
    cast: Cast,
) -> None:
    forgetful = replace(cast.office, consent_months=0)
    sent = await completed(cast)
    await badge_on(cast, cast.worker)
    await cast.sent()
    cast.clock.advance(1)
    assert await purged(forgetful) == {}
    cast.clock.advance(7 * DAY)
    assert await purged(forgetful) == {SAID: 1, CONSENTS: 1}

    assert (await Referral.get(id=sent.referral.id)).consent_id is None
    assert (await Consent.get()).state == "in_use"


async def test_a_rehearsal_says_the_same_and_changes_nothing(cast: Cast) -> None:
    await completed(cast)
    cast.clock.advance(800 * DAY)
    models = (Referral, SealedKey, SealedPayload, Consent, AuditLine, ReferralCount)
    before = [await model.all().count() for model in models]
    rehearsed = await purged(cast.office, is_rehearsal=True)

    assert [await model.all().count() for model in models] == before
    # Its shell and its consent go once its words are gone, which the rehearsal took back.
    assert rehearsed == {SAID: 1, SHELLS: 1}
    assert await purged(cast.office) == {SAID: 1, SHELLS: 1, CONSENTS: 1}


async def test_several_at_once_count_each_once(cast: Cast) -> None:
    for _ in range(2):
        await completed(cast)
    cast.clock.advance(366 * DAY)
    await asyncio.gather(*(purged(cast.office) for _ in range(3)))

    assert [each.number for each in await ReferralCount.all()] == [2]
    assert await AuditLine.filter(action="referral_deleted").count() == 2


async def test_a_mail_that_never_left_is_given_up_after_a_week(cast: Cast) -> None:
    async with turn():
        await leave_notices(cast.office, [cast.worker.member.id])
    cast.clock.advance(7 * DAY - 1)
    assert await purged(cast.office) == {}
    cast.clock.advance(1)

    assert await purged(cast.office) == {"mails that could not leave": 1}
    assert not await Notice.exists()
