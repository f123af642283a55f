"""One referral of the inbox: read after the second factor, and answered."""

import pytest

from directory.accounts.models import AuditLine
from directory.referrals.actions.taking_back import withdraw_by_code
from directory.referrals.models import DoneRequest, Referral
from tests.accounts.browser import Browser
from tests.referrals.answering.forms import acts_on, form_of, main_text, send
from tests.referrals.cast import Cast


async def taken(cast: Cast, desk: Browser) -> str:
    """The address of one that the desk has taken on."""
    sent = await cast.sent()
    address = f"/en/staff/inbox/{sent.referral.id}"
    answer = await send(desk, await desk.get(address), "accept")
    assert answer.headers["location"] == address
    return address


async def state_of(address: str) -> tuple[str, str]:
    referral = await Referral.get(id=address.rpartition("/")[2])
    return referral.state, referral.reason


async def opened_times() -> int:
    return await AuditLine.filter(action="payload_opened").count()


async def test_it_is_read_after_the_second_factor_and_the_audit_says_so(
    cast: Cast, desk: Browser
) -> None:
    sent = await cast.sent()
    before, address = await opened_times(), f"/en/staff/inbox/{sent.referral.id}"
    asked = await desk.get(f"{address}/open")
    assert asked.headers["location"].startswith("/en/staff/confirm?next=")
    assert await opened_times() == before

    await desk.confirm(cast.desk.secret)
    page = await desk.get(f"{address}/open")

    assert sent.code.spoken() in page.text
    assert await opened_times() == before + 1
    line = await AuditLine.filter(action="payload_opened").order_by("-seq").first()
    assert line is not None
    assert line.actor == str(cast.desk.member.id)


async def test_where_to_call_is_shown_once_it_is_taken_on(cast: Cast, desk: Browser) -> None:
    sent = await cast.sent()
    await desk.confirm(cast.desk.secret)
    address = f"/en/staff/inbox/{sent.referral.id}/open"
    before = await desk.get(address)
    assert "+34600000000" not in before.text

    after = await send(desk, before, "accept")

    assert after.headers["location"] == address
    assert "+34600000000" in (await desk.get(address)).text


async def test_the_reader_has_it_in_their_language_with_the_codes_of_the_sender(
    cast: Cast, desk: Browser
) -> None:
    sent = await cast.sent()
    await desk.confirm(cast.desk.secret)
    page = await desk.get(f"/es/staff/inbox/{sent.referral.id}/open")

    assert "Comunidad Valenciana" in page.text or "Comunitat Valenciana" in page.text
    for code in ("need: 200", "area: ES-VC", "age_band: 18+", "access_needs: step_free"):
        assert code in page.text


async def test_it_goes_from_the_yes_to_the_waiting_list_and_to_its_end(
    cast: Cast, desk: Browser
) -> None:
    address = await taken(cast, desk)
    waits = await send(desk, await desk.get(address), "wait", reason="place", week="2026-12-14")
    assert waits.status_code == 303
    page = await desk.get(address)
    assert "expected in the week of 14 December 2026" in main_text(page)
    await send(desk, page, "reach")
    page = await desk.get(address)
    assert "In contact since 25 November 2026" in main_text(page)
    await send(desk, page, "complete", reason="service_given")

    assert await state_of(address) == ("completed", "service_given")
    page = await desk.get(address)
    assert acts_on(page) == set()
    assert f"{address}/open" not in page.text


@pytest.mark.parametrize(
    ("act", "reason", "state"),
    [("decline", "no_capacity", "declined"), ("fail", "capacity_lost", "unable")],
)
async def test_a_no_has_a_coded_reason(
    cast: Cast, desk: Browser, act: str, reason: str, state: str
) -> None:
    address = f"/en/staff/inbox/{(await cast.sent()).referral.id}"
    if act == "fail":
        await send(desk, await desk.get(address), "accept")
    page = await desk.get(address)
    for wrong in ("", "because", "service_given"):
        refused = await send(desk, page, act, reason=wrong)
        assert refused.status_code == 422
        assert "Choose a reason from the list." in refused.text
    await send(desk, page, act, reason=reason)

    assert await state_of(address) == (state, reason)


