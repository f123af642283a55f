"""What a caseworker says in these tests, as a form or JSON gives it."""

from directory.referrals.coded import Eligibility
from directory.referrals.minimal import Field, Payload, Terms

TERMS = Terms(
    needs=frozenset({"200", "210", "230", "240"}),
    areas=frozenset({"ES", "ES-VC"}),
    eligibility=frozenset({Eligibility.UNDER_18, Eligibility.LOW_INCOME}),
    asked=frozenset(Field) - {Field.NOTE},
)
SHORT: dict[str, object] = {
    "need": ["200"],
    "urgency": "routine",
    "who": "child",
    "language": "es",
    "contact_route": "client_calls_service",
}
CONTACT: dict[str, object] = {
    "channel": "phone",
    "address": "+34 600 000 000",
    "voicemail": False,
    "text": False,
    "who_may_answer": "trusted_adult",
    "caller_id_hidden": True,
    "weekdays": ["TH", "MO"],
    "start": "10:00",
    "end": "12:30",
    "time_zone": "Europe/Madrid",
    "code_word": "naranja",
}
FULL: dict[str, object] = {
    **SHORT,
    "age_band": "12-14",
    "interpreter": "yes",
    "communication": ["easy_read", "sign_language"],
    "area": "ES-VC",
    "mode": "in_person",
    "access_needs": ["step_free"],
    "staff_preference": "woman",
    "eligibility_codes": ["under_18"],
    "contact_route": "service_contacts_client",
    "safe_contact": CONTACT,
    "do_not": ["name_service", "leave_message"],
}


def payload(**others: object) -> Payload:
    return Payload.read({**SHORT, **others}, TERMS)
