"""A note that leads to pictures or to somebody: refused, not repeated, and told where to report."""

from dataclasses import replace
from logging import DEBUG

import pytest
from starlette.applications import Starlette

from directory.referrals.minimal import Field
from directory.referrals.models import Recipient, Referral
from tests.accounts.browser import Browser
from tests.house.page import ParsedPage
from tests.referrals.cast import Cast
from tests.referrals.pages.filling import fill
from tests.referrals.pages.test_writing_a_draft import SHORT, refer_to


@pytest.fixture
async def worker(app: Starlette, cast: Cast, worker: Browser) -> Browser:
    app.state.office = replace(cast.office, may_note=True)
    await Recipient.all().update(asks_for=[each.value for each in Field])
    return worker


async def test_a_note_that_leads_to_pictures_comes_back_empty_with_where_to_report(
    cast: Cast, worker: Browser, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(DEBUG):
        answer = await fill(worker, refer_to(cast.service), **SHORT, note="see xivlo.onion/4711")

    assert answer.status_code == 422
    assert "it could lead to pictures" in answer.text
    assert "xivlo" not in answer.text
    assert "xivlo" not in caplog.text
    report = answer.text.split("data-reporting")[1].split("</section>")[0]
    ways = [link["href"] for link in ParsedPage(report).all("a")]
    # In Spain: the emergency number, then the lines that take reports and take pictures down.
    assert ways[0] == "tel:112"
    assert any(way.startswith("https://") for way in ways)
    assert not await Referral.exists()


async def test_what_else_was_typed_stays(cast: Cast, worker: Browser) -> None:
    answer = await fill(worker, refer_to(cast.service), **SHORT, note="t.me/xivlo")

    checked = {
        each["name"]: each["value"]
        for each in ParsedPage(answer.text).all("input")
        if "checked" in each
    }
    assert [checked["need"]] == SHORT["need"]
    assert checked["who"] == SHORT["who"]


async def test_a_note_that_leads_to_somebody_is_refused_without_a_place_to_report(
    cast: Cast, worker: Browser
) -> None:
    answer = await fill(worker, refer_to(cast.service), **SHORT, note="call 600 123 456 xivlo")

    assert answer.status_code == 422
    assert "No telephone number, date" in answer.text
    assert "data-reporting" not in answer.text
    assert "xivlo" not in answer.text
    assert not await Referral.exists()


async def test_a_harmless_note_is_kept(cast: Cast, worker: Browser) -> None:
    answer = await fill(worker, refer_to(cast.service), **SHORT, note="is afraid of dogs")

    assert answer.status_code == 303
