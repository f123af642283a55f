"""Those who wrote a referral take it away, while it may be read, and that is written down."""

from uuid import uuid4

import pytest

from directory.accounts.models import AuditLine
from directory.accounts.office import Office
from directory.errors import NotFound
from directory.referrals.actions import answering, taking_back
from directory.referrals.actions.exporting import export_referral
from directory.referrals.lifecycle import State
from directory.referrals.minimal import Payload
from directory.referrals.refusals import ConsentEnded
from tests.referrals.cast import ADULT, Cast, once
from tests.referrals.said import TERMS


async def test_the_senders_team_takes_its_own_away(office: Office, cast: Cast) -> None:
    sent = await cast.sent()
    desk = await cast.badge(cast.desk)
    await answering.accept(office, desk, sent.referral.id, once(sent.referral))

    it = await export_referral(office, await cast.badge(cast.worker), sent.referral.id)

    assert (it.payload, it.code) == (Payload.read(ADULT, TERMS), sent.code)
    assert (it.state, it.sender, it.service) == (State.ACCEPTED, "Harbour", "Haven")
    assert await AuditLine.filter(action="payload_exported").count() == 1


@pytest.mark.parametrize("who", ["desk", "stranger", "strange_desk", "operator"])
async def test_nobody_else_does(office: Office, cast: Cast, who: str) -> None:
    sent = await cast.sent()
    badge = await cast.badge(getattr(cast, who))

    with pytest.raises(NotFound):
        await export_referral(office, badge, sent.referral.id)


async def test_nothing_leaves_before_a_yes_and_nothing_after_it_was_taken_back(
    office: Office, cast: Cast
) -> None:
    worker, draft = await cast.badge(cast.worker), await cast.draft()
    with pytest.raises(ConsentEnded):
        await export_referral(office, worker, draft.id)

    sent = await cast.sent()
    await taking_back.withdraw_by_code(office, sent.receipt, uuid4().hex)
    with pytest.raises(ConsentEnded):
        await export_referral(office, worker, sent.referral.id)
