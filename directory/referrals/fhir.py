"""One referral as FHIR R4 (4.0.1): a ServiceRequest, its Task and its Consent, in one Bundle.

Codes alone (promise 5): there is no Patient, no name, note, narrative, attachment or contained
resource, and no safe contact. Whoever the referral is for is the code that both sides say on the
telephone. Where contact is safe stays sealed, and is read on the page.
Source: HL7 FHIR 4.0.1; Gravity SDOH Clinical Care for what a Task and a Consent hold besides.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID, uuid5

from directory.privacy.codes import ReferralCode
from directory.referrals.coded import ContactRoute, Urgency
from directory.referrals.lifecycle import TERMINAL, ConsentState, State
from directory.referrals.minimal import Field, Payload, fields_of

Json = dict[str, Any]

OURS = "urn:handrail"
_TERMS = "http://terminology.hl7.org/CodeSystem"
# ServiceRequest.status, Task.status: `request-status` and `task-status` of FHIR.
_STATUS: Mapping[State, tuple[str, str]] = {
    State.DRAFT: ("draft", "draft"),
    State.SENT: ("active", "requested"),
    State.ACCEPTED: ("active", "accepted"),
    State.IN_CONTACT: ("active", "in-progress"),
    State.WAITING: ("active", "on-hold"),
    State.COMPLETED: ("completed", "completed"),
    State.DECLINED: ("revoked", "rejected"),
    State.UNABLE: ("revoked", "failed"),
    State.RECALLED: ("revoked", "cancelled"),
    State.WITHDRAWN: ("revoked", "cancelled"),
    State.LAPSED: ("revoked", "cancelled"),
    State.VOIDED: ("entered-in-error", "entered-in-error"),
}
_CONSENT_STATUS: Mapping[ConsentState, str] = {
    ConsentState.DRAFT: "draft",
    ConsentState.ACTIVE: "active",
    ConsentState.IN_USE: "active",
    ConsentState.REFUSED: "rejected",
}
_PRIORITY: Mapping[Urgency, str] = {
    Urgency.TODAY: "stat",
    Urgency.WITHIN_72H: "urgent",
    Urgency.ROUTINE: "routine",
}
# These two have elements of their own; these two are never taken out of their seal.
_NO_EXTENSION = {Field.NEED, Field.URGENCY, Field.SAFE_CONTACT, Field.NOTE}


@dataclass(frozen=True, slots=True)
class Agreed:
    """What a consent says of itself: codes, versions and days. scope: a mask of Field."""

    id: UUID
    state: ConsentState
    given_at: datetime
    expires_at: datetime
    profile: str
    profile_version: str
    wording_version: str
    purpose: str
    scope: int


@dataclass(frozen=True, slots=True)
class Exported:
    """All that leaves. sender, service: names of organizations, as the directory prints them."""

    id: UUID
    code: ReferralCode
    state: State
    reason: str
    sent_at: datetime
    moved_at: datetime
    sender: str
    service: str
    service_id: str
    payload: Payload
    consent: Agreed


def bundle_of(it: Exported) -> Json:
    """A Bundle of the type "collection"; its entries refer to each other by urn:uuid."""
    task_id = uuid5(it.id, "task")
    entries = (
        (it.id, _service_request(it)),
        (task_id, _task(it)),
        (it.consent.id, _consent(it)),
    )
    return {
        "resourceType": "Bundle",
        "type": "collection",
        "entry": [
            {"fullUrl": each.urn, "resource": {**resource, "id": str(each)}}
            for each, resource in entries
        ],
    }


def _service_request(it: Exported) -> Json:
    said = it.payload
    needs = [_concept(f"{OURS}:need", code) for code in said.need]
    request: Json = {
        "resourceType": "ServiceRequest",
        "extension": list(_extensions(said)),
        "status": _STATUS[it.state][0],
        "intent": "order",
        "category": needs,
        "priority": _PRIORITY[said.urgency],
        "code": needs[0],
        "subject": _whom(it),
        "authoredOn": _day(it.sent_at),
        "requester": _sender(it),
        "performer": [_recipient(it)],
        "supportingInfo": [{"reference": it.consent.id.urn, "type": "Consent"}],
    }
    if said.contact_route is not ContactRoute.SERVICE_CONTACTS_CLIENT:
        request["orderDetail"] = [_concept(f"{OURS}:order-detail", "contacting-subject-prohibited")]
    return request


def _task(it: Exported) -> Json:
    task: Json = {
        "resourceType": "Task",
        "status": _STATUS[it.state][1],
        "intent": "order",
        "code": _concept("http://hl7.org/fhir/CodeSystem/task-code", "fulfill"),
        "focus": {"reference": it.id.urn, "type": "ServiceRequest"},
        "for": _whom(it),
        "authoredOn": _day(it.sent_at),
        "lastModified": _day(it.moved_at),
        "requester": _sender(it),
        "owner": _recipient(it),
    }
    if it.state not in {State.DRAFT, State.VOIDED}:
        is_outcome = it.state is State.COMPLETED and it.reason
        word = it.reason if is_outcome else it.state.value
        task["businessStatus"] = _concept(f"{OURS}:business-status", word)
    # Gravity asks why wherever a task is not simply going on.
    if it.state is State.WAITING or (it.state in TERMINAL and it.state is not State.COMPLETED):
        why = it.reason or it.state.value
        task["statusReason"] = {**_concept(f"{OURS}:reason", why), "text": why.replace("_", " ")}
    return task


def _consent(it: Exported) -> Json:
    consent = it.consent
    return {
        "resourceType": "Consent",
        "extension": [
            {"url": f"{OURS}:consent-field", "valueCode": field.value}
            for field in Field
            if field in fields_of(consent.scope)
        ],
        "status": _CONSENT_STATUS.get(consent.state, "inactive"),
        "scope": _concept(f"{_TERMS}/consentscope", "patient-privacy"),
        "category": [_concept(f"{_TERMS}/v3-ActCode", "IDSCL")],
        "patient": _whom(it),
        "dateTime": _day(consent.given_at),
        "organization": [_sender(it)],
        "sourceReference": {
            "type": "Contract",
            "identifier": {"system": f"{OURS}:wording", "value": consent.wording_version},
        },
        "policyRule": {
            "coding": [
                {
                    "system": f"{OURS}:policy",
                    "version": consent.profile_version,
                    "code": consent.profile,
                }
            ]
        },
        "provision": {
            "type": "permit",
            "period": {"start": _day(consent.given_at), "end": _day(consent.expires_at)},
            "actor": [
                {
                    "role": _concept(f"{_TERMS}/v3-ParticipationType", "IRCP"),
                    "reference": _recipient(it),
                }
            ],
            "purpose": [{"system": f"{OURS}:purpose", "code": consent.purpose}],
        },
    }


def _extensions(said: Payload) -> Iterator[Json]:
    """One for each code of each field, in the order of the closed list."""
    for field in Field:
        if field in _NO_EXTENSION or field not in fields_of(said.fields):
            continue
        value = getattr(said, field.value)
        for each in value if isinstance(value, tuple) else (value,):
            typed = {"valueBoolean": each} if isinstance(each, bool) else {"valueCode": _code(each)}
            yield {"url": f"{OURS}:{field.value.replace('_', '-')}", **typed}


def _code(value: object) -> str:
    return value.value if isinstance(value, StrEnum) else str(value)


def _whom(it: Exported) -> Json:
    """Not a Patient: the number of this one referral, which is nobody's anywhere else."""
    return {
        "type": "Patient",
        "identifier": {"system": f"{OURS}:referral-code", "value": it.code.spoken()},
    }


def _sender(it: Exported) -> Json:
    return {"type": "Organization", "display": it.sender}


def _recipient(it: Exported) -> Json:
    return {
        "type": "HealthcareService",
        "identifier": {"system": f"{OURS}:service", "value": it.service_id},
        "display": it.service,
    }


def _concept(system: str, code: str) -> Json:
    return {"coding": [{"system": system, "code": code}]}


def _day(moment: datetime) -> str:
    """No finer time leaves."""
    return moment.date().isoformat()
