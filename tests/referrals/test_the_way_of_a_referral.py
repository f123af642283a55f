"""From the first word to the answer, with the family's receipt beside it."""

from uuid import uuid4

import pytest

from directory.accounts.office import Office
from directory.catalog.models import Service
from directory.referrals.access import Side
from directory.referrals.actions import answering, taking_back
from directory.referrals.actions.opening import open_payload, read_code
from directory.referrals.actions.sending import send_referral
from directory.referrals.minimal import Payload
from directory.referrals.queries import find_by_code, list_incoming, list_outgoing
from directory.referrals.receipts import read_receipt
from directory.referrals.refusals import ConsentEnded
from tests.referrals.cast import ADULT, Cast, once
from tests.referrals.said import TERMS


async def test_a_referral_is_written_agreed_to_sent_read_and_answered(
    office: Office, cast: Cast, tmp_path: object
) -> None:
    sent = await cast.sent()
    worker, desk = await cast.badge(cast.worker), await cast.badge(cast.desk)
    said = Payload.read(ADULT, TERMS)

    (waiting,) = await list_incoming(desk)
    before = await open_payload(office, desk, waiting.id, Side.RECIPIENT)
    assert (before.need, before.safe_contact) == (said.need, None)
    taken = await answering.accept(office, desk, waiting.id, once(waiting))
    assert await open_payload(office, desk, taken.id, Side.RECIPIENT) == said
    assert await open_payload(office, worker, taken.id, Side.SENDER) == said

    receipt = await read_receipt(office, sent.receipt)
    assert (receipt.payload, receipt.code, receipt.referral.state) == (said, sent.code, "accepted")
    assert await read_code(office, desk, taken.id, Side.RECIPIENT) == sent.code
    assert (await find_by_code(office, desk, sent.code)).id == taken.id

    reached = await answering.mark_in_contact(office, desk, taken.id, once(taken))
    done = await answering.complete(office, desk, taken.id, once(reached), "service_given")
    assert (done.state, done.reason) == ("completed", "service_given")
    assert (await list_outgoing(worker), await list_incoming(desk)) == ([], [])
    with pytest.raises(ConsentEnded):
        await open_payload(office, desk, done.id, Side.RECIPIENT)
    assert await open_payload(office, worker, done.id, Side.SENDER) == said


async def test_a_family_withdraws_with_its_code_and_nothing_opens_it_any_more(
    office: Office, cast: Cast
) -> None:
    sent = await cast.sent()
    await taking_back.withdraw_by_code(office, sent.receipt, uuid4().hex)

    for player, side in ((cast.worker, Side.SENDER), (cast.desk, Side.RECIPIENT)):
        with pytest.raises(ConsentEnded):
            await open_payload(office, await cast.badge(player), sent.referral.id, side)
    receipt = await read_receipt(office, sent.receipt)
    assert (receipt.payload, receipt.referral.state) == (None, "withdrawn")


async def test_the_same_page_sent_twice_sends_once_and_shows_the_same_codes(
    office: Office, cast: Cast
) -> None:
    ready, worker = await cast.consented(), await cast.badge(cast.worker)
    page = once(ready)
    first = await send_referral(office, worker, ready.id, page)
    second = await send_referral(office, worker, ready.id, page)

    assert (second.code, second.receipt) == (first.code, first.receipt)
    assert second.referral.version == first.referral.version


async def test_an_answer_says_of_its_listing_that_somebody_is_there_and_no_finer_than_a_quarter(
    office: Office, cast: Cast
) -> None:
    sent = await cast.sent()
    desk = await cast.badge(cast.desk)
    assert (await Service.get(id=cast.service.id)).used_on is None

    await answering.accept(office, desk, sent.referral.id, once(sent.referral))

    used_on = (await Service.get(id=cast.service.id)).used_on
    assert used_on is not None
    assert (used_on.day, used_on.month % 3) == (1, 1)
    assert (await Service.get(id=cast.strange_service.id)).used_on is None
