"""What a sender sees of a referral and does with it, on the pages."""

import json
import re
from datetime import timedelta
from uuid import uuid4

import pytest

from directory.accounts.office import Office
from directory.catalog.models import Service
from directory.referrals.actions import answering
from directory.referrals.models import Recipient, Referral
from tests.accounts.clock import SetClock
from tests.house.page import ParsedPage
from tests.referrals.cast import Cast, once
from tests.referrals.pages.conftest import SignIn
from tests.referrals.pages.doing import BOARD, do, page_of, state_of


async def test_the_board_says_what_waits_and_what_is_late(
    cast: Cast, clock: SetClock, sign_in: SignIn
) -> None:
    await cast.draft()
    sent = await cast.sent()
    worker = await sign_in(cast.worker)
    board = (await worker.get(BOARD)).text
    assert 'data-group="waiting"' in board
    assert 'data-group="drafts"' in board
    assert "late" not in board
    assert "One referral is written and not sent." in (await worker.get("/en/staff/")).text

    clock.advance(timedelta(days=6).total_seconds())
    worker = await sign_in(cast.worker)
    assert 'data-group="late"' in (await worker.get(BOARD)).text
    assert (
        "Nobody has answered in the time that was promised."
        in (await worker.get(page_of(sent.referral))).text
    )
    assert "One referral is late" in (await worker.get("/en/staff/")).text


async def test_a_colleague_sees_it_among_those_of_the_whole_team(
    cast: Cast, sign_in: SignIn
) -> None:
    sent = await cast.sent()
    colleague, lead = await sign_in(cast.colleague), await sign_in(cast.lead)

    assert sent.referral.id not in (await colleague.get(BOARD)).text
    assert sent.referral.id in (await colleague.get(f"{BOARD}?of=all")).text
    assert sent.referral.id in (await lead.get(BOARD)).text


@pytest.mark.parametrize("path", ["", "/open", "/export", "/withdraw", "/send"])
@pytest.mark.parametrize("who", ["stranger", "strange_desk", "desk", "operator"])
async def test_to_everybody_else_it_is_not_there(
    cast: Cast, sign_in: SignIn, who: str, path: str
) -> None:
    sent, player = await cast.sent(), getattr(cast, who)
    browser = await sign_in(player)
    await browser.confirm(player.secret)

    assert (await browser.get(page_of(sent.referral, path))).status_code == 404


async def test_reading_it_takes_the_second_factor_again(cast: Cast, sign_in: SignIn) -> None:
    sent, worker = await cast.sent(), await sign_in(cast.worker)
    for path in ("/open", "/export"):
        answer = await worker.get(page_of(sent.referral, path))
        assert answer.headers["location"].startswith("/en/staff/confirm")

    await worker.confirm(cast.worker.secret)
    opened = await worker.get(page_of(sent.referral, "/open"))
    assert "+34600000000" in opened.text
    assert sent.code.spoken() in opened.text
    exported = await worker.get(page_of(sent.referral, "/export"))
    assert exported.headers["content-type"] == "application/fhir+json"
    assert json.loads(exported.text)["resourceType"] == "Bundle"
    assert exported.headers["cache-control"] == "no-store"


async def test_it_is_called_back_for_a_reason(cast: Cast, sign_in: SignIn) -> None:
    sent, worker = await cast.sent(), await sign_in(cast.worker)

    refused = await do(worker, sent.referral, "/recall")
    assert refused.status_code == 422
    assert "Choose a reason from the list." in refused.text
    done = await do(worker, sent.referral, "/recall", reason="found_elsewhere")

    assert done.status_code == 303
    assert await state_of(sent.referral) == ("recalled", "found_elsewhere")


async def test_a_page_that_has_not_seen_the_answer_does_nothing(
    office: Office, cast: Cast, sign_in: SignIn
) -> None:
    sent, worker = await cast.sent(), await sign_in(cast.worker)
    desk = await cast.badge(cast.desk)
    await answering.accept(office, desk, sent.referral.id, once(sent.referral))

    stale = await worker.post(
        page_of(sent.referral, "/recall"),
        request_id=uuid4().hex,
        version=str(sent.referral.version),
        reason="no_answer",
    )

    assert stale.status_code == 422
    assert "Somebody has changed this in the meantime." in stale.text
    assert await state_of(sent.referral) == ("accepted", "")


async def test_it_is_withdrawn_for_the_family_in_two_steps(cast: Cast, sign_in: SignIn) -> None:
    sent, worker = await cast.sent(), await sign_in(cast.colleague)

    asked = await worker.get(page_of(sent.referral, "/withdraw"))
    assert await state_of(sent.referral) == ("sent", "")
    fields = {
        box["name"]: box["value"]
        for box in ParsedPage(asked.text).all("input")
        if box.get("name") in {"request_id", "version"}
    }
    done = await worker.post(page_of(sent.referral, "/withdraw"), **fields, how="on_their_word")

    assert done.status_code == 303
    assert await state_of(sent.referral) == ("withdrawn", "on_their_word")
    gone = await worker.get(page_of(sent.referral))
    assert "Read what it says" not in gone.text
    assert (await worker.get(page_of(sent.referral, "/withdraw"))).status_code == 303


