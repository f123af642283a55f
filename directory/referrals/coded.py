"""The closed lists that a referral chooses from: what is not on one of them cannot be said.

What each code is called on a page stands with the forms.
"""

from enum import StrEnum


class Urgency(StrEnum):
    TODAY = "today"
    WITHIN_72H = "within_72h"
    ROUTINE = "routine"


class Who(StrEnum):
    """Whom the help is for."""

    CHILD = "child"
    YOUNG_PERSON = "young_person"
    ADULT = "adult"
    FAMILY = "family"


class AgeBand(StrEnum):
    """Never a birth date, nor an age in years."""

    UNDER_6 = "0-5"
    UNDER_12 = "6-11"
    UNDER_15 = "12-14"
    UNDER_18 = "15-17"
    ADULT = "18+"
    UNKNOWN = "unknown"


class Communication(StrEnum):
    SIGN_LANGUAGE = "sign_language"
    LARGE_PRINT = "large_print"
    BRAILLE = "braille"
    DEVICE = "device"  # speaks with a board or a device (AAC)
    EASY_READ = "easy_read"
    HEARING_LOOP = "hearing_loop"


class Mode(StrEnum):
    IN_PERSON = "in_person"
    PHONE = "phone"
    VIDEO = "video"
    TEXT = "text"


class AccessNeed(StrEnum):
    STEP_FREE = "step_free"
    CARER_ALONG = "carer_along"
    SENSORY = "sensory"
    MEDICATION_STORAGE = "medication_storage"
    PETS = "pets"
    CHILDCARE = "childcare"
    TRANSPORT = "transport"


class StaffPreference(StrEnum):
    WOMAN = "woman"
    MAN = "man"


class Eligibility(StrEnum):
    """All that a listing may ask about who can come.

    Threat: a provider that asks for codes of its own making asks whatever it likes, so the list is
    ours, and each is a yes that the family chose to say.
    """

    UNDER_18 = "under_18"
    LIVES_IN_AREA = "lives_in_area"
    LOW_INCOME = "low_income"
    REPORTED = "reported"  # to the police, or to whoever stands in its place
    NOT_REPORTED = "not_reported"
    IN_CARE = "in_care"
    IN_SCHOOL = "in_school"
    CARER_AGREES = "carer_agrees"
    SAFE_PLACE_NEEDED = "safe_place_needed"
    HAS_DISABILITY = "has_disability"
    FAITH_BASED = "faith_based"
    LGBT = "lgbt"


class ContactRoute(StrEnum):
    """The first is what is done unless something else is chosen, and sends no contact data."""

    CLIENT_CALLS_SERVICE = "client_calls_service"
    VIA_CASEWORKER = "via_caseworker"
    SERVICE_CONTACTS_CLIENT = "service_contacts_client"


class DoNot(StrEnum):
    CALL = "call"
    TEXT = "text"
    LEAVE_MESSAGE = "leave_message"
    POST_MAIL = "post_mail"
    NAME_SERVICE = "name_service"


class Channel(StrEnum):
    PHONE = "phone"
    TEXT = "text"
    EMAIL = "email"


class MayAnswer(StrEnum):
    """Who may be at the other end when the service calls."""

    ONLY_PERSON = "only_person"
    TRUSTED_ADULT = "trusted_adult"
    ANYONE = "anyone"


class Weekday(StrEnum):
    """As HSDS writes them (RFC 5545)."""

    MONDAY = "MO"
    TUESDAY = "TU"
    WEDNESDAY = "WE"
    THURSDAY = "TH"
    FRIDAY = "FR"
    SATURDAY = "SA"
    SUNDAY = "SU"
