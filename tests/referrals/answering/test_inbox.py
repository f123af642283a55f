"""The inbox: what waits and until when, and nothing of what it says."""

import re
from collections.abc import Callable
from dataclasses import replace

from directory.privacy.codes import SessionToken
from directory.referrals.actions.taking_back import withdraw_by_code
from directory.referrals.models import Referral
from tests.accounts.browser import Browser
from tests.accounts.conftest import signed_in
from tests.house.page import ParsedPage
from tests.referrals.answering.forms import main_text
from tests.referrals.cast import ADULT, Cast
from tests.referrals.said import SHORT


def rows_of(text: str) -> list[str]:
    return [each["data-row"] for each in ParsedPage(text).all("tr") if "data-row" in each]


async def test_it_says_who_asks_and_by_when_and_nothing_of_the_family(
    cast: Cast, desk: Browser
) -> None:
    await cast.sent()
    page = await desk.get("/en/staff/inbox")

    assert page.status_code == 200
    assert "Harbour" in page.text
    assert "Haven" in page.text
    # Two working days after the same time on a Wednesday, by the clock in Spain.
    assert "Answer by Friday, 27 November 2026, 9:06 am" in main_text(page)
    for said in ("600", "naranja", "Valencia", "ES-VC", "18", "easy_read", "step"):
        assert said not in main_text(page), said


async def test_what_is_late_comes_first_and_then_what_is_urgent(
    cast: Cast, open_browser: Callable[..., Browser]
) -> None:
    calm = {**SHORT, "age_band": "18+", "who": "adult"}
    late = await cast.sent(calm)
    cast.clock.advance(6 * 24 * 3600)
    worker = await signed_in(open_browser("192.0.2.8"), cast.worker)
    token = SessionToken.read(worker.cookie or "")
    later = replace(cast, worker=replace(cast.worker, token=token))
    waits = await later.sent(calm)
    soon = await later.sent({**calm, "urgency": "within_72h"})
    desk = await signed_in(open_browser(), cast.desk)

    page = await desk.get("/en/staff/inbox")

    assert rows_of(page.text) == [each.referral.id for each in (late, soon, waits)]
    assert page.text.count("! Late since") == 1


async def test_a_code_said_on_the_telephone_leads_to_its_referral(
    cast: Cast, desk: Browser
) -> None:
    sent = await cast.sent()
    await desk.get("/en/staff/inbox")

    found = await desk.post("/en/staff/inbox", code=sent.code.spoken().lower())
    assert found.headers["location"] == f"/en/staff/inbox/{sent.referral.id}"
    # A slip of the hand comes back as it was typed.
    wrong = await desk.post("/en/staff/inbox", code="K7Q2-MX4P-R3D")
    assert wrong.status_code == 422
    assert 'value="K7Q2-MX4P-R3D"' in wrong.text


async def test_what_was_taken_back_stays_until_its_deletion_is_confirmed(
    cast: Cast, desk: Browser
) -> None:
    sent = await cast.sent()
    await withdraw_by_code(cast.office, sent.receipt, "00" * 16)

    page = await desk.get("/en/staff/inbox")
    assert "Taken back: delete any copy" in page.text
    one = await desk.get(f"/en/staff/inbox/{sent.referral.id}")
    assert "This referral was taken back. Delete any copy." in one.text
    form = dict(re.findall(r'name="(request_id|version)" value="(\w+)"', one.text))
    done = await desk.post(f"/en/staff/inbox/{sent.referral.id}/deleted", **form)

    assert done.status_code == 303
    assert (await Referral.get(id=sent.referral.id)).deleted_there_at is not None
    assert "You have confirmed" in (await desk.get(done.headers["location"])).text
    assert "Taken back" not in (await desk.get("/en/staff/inbox")).text


async def test_the_start_page_counts_what_waits(cast: Cast, desk: Browser) -> None:
    assert "referral" not in main_text(await desk.get("/en/staff/"))
    await cast.sent()
    taken_back = await cast.sent()
    await withdraw_by_code(cast.office, taken_back.receipt, "00" * 16)

    page = await desk.get("/en/staff/")

    assert "One referral to your team waits for an answer." in page.text
    assert "One referral to your team was taken back: delete any copy." in page.text


async def test_in_every_language_it_is_read_in_that_language(cast: Cast, desk: Browser) -> None:
    sent = await cast.sent(ADULT)
    for language, direction in (("es", "ltr"), ("fr", "ltr"), ("ar", "rtl")):
        for path in ("inbox", f"inbox/{sent.referral.id}", "desk"):
            page = await desk.get(f"/{language}/staff/{path}")
            assert page.status_code == 200
            assert ParsedPage(page.text).all("html")[0]["dir"] == direction
