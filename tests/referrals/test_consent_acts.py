"""A yes is written down with all that makes it one; a no leaves nothing but itself."""

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from directory.accounts.office import Office
from directory.catalog.models import Organization
from directory.referrals.access import Side
from directory.referrals.actions.consenting import give_consent, refuse_consent, second_consent
from directory.referrals.actions.drafting import change_draft, discard_draft
from directory.referrals.actions.opening import open_payload
from directory.referrals.actions.sending import send_referral
from directory.referrals.coded import AgeBand
from directory.referrals.consent_refusal import Refusal
from directory.referrals.lifecycle import State
from directory.referrals.minimal import REQUIRED, Field, fields_of
from directory.referrals.models import Consent, Referral, SealedKey, SealedPayload
from directory.referrals.policies import shipped_policies
from directory.referrals.queries import list_outgoing
from directory.referrals.refusals import (
    ConsentMissing,
    IllegalMove,
    MustNotKnow,
    NotConsented,
    OtherAge,
    SecondPerson,
    Stale,
)
from tests.referrals.cast import ADULT, Cast, once, yes


async def test_a_consent_holds_what_was_agreed_to_and_ends_after_thirty_days(cast: Cast) -> None:
    consent = await Consent.get(id=(await cast.consented(may_count=True)).consent_id)

    assert (consent.state, consent.profile, consent.profile_version) == ("active", "strict", "1")
    assert (consent.service_id, consent.age_band) == (cast.service.id, "18+")
    assert consent.givers == [{"role": "self", "kind": "consent", "method": "signed_paper_held"}]
    assert consent.contact_permission == "client_only_on_safe_channel"
    assert consent.given_at is not None
    assert consent.expires_at == consent.given_at + timedelta(days=30)


async def test_what_stands_against_it_is_all_said_and_nothing_is_kept(
    office: Office, cast: Cast
) -> None:
    draft, worker = await cast.draft(), await cast.badge(cast.worker)
    asked = replace(yes(cast).asked, told=frozenset(), child_said_no=True)
    with pytest.raises(NotConsented) as refusal:
        await give_consent(office, worker, draft.id, yes(cast, asked=asked), once(draft))

    assert set(refusal.value.against) == {Refusal.PERSON_SAID_NO, Refusal.NOT_ALL_TOLD}
    assert not await Consent.exists()


async def test_what_was_not_agreed_to_is_taken_out_of_what_is_sent(
    office: Office, cast: Cast
) -> None:
    scope = REQUIRED | {Field.AREA, Field.DO_NOT}
    sent = await cast.sent(scope=scope)
    desk = await cast.badge(cast.desk)

    payload = await open_payload(office, desk, sent.referral.id, Side.RECIPIENT)

    assert fields_of(payload.fields) == scope
    assert payload.contact_route == "client_calls_service"
    consent = await Consent.get(id=sent.referral.consent_id)
    assert consent.contact_permission == "none"


@pytest.mark.parametrize("field", sorted(REQUIRED, key=str))
async def test_a_scope_that_leaves_too_little_is_no_consent(
    office: Office, cast: Cast, field: Field
) -> None:
    draft, worker = await cast.draft(), await cast.badge(cast.worker)
    given = yes(cast, scope=frozenset(Field) - {field})

    with pytest.raises(ConsentMissing):
        await give_consent(office, worker, draft.id, given, once(draft))


async def test_a_consent_by_the_rules_of_another_age_or_country_does_not_count(
    office: Office, cast: Cast
) -> None:
    draft, worker = await cast.draft({**ADULT, "age_band": "15-17"}), await cast.badge(cast.worker)
    with pytest.raises(OtherAge):
        await give_consent(office, worker, draft.id, yes(cast), once(draft))
    lax = replace(yes(cast).asked, profile=shipped_policies()["us-vawa-1"])
    with pytest.raises(ConsentMissing):
        await give_consent(office, worker, draft.id, yes(cast, asked=lax), once(draft))


@pytest.mark.parametrize("who", ["itself", "its parent", "its child"])
async def test_whoever_must_not_know_is_no_recipient(office: Office, cast: Cast, who: str) -> None:
    other = await Organization.create(id=uuid4(), name="Other")
    own = Organization.filter(id=cast.service.organization_id)
    if who == "its parent":
        await own.update(parent_organization_id=other.id)
    elif who == "its child":
        await Organization.filter(id=other.id).update(
            parent_organization_id=cast.service.organization_id
        )
    withheld = cast.service.organization_id if who == "itself" else other.id
    draft, worker = await cast.draft(), await cast.badge(cast.worker)

    with pytest.raises(MustNotKnow):
        await give_consent(
            office, worker, draft.id, yes(cast, withhold_from={withheld}), once(draft)
        )


