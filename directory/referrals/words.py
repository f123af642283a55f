"""The words for all that a referral can say, for the family to read before and after the yes.

These sentences are in every language in which a consent can be asked for, also where the pages
are not translated yet (locales/family). Labels begin small, since they stand in sentences, too.
"""

from collections.abc import Mapping
from enum import StrEnum
from itertools import chain
from typing import Any

from directory.languages.catalogues import N_
from directory.referrals.coded import (
    AccessNeed,
    AgeBand,
    Channel,
    Communication,
    ContactRoute,
    DoNot,
    Eligibility,
    MayAnswer,
    Mode,
    StaffPreference,
    Urgency,
    Who,
)
from directory.referrals.consent import Purpose
from directory.referrals.minimal import Field

FIELDS: Mapping[Field, str] = {
    Field.NEED: N_("what help is needed"),
    Field.URGENCY: N_("how soon"),
    Field.WHO: N_("who the help is for"),
    Field.AGE_BAND: N_("the age group"),
    Field.LANGUAGE: N_("the language"),
    Field.INTERPRETER: N_("whether an interpreter is needed"),
    Field.COMMUNICATION: N_("what makes it easier to understand each other"),
    Field.AREA: N_("the area"),
    Field.MODE: N_("how to meet"),
    Field.ACCESS_NEEDS: N_("what has to be possible there"),
    Field.STAFF_PREFERENCE: N_("whether a woman or a man should help"),
    Field.ELIGIBILITY_CODES: N_("what the service has to know"),
    Field.CONTACT_ROUTE: N_("who calls whom"),
    Field.SAFE_CONTACT: N_("how contact is safe"),
    Field.DO_NOT: N_("what must not be done"),
    Field.NOTE: N_("a short note"),
}

PURPOSES: Mapping[StrEnum, str] = {
    Purpose.COUNSELLING: N_("somebody to talk to"),
    Purpose.LEGAL_HELP: N_("help with the law"),
    Purpose.HEALTHCARE: N_("medical help"),
    Purpose.SHELTER: N_("a safe place to stay"),
    Purpose.OTHER: N_("other help"),
}

