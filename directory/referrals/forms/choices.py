"""What can be chosen for each field, in the words that the family reads, too."""

from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum

from directory.languages.catalogues import N_
from directory.languages.localizer import Localizer
from directory.referrals import words
from directory.referrals.coded import Channel, Urgency, Weekday
from directory.referrals.consent import Method, Purpose, Role
from directory.referrals.how_it_was_given import CopyOffered, Delivery, WithholdReason
from directory.referrals.minimal import Field, Terms

Options = list[tuple[str, str]]
NeedName = Callable[[str], str]

CHANNELS: Mapping[StrEnum, str] = {
    Channel.PHONE: N_("by phone"),
    Channel.TEXT: N_("by text message"),
    Channel.EMAIL: N_("by e-mail"),
}
REASONS: Mapping[StrEnum, str] = {
    WithholdReason.FEAR: N_("The family is afraid of what follows."),
    WithholdReason.WILL_TELL_SELF: N_("The family wants to tell it themselves."),
    WithholdReason.OTHER: N_("There is another reason."),
}
DELIVERIES: Mapping[StrEnum, str] = {
    Delivery.READ: N_("They read it themselves"),
    Delivery.READ_ALOUD: N_("We read it aloud"),
    Delivery.INTERPRETER: N_("With an interpreter"),
    Delivery.EASY_READ: N_("In easy language"),
    Delivery.SIGN_LANGUAGE: N_("In sign language"),
}
METHODS: Mapping[StrEnum, str] = {
    Method.PAPER: N_("signed on paper that you keep"),
    Method.SCREEN: N_("signed on a screen"),
    Method.THUMBPRINT: N_("by a thumbprint"),
    Method.TYPED: N_("typed a yes"),
    Method.ORAL: N_("said it before a witness"),
}
ADULTS: Mapping[StrEnum, str] = {
    Role.PARENT: N_("A parent"),
    Role.GUARDIAN: N_("A guardian"),
    Role.TRUSTED_ADULT: N_("An adult whom the child trusts"),
    Role.CASEWORKER: N_("Two members of staff, in the child's interest"),
    Role.REPRESENTATIVE: N_("A representative appointed by a court, for an adult"),
}
COPIES: Mapping[StrEnum, str] = {
    CopyOffered.GIVEN: N_("They take a copy"),
    CopyOffered.DECLINED_UNSAFE: N_("No copy: paper at home would be a danger"),
}

# By the code of a need, or by what its group begins with.
_PURPOSES = {
    "20": Purpose.COUNSELLING,
    "21": Purpose.LEGAL_HELP,
    "22": Purpose.HEALTHCARE,
    "251": Purpose.SHELTER,
}


def options_of(codes: Mapping[StrEnum, str], write: Localizer) -> Options:
    return [(str(code), write.gettext(label)) for code, label in codes.items()]


def field_options(
    terms: Terms, write: Localizer, areas: Mapping[str, str], *, same_day: bool
) -> dict[str, Options]:
    """By the name of the field. same_day: whether the listing promises an answer on the day."""
    found = {field.value: options_of(codes, write) for field, codes in words.CODES.items()}
    if not same_day:
        found["urgency"] = [each for each in found["urgency"] if each[0] != Urgency.TODAY]
    found["eligibility_codes"] = [
        each for each in found["eligibility_codes"] if each[0] in terms.eligibility
    ]
    found["area"] = sorted(areas.items(), key=lambda pair: pair[1])
    found["interpreter"] = _yes_and_no(words.INTERPRETER, write)
    return found | _contact_options(write)


def _contact_options(write: Localizer) -> dict[str, Options]:
    days = [(str(day), write.weekday(at, short=True)) for at, day in enumerate(Weekday)]
    return {
        "safe_contact.channel": options_of(CHANNELS, write),
        "safe_contact.who_may_answer": options_of(words.MAY_ANSWER, write),
        "safe_contact.voicemail": _yes_and_no(words.VOICEMAIL, write),
        "safe_contact.text": _yes_and_no(words.TEXT, write),
        "safe_contact.caller_id_hidden": _yes_and_no(words.CALLER_ID_HIDDEN, write),
        "safe_contact.weekdays": days,
    }


def consent_options(write: Localizer) -> dict[str, Options]:
    return {
        "delivery": options_of(DELIVERIES, write),
        "method": options_of(METHODS, write),
        "adult": options_of(ADULTS, write),
        "copy": options_of(COPIES, write),
        "purpose": options_of(words.PURPOSES, write),
        "age_band": options_of(words.CODES[Field.AGE_BAND], write),
    }


def purpose_of(needs: Iterable[str]) -> Purpose:
    """What a consent is for, as the first need suggests; the caseworker may choose another."""
    found = (_PURPOSES.get(code, _PURPOSES.get(code[:2])) for code in needs)
    return next(filter(None, found), Purpose.OTHER)


def _yes_and_no(codes: Mapping[bool, str], write: Localizer) -> Options:
    return [("yes" if code else "no", write.gettext(codes[code])) for code in (False, True)]
