"""What the clock does, to the second, in the hours of the desk, each once."""

import asyncio
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest

from directory.accounts.actions.members import disable_member
from directory.accounts.models import AuditLine
from directory.accounts.notices import post_notices
from directory.catalog.models import Address, Location, Schedule, Service, ServiceAtLocation
from directory.referrals.access import Side
from directory.referrals.actions import answering
from directory.referrals.actions.opening import open_payload
from directory.referrals.clocks import Due
from directory.referrals.due import do_what_is_due, foresee
from directory.referrals.models import Recipient, Referral, SealedKey, SealedPayload
from directory.referrals.refusals import ConsentEnded
from tests.accounts.cast import HOUSE
from tests.referrals.cast import ADULT, Cast, once, yes
from tests.referrals.mailed import empty_mailbox, take_mails
from tests.referrals.over_time import badge_on

SECOND = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class Where:
    """A desk. days: none for a listing that says no hours."""

    country: str
    zone: str
    days: str = ""
    opens_at: str = ""
    closes_at: str = ""


SPAIN = Where("ES", "Europe/Madrid")
# The eighth of December is a holiday.
TUESDAYS = Where("ES", "Europe/Madrid", "TU", "14:00", "16:00")
INDIA = Where("IN", "Asia/Kolkata", "MO,TU,WE,TH,FR,SA", "10:30", "18:00")
NEPAL = Where("NP", "Asia/Kathmandu", "SU,MO,TU,WE,TH,FR", "09:45", "17:15")


@pytest.mark.parametrize(
    ("where", "urgency", "sent_at", "due"),
    [
        (SPAIN, "today", "11-28T23:30", ["11-29T01:30", "11-29T03:30", "11-29T23:30"]),
        (SPAIN, "within_72h", "11-27T16:00", ["11-30T16:00", "12-01T16:00", "12-02T16:00"]),
        (SPAIN, "routine", "11-25T09:00", ["11-27T09:00", "12-02T09:00", "12-10T09:00"]),
        # Christmas, New Year and Epiphany are no working days, nor are the weekends between.
        (SPAIN, "routine", "12-23T16:30", ["12-28T16:30", "12-31T16:30", "2027-01-11T16:30"]),
        (INDIA, "within_72h", "11-28T17:30", ["11-30T17:30", "12-01T17:30", "12-02T17:30"]),
        (NEPAL, "today", "11-28T10:15", ["11-28T12:15", "11-28T14:15", "11-29T10:15"]),
        (NEPAL, "routine", "11-27T17:00", ["11-30T17:00", "12-03T17:00", "12-09T17:00"]),
    ],
)
async def test_a_desk_is_reminded_its_lead_asked_and_it_lapses_in_the_hours_of_the_desk(
    cast: Cast, where: Where, urgency: str, sent_at: str, due: list[str]
) -> None:
    zone = await open_desk(cast, where)
    cast.clock.now = moment(sent_at, zone)
    await send(cast, urgency)

    for what, text in zip((Due.REMIND, Due.ESCALATE, Due.LAPSE), due, strict=True):
        await becomes_due(cast, what, moment(text, zone))
    await nothing_more_is_due(cast)


async def test_a_desk_that_is_closed_until_tuesday_is_not_reminded_before(cast: Cast) -> None:
    zone = await open_desk(cast, TUESDAYS)
    ends = cast.clock.now + timedelta(days=89)
    await send(cast, "routine", asked=replace(yes(cast).asked, expires_at=ends))

    await becomes_due(cast, Due.REMIND, moment("12-22T14:00", zone))
    await becomes_due(cast, Due.ESCALATE, moment("2027-01-12T14:00", zone))
    await becomes_due(cast, Due.WARN, ends - timedelta(days=7))
    await becomes_due(cast, Due.LAPSE, moment("2027-02-16T14:00", zone))


