"""A year at two agencies, with cron beside them: each thing once, nothing kept past its time."""

from collections import Counter
from collections.abc import Awaitable, Callable, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid4

from directory.accounts.checkpoints import check_audit
from directory.accounts.models import AuditLine, Notice
from directory.accounts.notices import post_notices
from directory.accounts.purge import purge
from directory.referrals.actions import answering, taking_back
from directory.referrals.due import do_what_is_due, foresee
from directory.referrals.lifecycle import TERMINAL
from directory.referrals.models import Referral, ReferralCount, SealedKey, SealedPayload
from directory.referrals.purging import referral_rules
from directory.settings import Settings
from tests.referrals.cast import Cast, once
from tests.referrals.mailed import empty_mailbox
from tests.referrals.over_time import badge_on

BEGIN = datetime(2027, 1, 4, 9, tzinfo=UTC)
STEP = timedelta(days=1)
ASKS = ("reminder_sent", "lead_asked", "sender_warned")
ENDS = ("lapsed", "expired")
Act = Callable[[Cast, str], Awaitable[object]]


async def accept(cast: Cast, number: str) -> None:
    await answering.accept(cast.office, await badge_on(cast, cast.desk), number, once())


async def reach(cast: Cast, number: str) -> None:
    await answering.mark_in_contact(cast.office, await badge_on(cast, cast.desk), number, once())


async def complete(cast: Cast, number: str) -> None:
    desk = await badge_on(cast, cast.desk)
    await answering.complete(cast.office, desk, number, once(), "service_given")


async def decline(cast: Cast, number: str) -> None:
    desk = await badge_on(cast, cast.desk)
    await answering.decline(cast.office, desk, number, once(), "no_capacity")


async def withdraw(cast: Cast, number: str) -> None:
    worker, how = await badge_on(cast, cast.worker), "on_their_word"
    await taking_back.withdraw_for_person(cast.office, worker, number, uuid4().hex, how)


# What is done on which day after the sending, and what the clock does beside it.
STORIES: tuple[tuple[str, Mapping[int, Act], str], ...] = (
    ("silent", {}, "reminder_sent lead_asked lapsed"),
    ("taken and dropped", {1: accept}, "sender_warned expired lapsed"),
    ("helped", {1: accept, 5: reach, 20: complete}, ""),
    ("declined", {6: decline}, "reminder_sent"),
    ("withdrawn", {1: accept, 25: withdraw}, "sender_warned"),
    ("helped for long", {1: accept, 29: reach, 50: complete}, "sender_warned expired"),
)


async def test_a_year_goes_by(cast: Cast, settings: Settings, tmp_path: Path) -> None:
    plan, sealed = [], list[bytes]()
    for month in range(12):
        _, acts, by_clock = STORIES[month % len(STORIES)]
        plan.append((BEGIN + timedelta(days=30 * month), acts, by_clock))
    numbers: dict[int, str] = {}
    consents: dict[int, str] = {}
    cast.clock.now = BEGIN
    while cast.clock.now < BEGIN + timedelta(days=420):
        for which, (sent_at, acts, _) in enumerate(plan):
            day = (cast.clock.now - sent_at) / timedelta(days=1)
            if day == 0:
                await badge_on(cast, cast.worker)
                sent = (await cast.sent()).referral
                numbers[which], consents[which] = sent.id, str(sent.consent_id)
                sealed += [row.sealed for row in await SealedPayload.all()]
            elif day in acts:
                await acts[int(day)](cast, numbers[which])
        await cron(cast)
        cast.clock.now += STEP

    for which, (_, _, by_clock) in enumerate(plan):
        done = await done_by_clock(numbers[which], consents[which])
        assert done == Counter(by_clock.split()), which
    await only_what_is_young_is_left(cast)
    assert (await check_audit(cast.office, tmp_path)).broken is None
    assert sealed
    if settings.database_url.startswith("sqlite://"):
        on_disk = b"".join(map(Path.read_bytes, all_files(tmp_path)))
        assert not any(each in on_disk for each in sealed)


def all_files(folder: Path) -> list[Path]:
    """The database with the log beside it, and whatever else was written."""
    return [path for path in folder.rglob("*") if path.is_file()]


async def cron(cast: Cast) -> None:
    if await do_what_is_due(cast.office):
        assert await foresee(cast.office) == {}
    await post_notices(cast.office)
    assert not await Notice.exists()
    empty_mailbox(cast.office)
    if cast.clock.now.weekday() == 0:
        await purge(referral_rules(cast.office))
        await nothing_is_sealed_past_its_time(cast.clock.now)


async def nothing_is_sealed_past_its_time(now: datetime) -> None:
    late = Referral.filter(state__in=list(TERMINAL), ended_at__lte=now - timedelta(days=7))
    ids = await late.values_list("id", flat=True)
    for model in (SealedPayload, SealedKey):
        assert not await model.filter(referral_id__in=ids).exists()


async def done_by_clock(number: str, consent: str) -> Counter[str]:
    """What it reminded of, and what it ended."""
    lines = await AuditLine.filter(actor="clock", object_id__in=[UUID(number), UUID(consent)])
    said = Counter(line.after if line.after in ENDS else line.action for line in lines)
    return Counter({word: said[word] for word in (*ASKS, *ENDS) if said[word]})


async def only_what_is_young_is_left(cast: Cast) -> None:
    kept = await Referral.all()
    assert all(each.ended_at for each in kept)
    assert min(each.ended_at for each in kept if each.ended_at) > cast.clock.now - timedelta(373)
    counted = sum(each.number for each in await ReferralCount.all())
    assert counted == 12 - len(kept) > 0
    assert not await SealedPayload.exists()
