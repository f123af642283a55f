"""A caseworker writes to a service: conflicts first, then only what it asks for."""

from typing import Any

import pytest

from directory.accounts.offers import Offer
from directory.accounts.roles import Role
from directory.catalog.models import Organization, Service
from directory.referrals.access import Side
from directory.referrals.actions.opening import open_payload
from directory.referrals.minimal import Payload
from directory.referrals.models import Consent, Recipient, Referral
from tests.accounts.browser import Browser
from tests.accounts.cast import come_in
from tests.house.page import ParsedPage
from tests.referrals.cast import Cast
from tests.referrals.pages.conftest import SignIn
from tests.referrals.pages.filling import Page, fill, listed, send

SHORT: dict[str, Any] = {
    "connected": "no",
    "overheard": "no",
    "need": ["200"],
    "urgency": "routine",
    "who": "adult",
    "language": "es",
}
CALLED: dict[str, Any] = {
    "contact_route": "service_contacts_client",
    "safe_contact.channel": "phone",
    "safe_contact.address": "+34 600 000 000",
    "safe_contact.who_may_answer": "only_person",
    "safe_contact.voicemail": "no",
    "safe_contact.text": "no",
    "safe_contact.caller_id_hidden": "yes",
    "safe_contact.weekdays": ["MO", "TH"],
    "safe_contact.start": "10:00",
    "safe_contact.end": "12:30",
    "safe_contact.time_zone": "Europe/Madrid",
}
# An answer to everything that Haven asks for.
LONG: dict[str, Any] = {
    **SHORT,
    **CALLED,
    "age_band": "18+",
    "interpreter": "yes",
    "communication": ["easy_read"],
    "area": "ES-VC",
    "mode": "in_person",
    "access_needs": ["step_free", "pets"],
    "staff_preference": "woman",
    "eligibility_codes": ["under_18"],
    "do_not": ["leave_message", "name_service"],
    "safe_contact.code_word": "naranja",
    "withhold_reason": "fear",
}


def refer_to(service: Service) -> str:
    return f"/en/staff/services/{service.id}/refer"


def change_of(referral: Referral) -> str:
    return f"/en/staff/referrals/{referral.id}/change"


def names_in(page: str) -> set[str]:
    boxes = [each for tag in ("input", "select", "textarea") for each in ParsedPage(page).all(tag)]
    return {each["name"] for each in boxes if "name" in each}


async def read(cast: Cast, referral: Referral) -> Payload:
    return await open_payload(cast.office, await cast.badge(cast.worker), referral.id, Side.SENDER)


async def test_the_least_that_can_be_said_is_a_draft_and_leads_to_the_consent(
    cast: Cast, worker: Browser
) -> None:
    answer = await fill(worker, refer_to(cast.service), **SHORT)
    draft = await Referral.get()

    assert answer.status_code == 303
    assert answer.headers["location"] == f"/en/staff/referrals/{draft.id}/consent"
    assert draft.state == "draft"
    said = await read(cast, draft)
    assert said.contact_route == "client_calls_service", "the family rings unless they choose else"
    assert said.safe_contact is None


async def test_all_that_the_service_asks_for_can_be_said(cast: Cast, worker: Browser) -> None:
    answer = await fill(worker, refer_to(cast.service), **LONG)

    assert answer.status_code == 303, answer.text
    said = await read(cast, await Referral.get())
    assert said.safe_contact is not None
    assert said.safe_contact.address == "+34600000000"
    assert (said.mode, said.area, said.interpreter) == ("in_person", "ES-VC", True)


async def test_the_page_asks_for_nothing_that_the_listing_does_not(
    cast: Cast, worker: Browser
) -> None:
    await Recipient.all().update(asks_for=["mode"], eligibility=[])
    names = names_in((await worker.get(refer_to(cast.service))).text)

    asked = {"need", "urgency", "who", "language", "contact_route", "do_not", "mode"}
    others = {"age_band", "interpreter", "area", "staff_preference", "note", "communication"}
    assert asked <= names
    assert not names & (others | {"access_needs", "eligibility_codes"})
    answer = await fill(worker, refer_to(cast.service), **SHORT, staff_preference="woman")
    assert answer.status_code == 422
    assert not await Referral.exists()


