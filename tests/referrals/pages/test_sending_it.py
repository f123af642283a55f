"""The last look at a referral, and the codes after it was sent."""

import re
from uuid import uuid4

from directory.referrals.models import Recipient
from tests.house.page import ParsedPage
from tests.referrals.cast import Cast
from tests.referrals.pages.conftest import SignIn
from tests.referrals.pages.doing import do, page_of, state_of

# Not within an id, which may look like one.
CODES = re.compile(
    r"(?<![\w-])[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{3}(?![\w-])|\d{3} \d{3} \d\d \d\d \d\d \d\d \d\d"
)


async def test_a_consented_draft_is_looked_at_and_sent_and_the_codes_are_shown_once(
    cast: Cast, sign_in: SignIn
) -> None:
    ready, worker = await cast.consented(), await sign_in(cast.worker)

    look = await worker.get(page_of(ready, "/send"))
    assert look.status_code == 200
    assert "Age: 18 years or more." in look.text
    assert "Haven" in look.text
    fields = {
        box["name"]: box["value"]
        for box in ParsedPage(look.text).all("input")
        if box.get("name") in {"request_id", "version"}
    }
    sent = await worker.post(page_of(ready, "/send"), **fields)
    again = await worker.post(page_of(ready, "/send"), **fields)

    codes = CODES.findall(sent.text)
    assert len(codes) == 2
    assert sent.status_code == again.status_code == 200
    assert all(code in again.text for code in codes)
    assert await state_of(ready) == ("sent", "")
    later = await worker.get(page_of(ready))
    assert not any(code in later.text for code in codes)
    # A page of an earlier draft does not send it a second time.
    stale = await worker.post(page_of(ready, "/send"), request_id=uuid4().hex, version="1")
    assert (stale.status_code, stale.headers["location"]) == (303, page_of(ready))


async def test_what_stands_against_sending_is_said_and_nothing_is_sent(
    cast: Cast, sign_in: SignIn
) -> None:
    ready, worker = await cast.consented(), await sign_in(cast.worker)
    await Recipient.filter(service_id=cast.service.id).update(is_paused=True)

    refused = await do(worker, ready, "/send")

    assert refused.status_code == 422
    assert "The service takes no referrals at the moment." in refused.text
    assert await state_of(ready) == ("draft", "")


async def test_without_a_consent_the_page_leads_to_asking_for_it(
    cast: Cast, sign_in: SignIn
) -> None:
    draft, worker = await cast.draft(), await sign_in(cast.worker)

    answer = await worker.get(page_of(draft, "/send"))

    assert (answer.status_code, answer.headers["location"]) == (303, page_of(draft, "/consent"))
