"""Nothing is sent unless everything is right at that moment, not when the page was made."""

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from directory.accounts.models import Agency, AuditLine, Generation, Seat
from directory.accounts.office import Office
from directory.catalog.models import Organization, Service
from directory.errors import NotFound
from directory.referrals.access import Side
from directory.referrals.actions.drafting import change_draft, draft_referral
from directory.referrals.actions.opening import open_payload, show_receipt_again
from directory.referrals.actions.sending import send_referral
from directory.referrals.minimal import Field, NotMinimal
from directory.referrals.models import Recipient, Referral, SealedKey, SealedPayload
from directory.referrals.refusals import (
    ConsentMissing,
    DeskPaused,
    IllegalMove,
    NoDesk,
    NoKey,
    NotToday,
    Refused,
    Stale,
)
from tests.referrals.cast import ADULT, Cast, once


async def refused(cast: Cast, ready: Referral, why: type[Refused]) -> None:
    worker = await cast.badge(cast.worker)
    with pytest.raises(why):
        await send_referral(cast.office, worker, ready.id, once(ready))
    assert (await Referral.get(id=ready.id)).state == "draft"
    assert {each.holder for each in await SealedKey.filter(referral_id=ready.id)} == {"sender"}


async def test_not_without_a_consent(cast: Cast) -> None:
    await refused(cast, await cast.draft(), ConsentMissing)


async def test_not_with_a_consent_that_has_run_out(cast: Cast) -> None:
    ready = await cast.consented()
    cast.clock.advance(timedelta(days=30).total_seconds())

    await refused(cast, ready, Stale)
    await refused(cast, await Referral.get(id=ready.id), ConsentMissing)


async def test_not_to_a_listing_that_was_handed_to_somebody_else(cast: Cast) -> None:
    """Threat: somebody takes over a listing, for instance the one who must not know."""
    ready = await cast.consented()
    strange = cast.strange_service.organization_id
    await Service.filter(id=cast.service.id).update(organization_id=strange)

    await refused(cast, ready, ConsentMissing)


async def test_not_to_a_team_whose_agency_is_no_longer_that_of_the_listing(cast: Cast) -> None:
    ready = await cast.consented()
    other = await Organization.create(id=uuid4(), name="Other")
    await Agency.filter(organization_id=cast.service.organization_id).update(
        organization_id=other.id
    )

    await refused(cast, ready, NoDesk)


@pytest.mark.parametrize(
    ("desk", "why"),
    [({"is_paused": True}, DeskPaused), ({"team_id": None}, NoDesk)],
)
async def test_not_where_nobody_takes_it(cast: Cast, desk: dict[str, Any], why: Any) -> None:
    ready = await cast.consented()
    await Recipient.filter(service_id=cast.service.id).update(**desk)

    await refused(cast, ready, why)


async def test_not_to_a_team_without_a_key(cast: Cast) -> None:
    ready = await cast.consented()
    team = (await Recipient.get(service_id=cast.service.id)).team_id
    await Seat.filter(generation__team_id=team).delete()
    await Generation.filter(team_id=team).update(recovery=None)

    await refused(cast, ready, NoDesk)


async def test_today_only_to_a_desk_that_answers_on_the_same_day(cast: Cast) -> None:
    ready = await cast.consented({**ADULT, "urgency": "today"})
    await refused(cast, ready, NotToday)
    await Recipient.filter(service_id=cast.service.id).update(answers_same_day=True)
    sent = await send_referral(cast.office, await cast.badge(cast.worker), ready.id, once(ready))

    assert sent.referral.state == "sent"


async def test_without_a_written_desk_the_only_team_with_recipients_is_the_desk(
    cast: Cast,
) -> None:
    team = (await Recipient.get(service_id=cast.service.id)).team_id
    await Recipient.filter(service_id=cast.service.id).delete()
    sent = await cast.sent({name: ADULT[name] for name in SHORTEST})

    assert sent.referral.recipient_team_id == team


