"""A referral leaves in the shape of FHIR, and says less there than on the page."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest
from fhir.resources.R4B.bundle import Bundle

from directory.privacy.codes import ReferralCode
from directory.referrals.fhir import Agreed, Exported, bundle_of
from directory.referrals.lifecycle import ConsentState, State
from directory.referrals.minimal import Field, Payload, Terms, fields_of
from tests.referrals.said import CONTACT, FULL, TERMS, payload

EVERYTHING = Terms(TERMS.needs, TERMS.areas, TERMS.eligibility, frozenset(Field))
FULLEST = Payload.read({**FULL, "note": "quiet room"}, EVERYTHING)
CODE = ReferralCode.new()
SENT = datetime(2026, 3, 2, 9, 41, 7, tzinfo=UTC)
ENDS = datetime(2026, 4, 1, 9, 41, 7, tzinfo=UTC)
# The value sets that FHIR 4.0.1 binds as required; the models do not look at them.
REQUIRED = {
    ("ServiceRequest", "status"): "draft active on-hold revoked completed entered-in-error unknown",
    ("ServiceRequest", "priority"): "routine urgent asap stat",
    ("Task", "status"): (
        "draft requested received accepted rejected ready cancelled in-progress on-hold failed"
        " completed entered-in-error"
    ),
    ("Consent", "status"): "draft proposed active rejected inactive entered-in-error",
}
NEVER = {"note", "text", "contained", "div", "attachment", "photo", "birthDate", "telecom"}


def exported(**others: Any) -> Exported:
    agreed = Agreed(
        id=UUID(int=7),
        state=ConsentState.IN_USE,
        given_at=SENT,
        expires_at=ENDS,
        profile="strict",
        profile_version="1",
        wording_version="es-1",
        purpose="arrange_counselling",
        scope=FULLEST.fields,
    )
    made = Exported(
        id=UUID(int=5),
        code=CODE,
        state=State.SENT,
        reason="",
        sent_at=SENT,
        moved_at=SENT,
        sender="Harbour",
        service="Haven",
        service_id=str(UUID(int=9)),
        payload=FULLEST,
        consent=agreed,
    )
    return replace(made, **others)


def resources(it: Exported) -> dict[str, dict[str, Any]]:
    entries = bundle_of(it)["entry"]
    return {each["resource"]["resourceType"]: each["resource"] for each in entries}


def inside(it: object) -> Iterator[tuple[str, object]]:
    """Every name with its value, however deep."""
    if isinstance(it, dict):
        yield from it.items()
    for each in it.values() if isinstance(it, dict) else it if isinstance(it, list) else ():
        yield from inside(each)


def values_of(request: dict[str, Any], name: str) -> list[str]:
    found = (each for each in request["extension"] if each["url"] == f"urn:handrail:{name}")
    return [each["valueCode"] for each in found]


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("consent", ConsentState)
@pytest.mark.parametrize("reason", ["", "no_capacity"])
def test_in_every_state_it_is_valid(state: State, consent: ConsentState, reason: str) -> None:
    it = exported(state=state, reason=reason)
    it = replace(it, consent=replace(it.consent, state=consent))

    Bundle.model_validate(bundle_of(it))
    found = resources(it)
    assert set(found) == {"ServiceRequest", "Task", "Consent"}
    for (name, element), codes in REQUIRED.items():
        assert found[name][element] in codes.split()
    assert {found[name]["intent"] for name in ("ServiceRequest", "Task")} == {"order"}
    # ppc-1: a policy or a rule; ppc-2: a consent to privacy names whose it is.
    assert found["Consent"]["policyRule"]["coding"][0]["code"] == "strict"
    assert found["Consent"]["patient"]["identifier"]["value"] == CODE.spoken()


@pytest.mark.parametrize(
    ("state", "request_status", "task_status", "consent", "consent_status"),
    [
        (State.SENT, "active", "requested", ConsentState.IN_USE, "active"),
        (State.IN_CONTACT, "active", "in-progress", ConsentState.IN_USE, "active"),
        (State.WAITING, "active", "on-hold", ConsentState.IN_USE, "active"),
        (State.COMPLETED, "completed", "completed", ConsentState.SPENT, "inactive"),
        (State.DECLINED, "revoked", "rejected", ConsentState.SPENT, "inactive"),
        (State.UNABLE, "revoked", "failed", ConsentState.SPENT, "inactive"),
        (State.WITHDRAWN, "revoked", "cancelled", ConsentState.WITHDRAWN, "inactive"),
        (State.VOIDED, "entered-in-error", "entered-in-error", ConsentState.SPENT, "inactive"),
    ],
)
def test_other_systems_are_told_where_it_stands(
    state: State,
    request_status: str,
    task_status: str,
    consent: ConsentState,
    consent_status: str,
) -> None:
    it = exported(state=state)
    found = resources(replace(it, consent=replace(it.consent, state=consent)))

    assert found["ServiceRequest"]["status"] == request_status
    assert found["Task"]["status"] == task_status
    assert found["Consent"]["status"] == consent_status


def test_why_it_came_to_nothing_stands_with_the_task() -> None:
    declined = resources(exported(state=State.DECLINED, reason="no_capacity"))["Task"]
    given = resources(exported(state=State.COMPLETED, reason="service_given"))["Task"]

    assert declined["statusReason"]["coding"][0]["code"] == "no_capacity"
    assert declined["businessStatus"]["coding"][0]["code"] == "declined"
    assert given["businessStatus"]["coding"][0]["code"] == "service_given"
    assert "statusReason" not in given


def test_all_that_is_said_in_codes_is_there_and_where_to_call_is_not() -> None:
    bundle = bundle_of(exported())
    request = resources(exported())["ServiceRequest"]
    said = {each["url"].rsplit(":", 1)[-1].replace("-", "_") for each in request["extension"]}

    sealed = {Field.NEED, Field.URGENCY, Field.SAFE_CONTACT, Field.NOTE}
    assert said == {each.value for each in fields_of(FULLEST.fields) - sealed}
    assert values_of(request, "communication") == ["sign_language", "easy_read"]
    assert [each["coding"][0]["code"] for each in request["category"]] == list(FULLEST.need)
    text = json.dumps(bundle, ensure_ascii=False)
    for secret in ("600", str(CONTACT["code_word"]), "quiet room", "10:00"):
        assert secret not in text
    assert NEVER.isdisjoint(name for name, value in inside(bundle) if not _is_reason(name, value))
    assert {"Patient"} == {value for name, value in inside(bundle) if value == "Patient"}
    assert all(name == "type" for name, value in inside(bundle) if value == "Patient")


def _is_reason(name: str, value: object) -> bool:
    """The text of a statusReason is the code again, as Gravity asks; a narrative is an object."""
    return name == "text" and isinstance(value, str)


def test_whom_the_service_may_not_call_it_is_told_not_to() -> None:
    assert "orderDetail" not in resources(exported())["ServiceRequest"]
    quiet = resources(exported(payload=payload()))["ServiceRequest"]
    assert quiet["orderDetail"][0]["coding"][0]["code"] == "contacting-subject-prohibited"


def test_no_hour_leaves() -> None:
    assert "09:41" not in json.dumps(bundle_of(exported()))


def test_the_entries_find_each_other() -> None:
    bundle, found = bundle_of(exported()), resources(exported())
    urls = {entry["fullUrl"] for entry in bundle["entry"]}

    assert len(urls) == 3
    assert found["Task"]["focus"]["reference"] in urls
    assert found["ServiceRequest"]["supportingInfo"][0]["reference"] in urls
