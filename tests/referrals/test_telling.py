"""Whom an act tells, once, and that what cannot be mailed now is mailed later."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest

from directory.accounts.actions.members import disable_member
from directory.accounts.models import Notice
from directory.accounts.notices import post_notices
from directory.accounts.office import Office
from directory.referrals.access import Side
from directory.referrals.actions import answering, handing_over, opening, taking_back
from directory.referrals.actions.drafting import discard_draft
from directory.referrals.actions.sending import send_referral
from directory.referrals.models import Referral
from directory.referrals.refusals import ConsentEnded
from tests.accounts.cast import HOUSE
from tests.referrals.cast import Cast, once
from tests.referrals.mailed import empty_mailbox, take_mails
from tests.referrals.over_time import badge_on

DESK = ["desk", "desk_lead"]
Act = Callable[[Cast, Referral], Awaitable[object]]


@pytest.fixture
async def sent(cast: Cast) -> Referral:
    empty_mailbox(cast.office)
    return (await cast.sent()).referral


async def test_only_sending_tells_the_desk_and_sending_twice_tells_it_once(cast: Cast) -> None:
    empty_mailbox(cast.office)
    ready, worker = await cast.consented(), await cast.badge(cast.worker)
    assert take_mails(cast.office) == []
    page = once(ready)
    for _ in range(2):
        await send_referral(cast.office, worker, ready.id, page)

    assert take_mails(cast.office) == DESK


async def accept(cast: Cast, sent: Referral) -> object:
    return await answering.accept(cast.office, await cast.badge(cast.desk), sent.id, once())


async def decline(cast: Cast, sent: Referral) -> object:
    desk = await cast.badge(cast.desk)
    return await answering.decline(cast.office, desk, sent.id, once(), "no_capacity")


async def recall(cast: Cast, sent: Referral) -> object:
    worker = await cast.badge(cast.worker)
    return await taking_back.recall(cast.office, worker, sent.id, once(), "wrong_service")


async def withdraw(cast: Cast, sent: Referral) -> object:
    worker, said = await cast.badge(cast.worker), "on_their_word"
    return await taking_back.withdraw_for_person(cast.office, worker, sent.id, uuid4().hex, said)


async def ask_void(cast: Cast, sent: Referral) -> object:
    return await taking_back.ask_void(cast.office, await cast.badge(cast.worker), sent.id, once())


async def hand_over(cast: Cast, sent: Referral) -> object:
    lead, to = await cast.badge(cast.lead), cast.colleague.member.id
    return await handing_over.transfer_to_colleague(cast.office, lead, sent.id, to, once())


@pytest.mark.parametrize(
    ("act", "told"),
    [
        (accept, ["worker"]),
        (decline, ["worker"]),
        (recall, DESK),
        (withdraw, [*DESK, "worker"]),
        (ask_void, ["lead"]),
        (hand_over, ["colleague"]),
    ],
)
async def test_an_act_tells_the_other_side(
    cast: Cast, sent: Referral, act: Act, told: list[str]
) -> None:
    assert take_mails(cast.office) == DESK
    await act(cast, sent)

    assert take_mails(cast.office) == told
    assert not await Notice.exists()


async def test_what_ends_as_a_draft_tells_nobody(cast: Cast) -> None:
    empty_mailbox(cast.office)
    draft = await cast.draft()
    await discard_draft(cast.office, await cast.badge(cast.worker), draft.id, once())

    assert take_mails(cast.office) == []


async def test_the_lead_is_told_for_a_caseworker_who_has_left(cast: Cast, sent: Referral) -> None:
    await disable_member(cast.office, HOUSE, cast.worker.member)
    empty_mailbox(cast.office)
    await accept(cast, sent)

    assert take_mails(cast.office) == ["lead"]


async def test_who_comes_after_the_last_day_ends_it_and_both_learn(
    cast: Cast, sent: Referral
) -> None:
    empty_mailbox(cast.office)
    desk = await badge_on(cast, cast.desk, cast.clock.now + timedelta(days=30))
    with pytest.raises(ConsentEnded):
        await opening.open_payload(cast.office, desk, sent.id, Side.RECIPIENT)

    assert take_mails(cast.office) == [*DESK, "worker"]


async def test_an_act_is_done_though_no_mail_leaves_and_the_mail_follows(
    cast: Cast, sent: Referral
) -> None:
    empty_mailbox(cast.office)
    mailbox = replace(cast.office.mailbox, url="smtp://127.0.0.1:1")
    done = await withdraw(replace(cast, office=replace(cast.office, mailbox=mailbox)), sent)
    assert isinstance(done, Referral)
    assert done.state == "withdrawn"
    assert take_mails(cast.office) == []

    assert await post_notices(cast.office) == 3
    assert take_mails(cast.office) == [*DESK, "worker"]


async def test_an_act_does_not_wait_for_the_mails_of_others(cast: Cast, sent: Referral) -> None:
    empty_mailbox(cast.office)
    older: Office = replace(cast.office, clock=lambda: cast.clock.now - timedelta(hours=1))
    mailbox = replace(cast.office.mailbox, url="smtp://127.0.0.1:1")
    await ask_void(replace(cast, office=replace(older, mailbox=mailbox)), sent)
    await accept(cast, sent)

    assert take_mails(cast.office) == ["worker"]
    assert await post_notices(cast.office) == 1
    assert take_mails(cast.office) == ["lead"]