_URGENCY: Mapping[StrEnum, str] = {
    Urgency.TODAY: N_("Help is needed today."),
    Urgency.WITHIN_72H: N_("Help is needed within three days."),
    Urgency.ROUTINE: N_("Help is needed, but it is not urgent."),
}
_WHO: Mapping[StrEnum, str] = {
    Who.CHILD: N_("The help is for a child."),
    Who.YOUNG_PERSON: N_("The help is for a young person."),
    Who.ADULT: N_("The help is for an adult."),
    Who.FAMILY: N_("The help is for a family."),
}
_AGE: Mapping[StrEnum, str] = {
    AgeBand.UNDER_6: N_("Age: under 6 years."),
    AgeBand.UNDER_12: N_("Age: 6 to 11 years."),
    AgeBand.UNDER_15: N_("Age: 12 to 14 years."),
    AgeBand.UNDER_18: N_("Age: 15 to 17 years."),
    AgeBand.ADULT: N_("Age: 18 years or more."),
    AgeBand.UNKNOWN: N_("The age is not known."),
}
_COMMUNICATION: Mapping[StrEnum, str] = {
    Communication.SIGN_LANGUAGE: N_("Sign language is needed."),
    Communication.LARGE_PRINT: N_("Large print is needed."),
    Communication.BRAILLE: N_("Braille is needed."),
    Communication.DEVICE: N_("The person speaks with a device or a picture board."),
    Communication.EASY_READ: N_("Easy language is needed."),
    Communication.HEARING_LOOP: N_("A hearing loop is needed."),
}
_MODE: Mapping[StrEnum, str] = {
    Mode.IN_PERSON: N_("A meeting in person is wanted."),
    Mode.PHONE: N_("A talk on the phone is wanted."),
    Mode.VIDEO: N_("A video call is wanted."),
    Mode.TEXT: N_("Written messages are wanted."),
}
_ACCESS: Mapping[StrEnum, str] = {
    AccessNeed.STEP_FREE: N_("The way in must have no steps."),
    AccessNeed.CARER_ALONG: N_("Somebody comes along to support the person."),
    AccessNeed.SENSORY: N_("A quiet place without bright light is needed."),
    AccessNeed.MEDICATION_STORAGE: N_("Medicine has to be kept safely there."),
    AccessNeed.PETS: N_("A pet comes along."),
    AccessNeed.CHILDCARE: N_("Somebody has to look after small children meanwhile."),
    AccessNeed.TRANSPORT: N_("Help is needed to get there."),
}
_STAFF: Mapping[StrEnum, str] = {
    StaffPreference.WOMAN: N_("The person would like to be helped by a woman."),
    StaffPreference.MAN: N_("The person would like to be helped by a man."),
}
_ELIGIBILITY: Mapping[StrEnum, str] = {
    Eligibility.UNDER_18: N_("The person is under 18."),
    Eligibility.LIVES_IN_AREA: N_("The person lives in the area of the service."),
    Eligibility.LOW_INCOME: N_("The family has little money."),
    Eligibility.REPORTED: N_("It has been reported to the police or another authority."),
    Eligibility.NOT_REPORTED: N_("It has not been reported."),
    Eligibility.IN_CARE: N_("The child lives in care, not with the family."),
    Eligibility.IN_SCHOOL: N_("The child goes to school."),
    Eligibility.CARER_AGREES: N_("A parent or guardian agrees."),
    Eligibility.SAFE_PLACE_NEEDED: N_("A safe place to stay is needed."),
    Eligibility.HAS_DISABILITY: N_("The person has a disability."),
    Eligibility.FAITH_BASED: N_("A service of the family's own faith is wanted."),
    Eligibility.LGBT: N_("A service that welcomes LGBT people is wanted."),
}
_ROUTE: Mapping[StrEnum, str] = {
    ContactRoute.CLIENT_CALLS_SERVICE: N_(
        "The family calls the service and says the code of the referral. "
        "No number and no address is sent."
    ),
    ContactRoute.VIA_CASEWORKER: N_(
        "The caseworker calls the service. No number and no address of the family is sent."
    ),
    ContactRoute.SERVICE_CONTACTS_CLIENT: N_(
        "The service makes contact, and only in the way that is written here."
    ),
}
_DO_NOT: Mapping[StrEnum, str] = {
    DoNot.CALL: N_("Do not call."),
    DoNot.TEXT: N_("Do not send text messages."),
    DoNot.LEAVE_MESSAGE: N_("Do not leave a message."),
    DoNot.POST_MAIL: N_("Do not send letters."),
    DoNot.NAME_SERVICE: N_("Do not say the name of the service."),
}
CODES: Mapping[Field, Mapping[StrEnum, str]] = {
    Field.URGENCY: _URGENCY,
    Field.WHO: _WHO,
    Field.AGE_BAND: _AGE,
    Field.COMMUNICATION: _COMMUNICATION,
    Field.MODE: _MODE,
    Field.ACCESS_NEEDS: _ACCESS,
    Field.STAFF_PREFERENCE: _STAFF,
    Field.ELIGIBILITY_CODES: _ELIGIBILITY,
    Field.CONTACT_ROUTE: _ROUTE,
    Field.DO_NOT: _DO_NOT,
}
INTERPRETER = {True: N_("An interpreter is needed."), False: N_("No interpreter is needed.")}

CHANNELS: Mapping[StrEnum, str] = {
    Channel.PHONE: N_("Phone calls to %(address)s."),
    Channel.TEXT: N_("Text messages to %(address)s."),
    Channel.EMAIL: N_("E-mails to %(address)s."),
}
MAY_ANSWER: Mapping[StrEnum, str] = {
    MayAnswer.ONLY_PERSON: N_("Speak only with the person."),
    MayAnswer.TRUSTED_ADULT: N_("A trusted adult may answer, too."),
    MayAnswer.ANYONE: N_("Anybody may answer."),
}
VOICEMAIL = {
    True: N_("A message on the voicemail is allowed."),
    False: N_("No message on the voicemail."),
}
TEXT = {True: N_("Text messages are allowed."), False: N_("No text messages.")}
CALLER_ID_HIDDEN = {
    True: N_("The number of the caller has to be hidden."),
    False: N_("The number of the caller may be seen."),
}
WHEN = N_("Only on these days: %(days)s. From %(start)s to %(end)s, by the clock in %(city)s.")
CODE_WORD = N_("Say this word first: %(word)s.")


def every_sentence() -> frozenset[str]:
    """All that stands here, for whoever checks that a language has it."""
    tables: tuple[Mapping[Any, str], ...] = (
        FIELDS, PURPOSES, *CODES.values(), INTERPRETER, CHANNELS, MAY_ANSWER, VOICEMAIL, TEXT,
        CALLER_ID_HIDDEN,
    )  # fmt: skip
    return frozenset((*chain.from_iterable(table.values() for table in tables), WHEN, CODE_WORD))
