"""The family is asked, sees exactly what will be sent, and says yes or no."""

from datetime import timedelta
from typing import Any

import pytest

from directory.catalog.models import Service
from directory.languages.localizer import get_localizer
from directory.referrals.access import Side
from directory.referrals.actions.opening import open_payload
from directory.referrals.consent import SIX
from directory.referrals.consent_refusal import Refusal
from directory.referrals.consent_wording import languages_of_consent
from directory.referrals.minimal import Field, fields_of
from directory.referrals.models import Consent, Referral
from tests.accounts.browser import Browser
from tests.house.page import ParsedPage
from tests.referrals.cast import ADULT, Cast
from tests.referrals.pages.asking import (
    PARENT,
    YES,
    after,
    answer_of,
    draft_of_age,
    page_of,
    shown_in,
)
from tests.referrals.pages.conftest import SignIn
from tests.referrals.pages.filling import Page, fill, listed, send
from tests.referrals.said import FULL

# By age: what was filled in, and what stands against it.
AGAINST: list[tuple[str, dict[str, Any], Refusal]] = [
    ("18+", {**YES, "own": []}, Refusal.NOBODY_GAVE),
    ("18+", {**YES, "own": "assent"}, Refusal.ASSENT_IS_NOT_ENOUGH),
    ("18+", {**YES, "own_method": "oral_witnessed"}, Refusal.NOT_IN_WRITING),
    ("18+", {**YES, "told": sorted(SIX)[:5]}, Refusal.NOT_ALL_TOLD),
    ("18+", {**YES, "ends": "2020-01-01"}, Refusal.ENDS_BEFORE_IT_BEGINS),
    ("18+", {**YES, "ends": "2099-01-01"}, Refusal.ENDS_TOO_LATE),
    ("18+", {**YES, "ends": ""}, Refusal.NO_END),
    ("18+", {**PARENT, "own": "consent"}, Refusal.ADULT_DECIDES),
    ("unknown", YES, Refusal.NO_SECOND_CHECK),
    ("unknown", PARENT, Refusal.AGE_UNKNOWN),
    ("15-17", {**YES, "profile": "strict-1"}, Refusal.ADULT_MISSING),
    ("15-17", {**PARENT, "own": "consent"}, Refusal.NO_PERMISSION),
    ("15-17", {**PARENT, "adult": "trusted_adult"}, Refusal.NOT_AT_THIS_AGE),
    ("12-14", {**PARENT, "own": []}, Refusal.PERSON_NOT_ASKED),
    ("12-14", {**PARENT, "harmed_nobody": []}, Refusal.MAY_HAVE_HARMED),
    ("12-14", {**PARENT, "harmed_no_parent": []}, Refusal.MAY_HAVE_HARMED_THE_OTHER_PARENT),
    ("12-14", {**PARENT, "adult": "appointed_representative"}, Refusal.REPRESENTATIVE_OF_A_CHILD),
    ("6-11", {**PARENT, "adult": "caseworker_best_interest"}, Refusal.TWO_STAFF),
    ("0-5", {**PARENT, "own": []}, Refusal.CHILD_NOT_TOLD),
    ("0-5", PARENT, Refusal.TOO_YOUNG),
]


async def test_an_adult_says_yes_and_the_referral_can_be_sent(cast: Cast, worker: Browser) -> None:
    draft = await cast.draft()
    answer = await answer_of(worker, draft, **YES)

    assert answer.status_code == 303, answer.text
    assert answer.headers["location"] == page_of(draft, "send")
    consent = await Consent.get()
    assert (consent.state, consent.language, consent.age_band) == ("active", "es", "18+")
    assert consent.purpose == "arrange_counselling"
    assert consent.expires_at is not None
    assert consent.given_at is not None
    assert consent.expires_at - consent.given_at == timedelta(days=30)
    assert not consent.may_count, "nothing is ticked beforehand"


async def test_nothing_that_somebody_has_to_say_is_ticked_beforehand(
    cast: Cast, worker: Browser
) -> None:
    draft = await cast.draft()
    answer = await fill(worker, page_of(draft))

    assert answer.status_code == 422
    assert (await Consent.all().count()) == 0