async def test_a_name_that_is_on_no_list_is_refused(cast: Cast, worker: Browser) -> None:
    answer = await fill(worker, refer_to(cast.service), **SHORT, first_name="Ana")

    assert answer.status_code == 422
    assert "A referral does not say this." in answer.text
    assert "Ana" not in answer.text
    assert not await Referral.exists()


@pytest.mark.parametrize("name", ["connected", "overheard", "need", "urgency", "who", "language"])
async def test_nothing_is_written_before_every_question_is_answered(
    cast: Cast, worker: Browser, name: str
) -> None:
    filled = {key: value for key, value in SHORT.items() if key != name}
    answer = await fill(worker, refer_to(cast.service), **filled)

    assert answer.status_code == 422
    page = ParsedPage(answer.text)
    assert f"#field-{name}" in page.values("href")
    assert f"field-{name}" in page.values("id")
    assert not await Referral.exists()


@pytest.mark.parametrize("said", ["yes", "unsure"])
async def test_whoever_may_be_connected_to_the_harm_gets_nothing(
    cast: Cast, worker: Browser, said: str
) -> None:
    answer = await fill(worker, refer_to(cast.service), **{**SHORT, "connected": said})

    assert answer.status_code == 422
    assert "connected to the person who harmed. Choose another service." in answer.text
    assert not await Referral.exists()


@pytest.mark.parametrize("said", ["yes", "unsure"])
async def test_where_somebody_might_overhear_the_service_does_not_call(
    cast: Cast, worker: Browser, said: str
) -> None:
    refused = await fill(worker, refer_to(cast.service), **{**LONG, "overheard": said})
    assert refused.status_code == 422
    assert "Let the family or you call the service." in refused.text

    answer = await fill(worker, refer_to(cast.service), **{**SHORT, "overheard": said})
    assert answer.status_code == 303


async def test_who_must_not_know_cannot_be_the_recipient_and_is_kept_with_the_draft(
    cast: Cast, worker: Browser
) -> None:
    refused = await fill(worker, refer_to(cast.service), **SHORT, withhold="haven")
    assert refused.status_code == 422
    assert "The family does not want this organization to know." in refused.text

    await fill(worker, refer_to(cast.service), **SHORT, withhold="elsewhere")
    consent = await Consent.get()
    strange = await Organization.get(name="Elsewhere")
    assert (consent.state, consent.withhold_from) == ("draft", [str(strange.id)])


async def test_a_name_that_is_not_clear_is_asked_again(cast: Cast, worker: Browser) -> None:
    nobody = await fill(worker, refer_to(cast.service), **SHORT, withhold="Nobody knows it")
    assert nobody.status_code == 422
    assert "Nobody knows it</textarea>" in nobody.text

    several = await fill(worker, refer_to(cast.service), **SHORT, withhold="e")
    assert several.status_code == 422
    offered = [box for box in ParsedPage(several.text).all("input") if box["name"] == "withhold_id"]
    assert len(offered) == 2
    assert not await Referral.exists()


async def test_a_refused_form_loses_nothing_that_was_typed(cast: Cast, worker: Browser) -> None:
    typed = {**LONG, "safe_contact.end": "9 in the evening", "withhold": "Nobody knows it"}
    answer = await fill(worker, refer_to(cast.service), **typed)

    assert answer.status_code == 422
    shown = Page(answer.text).filled
    assert {name: shown.get(name) for name in typed} == listed(typed)


