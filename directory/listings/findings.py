"""What is found to be wrong, or perhaps wrong, with a listing: one code for each, for programs."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from directory.languages.catalogues import N_


class Check(StrEnum):
    """What can be looked at, in the order of a report."""

    LINKS = "links"
    FRESHNESS = "freshness"
    DUPLICATES = "duplicates"
    TRANSLATIONS = "translations"
    PHONES = "phones"
    SCHEDULES = "schedules"


class Problem(StrEnum):
    """Never to be renamed: programs know them."""

    LINK_MOVED = "link_moved"
    LINK_GONE = "link_gone"
    LINK_SERVER_ERROR = "link_server_error"
    LINK_NOT_ANSWERING = "link_not_answering"
    LINK_IN_CIRCLES = "link_in_circles"
    LINK_CERTIFICATE = "link_certificate"
    LINK_UNSAFE = "link_unsafe"
    MAIL_GONE = "mail_gone"
    MAIL_NOT_ANSWERING = "mail_not_answering"
    MAIL_UNSAFE = "mail_unsafe"
    NEVER_CONFIRMED = "never_confirmed"
    OVER_A_YEAR = "over_a_year"
    SECTION_STALE = "section_stale"
    PERHAPS_TWICE = "perhaps_twice"
    TRANSLATION_MISSING = "translation_missing"
    TRANSLATION_STALE = "translation_stale"
    TRANSLATION_MACHINE = "translation_machine"
    PHONE_INVALID = "phone_invalid"
    PHONE_OTHER_COUNTRY = "phone_other_country"
    PHONE_PREMIUM = "phone_premium"
    SCHEDULE_EXPIRED = "schedule_expired"
    SCHEDULE_BACKWARDS = "schedule_backwards"
    SCHEDULE_NO_ZONE = "schedule_no_zone"
    SCHEDULE_UNKNOWN_ZONE = "schedule_unknown_zone"
    SCHEDULE_TWO_ZONES = "schedule_two_zones"
    SCHEDULE_UNREADABLE = "schedule_unreadable"
    SCHEDULE_OVERLAPS = "schedule_overlaps"


SENTENCES: Mapping[Problem, str] = {
    Problem.LINK_MOVED: N_("The page has moved for good."),
    Problem.LINK_GONE: N_("The page is gone."),
    Problem.LINK_SERVER_ERROR: N_("The server of the page is broken."),
    Problem.LINK_NOT_ANSWERING: N_("The page does not answer."),
    Problem.LINK_IN_CIRCLES: N_("The page leads in circles."),
    Problem.LINK_CERTIFICATE: N_("The certificate of the page is wrong."),
    Problem.LINK_UNSAFE: N_("The link leads where we do not look."),
    Problem.MAIL_GONE: N_("Mail to this address arrives nowhere."),
    Problem.MAIL_NOT_ANSWERING: N_("Nobody says where mail to this address would arrive."),
    Problem.MAIL_UNSAFE: N_("This is no address for mail on the internet."),
    Problem.NEVER_CONFIRMED: N_("Nobody has ever confirmed the listing."),
    Problem.OVER_A_YEAR: N_("Nobody has confirmed the listing for over a year."),
    Problem.SECTION_STALE: N_("A part of the listing was not confirmed lately."),
    Problem.PERHAPS_TWICE: N_("This may be the same service twice."),
    Problem.TRANSLATION_MISSING: N_("The text is not translated."),
    Problem.TRANSLATION_STALE: N_("The text has changed since it was translated."),
    Problem.TRANSLATION_MACHINE: N_("Nobody has read what a machine translated."),
    Problem.PHONE_INVALID: N_("No such number can exist."),
    Problem.PHONE_OTHER_COUNTRY: N_("The number is one of another country."),
    Problem.PHONE_PREMIUM: N_("Families may pay more for a call to this number."),
    Problem.SCHEDULE_EXPIRED: N_("The opening hours have ended."),
    Problem.SCHEDULE_BACKWARDS: N_("The opening hours end before they begin."),
    Problem.SCHEDULE_NO_ZONE: N_("The opening hours have no time zone."),
    Problem.SCHEDULE_UNKNOWN_ZONE: N_("There is no such time zone."),
    Problem.SCHEDULE_TWO_ZONES: N_("The opening hours are in several time zones."),
    Problem.SCHEDULE_UNREADABLE: N_("Days or hours cannot be read."),
    Problem.SCHEDULE_OVERLAPS: N_("Two opening hours of one day overlap."),
}


@dataclass(frozen=True, slots=True)
class About:
    """Which service a finding is about. Of a confidential place nothing is in it but its region."""

    service: str
    name: str
    country: str


@dataclass(frozen=True, slots=True)
class Finding:
    """since: the day since which it is so, where the records tell. detail: what would mend it, or
    why it is thought: where a page has moved, whose number it is, what two services share."""

    check: Check
    about: About
    field: str
    value: str
    problem: Problem
    since: date | None = None
    detail: str = ""