async def test_what_is_not_ticked_is_not_sent(cast: Cast, worker: Browser) -> None:
    draft = await cast.draft()
    answer = await answer_of(worker, draft, **YES, scope=["age_band", "safe_contact"])
    assert answer.status_code == 303, answer.text

    badge = await cast.badge(cast.worker)
    payload = await open_payload(cast.office, badge, draft.id, Side.SENDER)
    assert (payload.area, payload.access_needs, payload.do_not) == (None, (), ())
    assert payload.safe_contact is not None
    assert fields_of((await Consent.get()).scope) >= fields_of(payload.fields)
    assert Field.AREA not in fields_of((await Consent.get()).scope)


@pytest.mark.parametrize(("band", "chosen", "refusal"), AGAINST)
async def test_what_stands_against_a_consent_is_said_with_the_way_out(
    cast: Cast, worker: Browser, band: str, chosen: dict[str, Any], refusal: Refusal
) -> None:
    draft = await draft_of_age(cast, band)
    answer = await answer_of(worker, draft, **chosen)

    assert answer.status_code == 422
    page = ParsedPage(answer.text)
    assert get_localizer("en").gettext(refusal.reason) in answer.text
    if refusal is not Refusal.NO_END:
        assert refusal.way_out in answer.text
    leads = [each[1:] for each in page.values("href") if each.startswith("#field-")]
    assert leads
    assert set(leads) <= set(page.values("id"))
    assert not await Consent.filter(state="active").exists()
    kept = Page(answer.text).filled
    lost = {name for name, it in listed(chosen).items() if sorted(kept.get(name, [])) != sorted(it)}
    # Under 6 the page has no answer of the child to show again.
    assert lost <= ({"own", "own_method"} if band == "0-5" else set())


@pytest.mark.parametrize(
    ("band", "chosen"),
    [
        ("15-17", {**PARENT, "own": "consent", "permission": "yes"}),
        ("15-17", {**YES, "mature": "yes"}),
        ("12-14", PARENT),
        ("12-14", {**PARENT, "adult": "trusted_adult"}),
        ("6-11", {**PARENT, "own_method": "oral_witnessed"}),
        ("0-5", {**PARENT, "own": [], "told": [*sorted(SIX), "child_explained"]}),
    ],
)
async def test_what_the_rules_of_an_age_ask_can_be_written_down(
    cast: Cast, worker: Browser, band: str, chosen: dict[str, Any]
) -> None:
    draft = await draft_of_age(cast, band)
    answer = await answer_of(worker, draft, **chosen)

    assert answer.status_code == 303, answer.text
    assert (await Consent.get()).state == "active"


async def test_a_colleague_who_has_looked_at_it_makes_two_of_staff(
    cast: Cast, worker: Browser
) -> None:
    draft = await draft_of_age(cast, "unknown")
    await Referral.filter(id=draft.id).update(approved_by_id=cast.colleague.member.id)
    page = await worker.get(page_of(draft))
    assert "A colleague has checked it." in page.text
    assert (await answer_of(worker, draft, **YES)).status_code == 303


async def test_the_no_ends_it_and_only_that_there_was_a_no_is_kept(
    cast: Cast, worker: Browser
) -> None:
    draft = await draft_of_age(cast, "12-14")
    answer = await fill(worker, page_of(draft), page_of(draft, "refuse"))

    assert answer.status_code == 303
    kept = await Referral.get(id=draft.id).select_related("consent")
    assert (kept.state, kept.service_id, kept.field_mask) == ("voided", None, 0)
    assert kept.consent is not None
    assert (kept.consent.state, kept.consent.scope) == ("refused", 0)
    assert (await worker.get(page_of(draft))).status_code == 303


@pytest.mark.parametrize("language", languages_of_consent())
async def test_the_family_sees_exactly_what_is_sent_in_its_language(
    cast: Cast, worker: Browser, language: str
) -> None:
    draft = await cast.draft({**ADULT, "language": language})
    answer = await worker.get(page_of(draft, "show"), params={"in": language})
    theirs = get_localizer(language)

    assert answer.status_code == 200
    (article,) = ParsedPage(answer.text).all("article")
    assert (article["lang"], article["dir"]) == (theirs.code, theirs.direction)
    assert "+34600000000" in answer.text
    assert theirs.gettext("Do not leave a message.") in answer.text
    assert "desk-who" not in answer.text, "it shows nothing of other work"