async def test_each_tells_whom_it_concerns_and_leaves_a_line_in_the_audit(cast: Cast) -> None:
    sent = await send(cast, "routine")
    told = [
        (Due.REMIND, "2026-11-27T08:00", ["desk", "desk_lead"]),
        (Due.ESCALATE, "2026-12-02T08:00", ["desk_lead"]),
        (Due.LAPSE, "2026-12-10T08:00", ["desk", "desk_lead", "worker"]),
    ]
    for what, text, people in told:
        await becomes_due(cast, what, datetime.fromisoformat(text).replace(tzinfo=UTC))
        assert await post_notices(cast.office) == len(people)
        assert take_mails(cast.office) == people

    assert await said_by_clock(sent) == [
        ("reminder_sent", ""),
        ("lead_asked", ""),
        ("consent_moved", "spent"),
        ("referral_moved", "lapsed"),
    ]
    assert not await SealedPayload.exists()
    assert not await SealedKey.filter(sealed__isnull=False).exists()


async def test_the_sender_is_warned_before_a_consent_ends_and_then_it_ends_for_all(
    cast: Cast,
) -> None:
    sent = await send(cast, "routine")
    ends = cast.clock.now + timedelta(days=30)
    desk = await badge_on(cast, cast.desk)
    await answering.accept(cast.office, desk, sent.id, once())
    desk = await badge_on(cast, cast.desk, cast.clock.now + timedelta(days=20))
    await answering.mark_in_contact(cast.office, desk, sent.id, once())
    empty_mailbox(cast.office)

    await becomes_due(cast, Due.WARN, ends - timedelta(days=7))
    await post_notices(cast.office)
    assert take_mails(cast.office) == ["worker"]
    await becomes_due(cast, Due.EXPIRE, ends)
    await post_notices(cast.office)
    assert take_mails(cast.office) == ["desk", "desk_lead", "worker"]
    assert not await SealedPayload.exists()
    for player, side in ((cast.worker, Side.SENDER), (cast.desk, Side.RECIPIENT)):
        with pytest.raises(ConsentEnded):
            await open_payload(cast.office, await badge_on(cast, player), sent.id, side)
    desk = await badge_on(cast, cast.desk)
    done = await answering.complete(cast.office, desk, sent.id, once(), "service_given")
    assert done.state == "completed"


async def test_a_desk_that_said_a_word_is_not_reminded(cast: Cast) -> None:
    sent = await send(cast, "within_72h")
    await answering.accept(cast.office, await badge_on(cast, cast.desk), sent.id, once())

    await becomes_due(cast, Due.LAPSE, cast.clock.now + timedelta(days=5))
    await nothing_more_is_due(cast)


async def test_the_page_that_a_reminder_overtakes_still_answers(cast: Cast) -> None:
    sent = await send(cast, "routine")
    seen = once(sent)
    cast.clock.advance(3 * 24 * 3600)
    assert await do_what_is_due(cast.office) == {Due.REMIND: 1}

    desk = await badge_on(cast, cast.desk)
    assert (await answering.accept(cast.office, desk, sent.id, seen)).state == "accepted"


async def test_a_desk_without_an_account_is_asked_through_the_sender(cast: Cast) -> None:
    email = "haven@services.example"
    await Recipient.filter(service_id=cast.service.id).update(team_id=None, email=email)
    await send(cast, "routine")
    for days, what, people in ((3, Due.REMIND, "worker"), (5, Due.ESCALATE, "worker")):
        cast.clock.advance(days * 24 * 3600)
        assert await do_what_is_due(cast.office) == {what: 1}
        await post_notices(cast.office)
        assert take_mails(cast.office) == [people]


async def test_a_desk_that_everybody_has_left_is_asked_through_the_sender(cast: Cast) -> None:
    await send(cast, "routine")
    for player in (cast.desk, cast.desk_lead):
        await disable_member(cast.office, HOUSE, player.member, knows_loss=True)
    empty_mailbox(cast.office)
    cast.clock.advance(3 * 24 * 3600)

    assert await do_what_is_due(cast.office) == {Due.REMIND: 1}
    await post_notices(cast.office)
    assert take_mails(cast.office) == ["worker"]


async def test_hours_that_cannot_be_read_hold_up_no_clock(cast: Cast) -> None:
    await open_desk(cast, TUESDAYS)
    await Schedule.all().update(time_zone="Nowhere/Town")
    await send(cast, "routine")
    cast.clock.advance(3 * 24 * 3600)

    assert await do_what_is_due(cast.office) == {Due.REMIND: 1}