async def test_the_same_day_is_asked_only_of_those_who_promise_it(
    cast: Cast, worker: Browser
) -> None:
    page = (await worker.get(refer_to(cast.service))).text
    assert 'value="today"' not in page
    refused = await fill(worker, refer_to(cast.service), **{**SHORT, "urgency": "today"})
    assert refused.status_code == 422
    assert "does not promise an answer on the same day" in refused.text

    await Recipient.all().update(answers_same_day=True)
    page = (await worker.get(refer_to(cast.service))).text
    assert page.index("data-emergency") < page.index("data-submit")
    assert 'href="tel:112"' in page
    answer = await fill(worker, refer_to(cast.service), **{**SHORT, "urgency": "today"})
    assert answer.status_code == 303


async def test_the_same_form_sent_twice_writes_one_draft(cast: Cast, worker: Browser) -> None:
    page = await worker.get(refer_to(cast.service))
    filled = {**Page(page.text).filled, **listed(SHORT)}
    first = await send(worker, refer_to(cast.service), filled)
    second = await send(worker, refer_to(cast.service), filled)

    assert first.headers["location"] == second.headers["location"]
    assert await Referral.all().count() == 1


async def test_a_draft_is_changed_with_all_that_it_says_on_the_page(
    cast: Cast, worker: Browser
) -> None:
    await fill(worker, refer_to(cast.service), **LONG, withhold="Elsewhere")
    draft = await Referral.get()
    shown = Page((await worker.get(change_of(draft))).text).filled
    for name in LONG.keys() - {"overheard", "safe_contact.address"}:
        assert shown[name] == listed(LONG)[name], name

    answer = await fill(worker, change_of(draft), overheard="no", who="family")
    assert answer.status_code == 303, answer.text
    assert (await read(cast, draft)).who == "family"
    strange = await Organization.get(name="Elsewhere")
    kept = await Referral.get(id=draft.id).select_related("consent")
    assert kept.consent is not None
    assert kept.consent.withhold_from == [str(strange.id)]


async def test_a_change_ends_the_consent_that_was_given(cast: Cast, worker: Browser) -> None:
    ready = await cast.consented()
    answer = await fill(worker, change_of(ready), overheard="no", urgency="within_72h")

    assert answer.status_code == 303
    assert {each.state for each in await Consent.all()} == {"draft", "superseded"}


async def test_a_page_that_is_out_of_date_changes_nothing(cast: Cast, worker: Browser) -> None:
    draft = await cast.draft()
    answer = await fill(worker, change_of(draft), overheard="no", version="0")

    assert answer.status_code == 422
    assert "Somebody has changed this in the meantime." in answer.text


async def test_a_service_that_takes_none_is_rung(cast: Cast, worker: Browser) -> None:
    await Recipient.all().update(is_paused=True)
    page = await worker.get(refer_to(cast.service))
    assert "takes no referrals at the moment" in page.text
    assert "data-submit" not in page.text
    answer = await send(worker, refer_to(cast.service), listed(SHORT))
    assert answer.status_code == 422
    assert not await Referral.exists()


async def test_without_the_key_of_the_team_nothing_is_written(cast: Cast, sign_in: SignIn) -> None:
    """Nobody could read it."""
    team = (await cast.badge(cast.worker)).membership.team
    assert team is not None
    offer = Offer(Role.CASEWORKER, team.agency, team)
    browser = await sign_in(await come_in(cast.office, cast.clock, "new@players.example", offer))
    answer = await fill(browser, refer_to(cast.service), **SHORT)

    assert answer.status_code == 422
    assert "You do not have the key of your team." in answer.text
    assert not await Referral.exists()


async def test_a_stranger_finds_no_draft_and_a_colleague_shows_who_they_are(
    cast: Cast, sign_in: SignIn
) -> None:
    draft = await cast.draft()
    assert (await (await sign_in(cast.stranger)).get(change_of(draft))).status_code == 404
    asked = await (await sign_in(cast.colleague)).get(change_of(draft))
    assert asked.headers["location"].startswith("/en/staff/confirm")