async def test_only_what_is_ticked_is_shown_and_goes_back_with_the_answer(
    cast: Cast, worker: Browser
) -> None:
    draft = await cast.draft()
    chosen = {**YES, "language": "en", "scope": ["age_band"], "ends": "2026-12-01"}
    answer = await shown_in(worker, draft, **chosen)

    assert answer.status_code == 200
    assert "You can say no. You will still get help." in ParsedPage(answer.text).texts["h1"]
    assert "1 December 2026" in answer.text
    assert "+34600000000" not in answer.text
    back = Page(answer.text).filled
    assert {name: sorted(back[name]) for name in chosen} == listed(chosen)
    page = await send(worker, page_of(draft), {**after(answer), "again": ["yes"]})
    assert page.status_code == 200
    assert Page(page.text).filled["shown"] == after(answer)["shown"]
    assert (await send(worker, page_of(draft), after(answer))).status_code == 303


@pytest.mark.parametrize(
    "other", [{"ends": "2026-12-20"}, {"scope": ["area"]}, {"purpose": "arrange_other"}]
)
async def test_a_yes_is_to_what_was_shown_and_to_nothing_else(
    cast: Cast, worker: Browser, other: dict[str, Any]
) -> None:
    draft = await cast.draft()
    back = after(await shown_in(worker, draft, **YES, scope=["age_band"]))
    answer = await send(worker, page_of(draft), {**back, **listed(other)})

    assert answer.status_code == 422
    assert Refusal.NOT_SHOWN_BACK.reason in answer.text
    assert "shown" not in Page(answer.text).filled, "it has to be ticked again"


async def test_a_yes_to_what_nobody_was_shown_does_not_count(cast: Cast, worker: Browser) -> None:
    draft = await cast.draft()
    answer = await fill(worker, page_of(draft), **YES)

    assert answer.status_code == 422
    assert Refusal.NOT_SHOWN_BACK.reason in answer.text


async def test_a_text_needs_a_language_that_it_is_there_in(cast: Cast, worker: Browser) -> None:
    draft = await cast.draft({**ADULT, "language": "ti"})
    answer = await shown_in(worker, draft)

    assert answer.status_code == 422
    assert "#field-language" in ParsedPage(answer.text).values("href")


async def test_the_page_names_the_rules_and_says_that_no_lawyer_has_checked_them(
    cast: Cast, worker: Browser
) -> None:
    draft = await cast.draft()
    page = (await worker.get(page_of(draft))).text
    assert "eu-gdpr-es-1, for Spain" in page
    assert "strict-1, for every country" in page
    assert "Not reviewed by counsel" in page
    assert "data-abroad" not in page


async def test_a_recipient_in_another_country_is_named_with_its_rules(
    cast: Cast, worker: Browser
) -> None:
    team = (await cast.badge(cast.worker)).membership.team
    assert team is not None
    home = await cast.strange_service.organization
    await Service.filter(organization_id=home.id).update(country="FR")
    team.agency.organization_id = home.id
    await team.agency.save()
    draft = await cast.draft()
    page = (await worker.get(page_of(draft))).text

    assert "This organization is in another country: Spain." in page
    assert "eu-gdpr-es-1" in page


async def test_a_child_under_six_is_told_and_not_asked(cast: Cast, worker: Browser) -> None:
    draft = await draft_of_age(cast, "0-5")
    page = Page((await worker.get(page_of(draft))).text)
    assert "own" not in page.filled
    answer = await shown_in(worker, draft, language="en", reader="explanation")
    assert "We do not tell them your name." in answer.text


async def test_a_stranger_finds_nothing_to_consent_to(cast: Cast, sign_in: SignIn) -> None:
    draft, stranger = await cast.draft(FULL), await sign_in(cast.stranger)
    for path in ("consent", "show"):
        assert (await stranger.get(page_of(draft, path))).status_code == 404
    assert (await stranger.post(page_of(draft, "refuse"))).status_code == 404