async def test_a_draft_is_warned_of_the_end_of_its_consent_and_keeps_its_words(cast: Cast) -> None:
    ready = await cast.consented()
    cast.clock.advance(24 * 24 * 3600)
    assert await do_what_is_due(cast.office) == {Due.WARN: 1}
    cast.clock.advance(6 * 24 * 3600)
    assert await do_what_is_due(cast.office) == {Due.EXPIRE: 1}

    worker = await badge_on(cast, cast.worker)
    assert (await open_payload(cast.office, worker, ready.id, Side.SENDER)).need == ("200",)
    await nothing_more_is_due(cast)


async def test_a_rehearsal_says_the_same_and_changes_nothing(cast: Cast) -> None:
    for urgency in ("today", "routine"):
        await send(cast, urgency)
    await cast.consented()
    for days in (0.1, 3, 21, 30):
        cast.clock.advance(days * 24 * 3600)
        before = await AuditLine.all().count()
        foreseen = await foresee(cast.office)
        assert await AuditLine.all().count() == before
        assert foreseen
        assert foreseen == await do_what_is_due(cast.office)
        assert await foresee(cast.office) == {}


async def test_several_at_once_do_each_once(cast: Cast) -> None:
    for urgency in ("today", "routine", "within_72h"):
        await send(cast, urgency)
    cast.clock.advance(20 * 3600)
    counts = await asyncio.gather(*(do_what_is_due(cast.office) for _ in range(3)))

    assert sum(counts, start=counts[0] - counts[0]) == {Due.REMIND: 1, Due.ESCALATE: 1}
    assert await AuditLine.filter(action="reminder_sent").count() == 1
    await asyncio.gather(*(post_notices(cast.office) for _ in range(3)))
    assert take_mails(cast.office) == ["desk", "desk_lead"]


async def test_where_a_listing_says_no_country_its_place_does(cast: Cast) -> None:
    """Its state is a name, not a code: it says nothing of the clock."""
    await Service.filter(id=cast.service.id).update(country=None)
    location = await Location.create(id=uuid4(), visibility="public")
    await ServiceAtLocation.create(id=uuid4(), service=cast.service, location=location)
    await Address.create(
        id=uuid4(),
        location=location,
        country="IN",
        state_province="Kerala",
        address_type="physical",
    )
    zone = ZoneInfo("Asia/Kolkata")
    cast.clock.now = moment("11-25T14:00", zone)
    await send(cast, "routine")

    await becomes_due(cast, Due.REMIND, moment("11-27T14:00", zone))


async def open_desk(cast: Cast, where: Where) -> ZoneInfo:
    await Service.filter(id=cast.service.id).update(country=where.country)
    if where.days:
        await Schedule.create(
            id=uuid4(),
            service=cast.service,
            freq="WEEKLY",
            byday=where.days,
            opens_at=where.opens_at,
            closes_at=where.closes_at,
            time_zone=where.zone,
        )
    return ZoneInfo(where.zone)


async def send(cast: Cast, urgency: str, **given: Any) -> Referral:
    await Recipient.filter(service_id=cast.service.id).update(answers_same_day=True)
    await badge_on(cast, cast.worker)
    area = {"area": (await Service.get(id=cast.service.id)).country or "ES-VC"}
    sent = await cast.sent({**ADULT, **area, "urgency": urgency}, **given)
    empty_mailbox(cast.office)
    return sent.referral


def moment(text: str, zone: ZoneInfo) -> datetime:
    """On the wall of the desk; of 2026 where nothing else is said."""
    full = text if text.startswith("20") else f"2026-{text}"
    return datetime.fromisoformat(full).replace(tzinfo=zone).astimezone(UTC)


async def becomes_due(cast: Cast, what: Due, at: datetime) -> None:
    """Not a second before."""
    cast.clock.now = at - SECOND
    assert await do_what_is_due(cast.office) == {}
    cast.clock.now = at
    assert await do_what_is_due(cast.office) == {what: 1}


async def nothing_more_is_due(cast: Cast) -> None:
    cast.clock.advance(400 * 24 * 3600)
    assert await do_what_is_due(cast.office) == {}


async def said_by_clock(sent: Referral) -> list[tuple[str, str]]:
    lines = await AuditLine.filter(actor="clock").order_by("seq")
    return [(line.action, line.after) for line in lines]
