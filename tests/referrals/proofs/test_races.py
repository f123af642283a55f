"""Whoever acts at the same moment as a family withdraws comes before it, or finds nothing."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Barrier
from time import sleep
from uuid import UUID, uuid4

import pytest

from directory.accounts.models import AuditLine
from directory.accounts.office import Office
from directory.database import open_database
from directory.errors import NotFound
from directory.privacy.codes import LinkToken, ReceiptCode
from directory.referrals.access import Side
from directory.referrals.actions.answering import accept, complete, decline
from directory.referrals.actions.consenting import give_consent
from directory.referrals.actions.drafting import change_draft
from directory.referrals.actions.handing_over import transfer_to_colleague
from directory.referrals.actions.keeping_time import keep_time
from directory.referrals.actions.links import make_answer_link, open_by_link
from directory.referrals.actions.opening import open_payload
from directory.referrals.actions.sending import send_referral
from directory.referrals.actions.taking_back import withdraw_by_code, withdraw_for_person
from directory.referrals.models import Recipient, Referral, SealedKey, SealedPayload
from directory.referrals.receipts import read_receipt
from directory.referrals.refusals import ConsentEnded, Refused
from tests.accounts.staffed import cheap_office, settings_in
from tests.referrals.cast import ADULT, Cast, once, yes

# By how much the withdrawal is ahead of the other, in milliseconds: the acts take some 20 each.
AHEAD = (-10, -3, 0, 5, 10, 16, 24, 35)
HANGS_SECONDS = 20

Act = Callable[[Office], Awaitable[object]]


@dataclass(frozen=True, slots=True)
class Race:
    """One referral, and what somebody does to it while the family withdraws."""

    referral: Referral
    rival: Act
    receipt: ReceiptCode | None = None


async def opening(cast: Cast) -> Race:
    sent, desk = await cast.sent(), await cast.badge(cast.desk)
    return Race(
        sent.referral,
        lambda o: open_payload(o, desk, sent.referral.id, Side.RECIPIENT),
        sent.receipt,
    )


async def opening_by_link(cast: Cast) -> Race:
    desk = Recipient.filter(service_id=cast.service.id)
    before = await desk.get()
    await desk.update(team_id=None, email=cast.service.email)
    sent, worker = await cast.sent(), await cast.badge(cast.worker)
    made = await make_answer_link(cast.office, worker, sent.referral.id)
    await desk.update(team_id=before.team_id)
    token = newest_link(cast.office)
    return Race(sent.referral, lambda o: open_by_link(o, token, made.digits.reveal()), sent.receipt)


def newest_link(office: Office) -> LinkToken:
    newest = max(office.mailbox.folder.iterdir(), key=lambda path: path.stat().st_mtime_ns)
    return LinkToken.read(newest.read_text("ascii").split("/answer/")[1].split()[0])


async def accepting(cast: Cast) -> Race:
    sent, desk = await cast.sent(), await cast.badge(cast.desk)
    return Race(
        sent.referral,
        lambda o: accept(o, desk, sent.referral.id, once(sent.referral)),
        sent.receipt,
    )


async def declining(cast: Cast) -> Race:
    sent, desk = await cast.sent(), await cast.badge(cast.desk)
    return Race(
        sent.referral,
        lambda o: decline(o, desk, sent.referral.id, once(sent.referral), "area"),
        sent.receipt,
    )


async def completing(cast: Cast) -> Race:
    sent, desk = await cast.sent(), await cast.badge(cast.desk)
    taken = await accept(cast.office, desk, sent.referral.id, once(sent.referral))
    return Race(
        taken, lambda o: complete(o, desk, taken.id, once(taken), "service_given"), sent.receipt
    )


async def sending(cast: Cast) -> Race:
    ready, worker = await cast.consented(), await cast.badge(cast.worker)
    return Race(ready, lambda o: send_referral(o, worker, ready.id, once(ready)))


async def consenting(cast: Cast) -> Race:
    ready, worker, given = await cast.consented(), await cast.badge(cast.worker), yes(cast)
    return Race(ready, lambda o: give_consent(o, worker, ready.id, given, once(ready)))


async def changing(cast: Cast) -> Race:
    ready, worker = await cast.consented(), await cast.badge(cast.worker)
    return Race(ready, lambda o: change_draft(o, worker, ready.id, ADULT, once(ready)))


async def handing_over(cast: Cast) -> Race:
    sent, worker = await cast.sent(), await cast.badge(cast.worker)
    to, page = cast.colleague.member.id, once(sent.referral)
    return Race(
        sent.referral,
        lambda o: transfer_to_colleague(o, worker, sent.referral.id, to, page),
        sent.receipt,
    )


async def withdrawing_too(cast: Cast) -> Race:
    sent, lead = await cast.sent(), await cast.badge(cast.lead)
    return Race(
        sent.referral,
        lambda o: withdraw_for_person(o, lead, sent.referral.id, uuid4().hex, "by_giver"),
        sent.receipt,
    )


async def the_last_day(cast: Cast) -> Race:
    sent = await cast.sent()
    cast.clock.advance(30 * 24 * 3600)
    return Race(sent.referral, lambda o: keep_time(o, sent.referral.id), sent.receipt)


RIVALS = (
    *(opening, opening_by_link, accepting, declining, completing, sending),
    *(consenting, changing, handing_over, withdrawing_too, the_last_day),
)


@pytest.mark.parametrize("begin", RIVALS)
async def test_every_withdrawal_wins_its_race(
    peopled: tuple[str, Cast], cast: Cast, tmp_path: Path, begin: Callable[[Cast], Awaitable[Race]]
) -> None:
    """Two threads, each with a loop and connections of its own, as two workers have."""
    for number, ahead in enumerate(AHEAD):
        race = await begin(cast)
        withdraw = await withdrawal(cast, race, by_code=number % 2 == 0)
        office = cheap_office(settings_in(peopled[0], tmp_path), cast.clock)
        acts = (withdraw, race.rival)
        won, other = await run_both(peopled[0], office, acts, ahead / 1000)

        assert not isinstance(won, BaseException), won
        if isinstance(other, BaseException) and not isinstance(other, Refused | NotFound):
            raise other
        await nothing_is_left(cast, race)


async def withdrawal(cast: Cast, race: Race, *, by_code: bool) -> Act:
    request, receipt = uuid4().hex, race.receipt
    if by_code and receipt is not None:
        return lambda o: withdraw_by_code(o, receipt, request)
    badge = await cast.badge(cast.colleague)
    return lambda o: withdraw_for_person(o, badge, race.referral.id, request, "on_their_word")


async def run_both(
    url: str, office: Office, acts: Sequence[Act], ahead: float
) -> tuple[object, object]:
    """What each gave or raised."""
    barrier, loop = Barrier(2), asyncio.get_running_loop()
    delays = (max(-ahead, 0), max(ahead, 0))

    async def run(act: Act, delay: float) -> object:
        async with open_database(url):
            # What the loops share would bind itself to one of them.
            own = replace(office, turn=asyncio.Semaphore(2))
            barrier.wait(HANGS_SECONDS)
            sleep(delay)  # noqa: ASYNC251 - nothing else runs on this loop
            return await act(own)

    def alone(act: Act, delay: float) -> object:
        return asyncio.run(run(act, delay))

    # A thread of the executor has an empty context: the database of the test is not its own.
    both = [loop.run_in_executor(None, alone, *each) for each in zip(acts, delays, strict=True)]
    first, second = await asyncio.gather(*both, return_exceptions=True)
    return first, second


async def nothing_is_left(cast: Cast, race: Race) -> None:
    referral = await Referral.get(id=race.referral.id).select_related("consent")
    assert referral.state in {"withdrawn", "declined", "completed", "lapsed"}
    assert not await SealedPayload.exists(referral_id=referral.id)
    assert not await SealedKey.exists(referral_id=referral.id, sealed__isnull=False)
    for player, side in ((cast.worker, Side.SENDER), (cast.desk, Side.RECIPIENT)):
        with pytest.raises((ConsentEnded, NotFound)):
            await open_payload(cast.office, await cast.badge(player), referral.id, side)
    if race.receipt is not None:
        assert (await read_receipt(cast.office, race.receipt)).payload is None
    if referral.state == "withdrawn":
        await withdrawn_last(referral)


async def withdrawn_last(referral: Referral) -> None:
    """Whatever else was done came before it: the audit has the order of the commits."""
    lines = await AuditLine.filter(object_id=UUID(referral.id)).order_by("seq")
    assert lines[-1].after == "withdrawn"
    assert [line.after for line in lines].count("withdrawn") == 1
    assert referral.consent is not None
    assert referral.consent.state in {"withdrawn", "superseded"}