async def test_who_must_not_know_is_asked_again_when_it_is_sent(office: Office, cast: Cast) -> None:
    other = await Organization.create(id=uuid4(), name="Other")
    ready, worker = await cast.consented(withhold_from={other.id}), await cast.badge(cast.worker)
    await Organization.filter(id=cast.service.organization_id).update(
        parent_organization_id=other.id
    )

    with pytest.raises(MustNotKnow):
        await send_referral(office, worker, ready.id, once(ready))


async def test_a_changed_draft_and_a_new_consent_end_the_one_before(
    office: Office, cast: Cast
) -> None:
    ready, worker = await cast.consented(), await cast.badge(cast.worker)
    changed = await change_draft(
        office, worker, ready.id, {**ADULT, "urgency": "within_72h"}, once(ready)
    )
    assert (await Consent.get(id=ready.consent_id)).state == "superseded"
    with pytest.raises(ConsentMissing):
        await send_referral(office, worker, changed.id, once(changed))

    first = await give_consent(office, worker, ready.id, yes(cast), once(changed))
    second = await give_consent(office, worker, ready.id, yes(cast), once(first))
    assert first.consent_id != second.consent_id
    assert (await Consent.get(id=first.consent_id)).state == "superseded"
    sent = await send_referral(office, worker, second.id, once(second))
    assert sent.referral.urgency == "within_72h"


async def test_a_no_leaves_the_fact_and_the_date_and_nothing_else_changes(
    office: Office, cast: Cast
) -> None:
    other = await cast.sent()
    draft, worker = await cast.draft(), await cast.badge(cast.worker)
    page = once(draft)
    before = await everything_but(draft.id)
    refused = await refuse_consent(office, worker, draft.id, page)
    again = await refuse_consent(office, worker, draft.id, page)

    assert (refused.state, again.version) == (State.VOIDED, refused.version)
    assert left_of(refused) == (None, None, [], None, 0, "routine")
    consent = await Consent.get(id=refused.consent_id)
    assert (consent.state, consent.scope, consent.givers) == ("refused", 0, [])
    assert (consent.service_id, consent.organization_id, consent.age_band) == (None, None, "")
    assert not await SealedPayload.exists(referral_id=draft.id)
    assert not await SealedKey.exists(referral_id=draft.id)
    assert await everything_but(draft.id) == before
    assert [each.id for each in await list_outgoing(worker)] == [other.referral.id]


def left_of(referral: Referral) -> tuple[Any, ...]:
    return (
        referral.service_id,
        referral.organization_id,
        referral.needs,
        referral.region,
        referral.field_mask,
        referral.urgency,
    )


async def everything_but(referral_id: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = await Referral.exclude(id=referral_id).values()
    return found + await SealedKey.exclude(referral_id=referral_id).values()


async def test_of_a_discarded_draft_only_that_there_was_one_is_left(
    office: Office, cast: Cast
) -> None:
    ready, worker = await cast.consented(), await cast.badge(cast.worker)
    gone = await discard_draft(office, worker, ready.id, once(ready))

    assert left_of(gone) == (None, None, [], None, 0, "routine")
    assert (await Consent.get(id=ready.consent_id)).state == "superseded"
    with pytest.raises(IllegalMove):
        await give_consent(office, worker, gone.id, yes(cast), once(gone))


async def test_a_consent_without_an_age_takes_two_of_staff_who_are_two(
    office: Office, cast: Cast
) -> None:
    draft, worker = (
        await cast.draft({**ADULT, "age_band": "unknown"}),
        await cast.badge(cast.worker),
    )
    given = yes(cast, asked=replace(yes(cast).asked, age_band=AgeBand.UNKNOWN, staff=2))
    with pytest.raises(NotConsented) as refusal:
        await give_consent(office, worker, draft.id, given, once(draft))
    assert refusal.value.against == (Refusal.NO_SECOND_CHECK,)
    with pytest.raises(SecondPerson):
        await second_consent(office, worker, draft.id, once(draft))

    colleague = await cast.badge(cast.colleague)
    seconded = await second_consent(office, colleague, draft.id, once(draft))
    ready = await give_consent(office, worker, draft.id, given, once(seconded))
    assert (await Consent.get(id=ready.consent_id)).second_id == colleague.member.id

    changed = await change_draft(office, worker, ready.id, ADULT, once(ready))
    assert changed.approved_by_id is None


async def test_a_page_that_has_not_seen_the_newest_draft_changes_nothing(
    office: Office, cast: Cast
) -> None:
    draft, worker = await cast.draft(), await cast.badge(cast.worker)
    await change_draft(office, worker, draft.id, {**ADULT, "urgency": "within_72h"}, once(draft))

    with pytest.raises(Stale):
        await give_consent(office, worker, draft.id, yes(cast), once(draft))