async def test_a_waiting_list_needs_a_week_and_the_reason_that_was_chosen_stays(
    cast: Cast, desk: Browser
) -> None:
    address = await taken(cast, desk)
    page = await desk.get(address)
    for week in ("", "soon", "2026-11-17", "2036-12-15"):
        refused = await send(desk, page, "wait", reason="interpreter", week=week)
        assert refused.status_code == 422
        assert "Choose the week in which it should go on." in refused.text
        assert form_of(refused, "wait")["reason"] == "interpreter"
    assert (await state_of(address))[0] == "accepted"


async def test_a_page_that_has_not_seen_the_newest_state_says_so_and_loses_nothing(
    cast: Cast, desk: Browser
) -> None:
    address = await taken(cast, desk)
    old = await desk.get(address)
    await send(desk, old, "reach")

    stale = await send(desk, old, "fail", reason="could_not_contact_safely")
    assert stale.status_code == 409
    assert "Somebody has changed this in the meantime." in stale.text
    assert await state_of(address) == ("in_contact", "")
    assert form_of(stale, "fail")["reason"] == "could_not_contact_safely"
    await send(desk, stale, "fail")
    assert await state_of(address) == ("unable", "could_not_contact_safely")


async def test_the_same_page_sent_twice_has_one_effect(cast: Cast, desk: Browser) -> None:
    address = f"/en/staff/inbox/{(await cast.sent()).referral.id}"
    page = await desk.get(address)
    first = await send(desk, page, "accept")
    version = (await Referral.get(id=address.rpartition("/")[2])).version
    done = await DoneRequest.all().count()
    second = await send(desk, page, "accept")

    assert (first.status_code, second.status_code) == (303, 303)
    assert (await Referral.get(id=address.rpartition("/")[2])).version == version
    assert await DoneRequest.all().count() == done


async def test_after_a_withdrawal_nothing_opens_and_no_answer_counts(
    cast: Cast, desk: Browser
) -> None:
    sent = await cast.sent()
    await desk.confirm(cast.desk.secret)
    address = f"/en/staff/inbox/{sent.referral.id}"
    page = await desk.get(f"{address}/open")
    await withdraw_by_code(cast.office, sent.receipt, "00" * 16)

    for answer in (await desk.get(f"{address}/open"), await send(desk, page, "accept")):
        assert answer.status_code == 409
        assert "This referral was taken back. Delete any copy." in answer.text
        assert acts_on(answer) == {"deleted"}
        assert sent.code.spoken() not in answer.text
    assert (await state_of(address))[0] == "withdrawn"


async def test_after_the_last_day_of_the_consent_only_an_outcome_can_be_told(
    cast: Cast, desk: Browser
) -> None:
    address = await taken(cast, desk)
    page = await desk.get(address)
    cast.clock.advance(31 * 24 * 3600)
    await desk.sign_in(cast.desk.email, cast.desk.password, cast.desk.secret)
    await desk.get("/en/staff/")
    too_late = await send(desk, page, "reach", form_token=desk.token)
    assert too_late.status_code == 409

    assert acts_on(too_late) == {"complete", "fail"}
    assert "You can still say what came of it." in too_late.text
    await send(desk, too_late, "complete", reason="service_started")
    assert await state_of(address) == ("completed", "service_started")


async def test_an_act_that_is_none_changes_nothing(cast: Cast, desk: Browser) -> None:
    address = await taken(cast, desk)
    for act in ("", "withdraw", "recall", "lapse"):
        page = await desk.get(address)
        refused = await desk.post(f"{address}/answer", **{**form_of(page, "reach"), "act": act})
        assert refused.status_code == 422
    assert await state_of(address) == ("accepted", "")