async def test_a_colleague_goes_on_with_it_and_a_stranger_cannot(
    cast: Cast, sign_in: SignIn
) -> None:
    sent, worker = await cast.sent(), await sign_in(cast.worker)

    strange = await do(worker, sent.referral, "/hand-over", member=str(cast.stranger.member.id))
    assert strange.status_code == 404
    done = await do(worker, sent.referral, "/hand-over", member=str(cast.colleague.member.id))

    assert done.status_code == 303
    assert (await Referral.get(id=sent.referral.id)).member_id == cast.colleague.member.id


async def test_an_error_is_taken_back_by_two(cast: Cast, sign_in: SignIn) -> None:
    sent, worker, lead = await cast.sent(), await sign_in(cast.worker), await sign_in(cast.lead)

    early = await do(lead, sent.referral, "/void")
    assert early.status_code == 422
    assert (await do(worker, sent.referral, "/void")).status_code == 404
    assert (await do(worker, sent.referral, "/ask-void")).status_code == 303
    assert "A lead of your team has to agree." in (await worker.get(page_of(sent.referral))).text
    assert (await do(lead, sent.referral, "/void")).status_code == 303

    assert await state_of(sent.referral) == ("voided", "")


async def test_the_second_member_of_staff_is_another(cast: Cast, sign_in: SignIn) -> None:
    draft, worker = await cast.draft(), await sign_in(cast.worker)
    colleague = await sign_in(cast.colleague)
    await worker.confirm(cast.worker.secret)
    await colleague.confirm(cast.colleague.secret)

    own = await do(worker, draft, "/second")
    assert own.status_code == 422
    assert "Another member of staff" in own.text
    assert (await do(colleague, draft, "/second")).status_code == 303

    assert (await Referral.get(id=draft.id)).approved_by_id == cast.colleague.member.id


async def test_a_draft_is_thrown_away(cast: Cast, sign_in: SignIn) -> None:
    draft, worker = await cast.draft(), await sign_in(cast.worker)

    assert (await do(worker, draft, "/discard")).status_code == 303

    assert await state_of(draft) == ("voided", "")
    assert draft.id not in (await worker.get(BOARD)).text


async def test_a_desk_without_an_account_gets_a_link_and_the_sender_six_digits(
    cast: Cast, sign_in: SignIn
) -> None:
    await Recipient.filter(service_id=cast.service.id).update(
        team_id=None, email="haven@services.example"
    )
    sent, worker = await cast.sent(), await sign_in(cast.worker)

    answer = await do(worker, sent.referral, "/answer-link")

    assert answer.status_code == 200
    assert re.search(r"<bdi>\d{6}</bdi>", answer.text)
    refused = await do(worker, (await cast.draft()), "/answer-link")
    assert refused.status_code == 422


async def test_a_lost_number_is_shown_again_after_the_second_factor(
    cast: Cast, sign_in: SignIn
) -> None:
    sent, worker = await cast.sent(), await sign_in(cast.worker)
    assert sent.receipt.written() not in (await do(worker, sent.referral, "/receipt-again")).text
    await worker.confirm(cast.worker.secret)

    assert sent.receipt.written() in (await do(worker, sent.referral, "/receipt-again")).text


async def test_a_declined_one_shows_whom_to_ask_next(
    office: Office, cast: Cast, sign_in: SignIn
) -> None:
    sent = await cast.sent()
    desk = await cast.badge(cast.desk)
    await answering.decline(office, desk, sent.referral.id, once(sent.referral), "no_capacity")
    worker = await sign_in(cast.worker)

    page = await worker.get(page_of(sent.referral))

    assert "No place free" in page.text
    links = [it["href"] for it in ParsedPage(page.text).all("a") if it["href"].endswith("/refer")]
    assert 1 <= len(links) <= 4
    assert f"/en/staff/services/{cast.service.id}/refer" not in links


async def test_from_one_that_has_ended_the_way_to_say_what_is_wrong_carries_nothing_of_it(
    office: Office, cast: Cast, sign_in: SignIn
) -> None:
    sent, worker = await cast.sent(), await sign_in(cast.worker)
    wrong = f"/en/services/{cast.service.id}/wrong"
    assert f'href="{wrong}"' not in (await worker.get(page_of(sent.referral))).text
    desk = await cast.badge(cast.desk)
    await answering.decline(office, desk, sent.referral.id, once(sent.referral), "no_capacity")

    page = ParsedPage((await worker.get(page_of(sent.referral))).text)

    # The whole link: neither it nor the browser that follows it says which referral it comes from.
    links = [it for it in page.all("a") if "/wrong" in it["href"]]
    assert links == [{"href": wrong, "rel": "noreferrer"}]


async def test_of_a_service_that_is_gone_the_page_still_stands(cast: Cast, sign_in: SignIn) -> None:
    sent, worker = await cast.sent(), await sign_in(cast.worker)
    await Service.filter(id=cast.service.id).delete()

    for path in ("", "/withdraw"):
        page = await worker.get(page_of(sent.referral, path))
        assert page.status_code == 200
        assert "a service that is not listed any more" in page.text