SHORTEST = ("need", "urgency", "who", "language", "contact_route", "safe_contact", "do_not")


async def test_a_draft_says_only_what_the_desk_asks_for(office: Office, cast: Cast) -> None:
    worker = await cast.badge(cast.worker)
    for said in ({**ADULT, "note": "short"}, {**ADULT, "name": "Ana"}, {**ADULT, "area": "ES-MD"}):
        with pytest.raises(NotMinimal):
            await draft_referral(office, worker, cast.service.id, said, once())
    with pytest.raises(NotFound):
        await draft_referral(office, worker, uuid4(), ADULT, once())

    assert not await Referral.exists()


async def test_a_form_sent_twice_writes_one_draft(office: Office, cast: Cast) -> None:
    worker, page = await cast.badge(cast.worker), once()
    first = await draft_referral(office, worker, cast.service.id, ADULT, page)
    second = await draft_referral(office, worker, cast.service.id, ADULT, page)

    assert (first.id, await Referral.all().count()) == (second.id, 1)
    assert len(first.id) == 32


async def test_a_sent_referral_is_sealed_anew_to_the_two_teams_and_the_receipt(cast: Cast) -> None:
    ready = await cast.consented()
    before = await SealedPayload.get(referral_id=ready.id)
    worker = await cast.badge(cast.worker)
    sent = await send_referral(cast.office, worker, ready.id, once(ready))
    after = await SealedPayload.get(referral_id=ready.id)
    holders = {each.holder for each in await SealedKey.filter(referral_id=ready.id)}

    assert holders == {"sender", "recipient", "receipt"}
    assert (after.version, len(after.sealed) % 1024) == (before.version + 1, 40)
    assert after.sealed != before.sealed
    assert await show_receipt_again(cast.office, worker, ready.id) == sent.receipt
    with pytest.raises(IllegalMove):
        await send_referral(cast.office, worker, ready.id, once(sent.referral))


async def test_a_colleague_without_the_key_of_the_team_opens_nothing(cast: Cast) -> None:
    sent = await cast.sent()
    colleague = await cast.badge(cast.colleague)
    assert (await open_payload(cast.office, colleague, sent.referral.id, Side.SENDER)).need
    await Seat.filter(member_id=colleague.member.id).delete()

    with pytest.raises(NoKey):
        await open_payload(cast.office, colleague, sent.referral.id, Side.SENDER)


async def test_every_opening_is_a_line_of_the_audit(cast: Cast) -> None:
    sent, desk = await cast.sent(), await cast.badge(cast.desk)
    await open_payload(cast.office, desk, sent.referral.id, Side.RECIPIENT)
    line = await AuditLine.all().order_by("-seq").first()

    assert line is not None
    assert (line.action, line.actor) == ("payload_opened", str(desk.member.id))
    assert line.object_id is not None
    assert line.object_id.hex == sent.referral.id


@pytest.mark.parametrize("note", ["look at t.me/x", "his number is 600 123 456", "foto_04.jpg"])
async def test_a_note_that_leads_to_pictures_or_to_somebody_is_kept_nowhere(
    office: Office, cast: Cast, note: str
) -> None:
    open_office, worker = replace(office, may_note=True), await cast.badge(cast.worker)
    await Recipient.filter(service_id=cast.service.id).update(
        asks_for=[each.value for each in Field]
    )
    said = {**ADULT, "note": "likes drawing"}
    draft = await draft_referral(open_office, worker, cast.service.id, said, once())
    before = await SealedPayload.filter(referral_id=draft.id).values()
    with pytest.raises(NotMinimal):
        await draft_referral(open_office, worker, cast.service.id, {**said, "note": note}, once())
    with pytest.raises(NotMinimal):
        await change_draft(open_office, worker, draft.id, {**said, "note": note}, once(draft))

    assert await Referral.all().count() == 1
    assert await SealedPayload.filter(referral_id=draft.id).values() == before
