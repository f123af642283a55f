"""What one card or record page needs to say about a service, in all its languages, without the ORM.

A Listing is public by construction: a confidential location has left no point, no address and no
town in it (rules L-01 to L-03), so nothing that reads Listings can leak one.
"""

from dataclasses import dataclass
from datetime import date, datetime

import msgspec

from directory.search.hours import Hours


class Translated(msgspec.Struct, frozen=True, array_like=True):
    """One translation of a text. Stale when the original has changed since it was made."""

    language: str
    value: str
    origin: str  # "human" or "machine"
    source: str  # who made it
    is_stale: bool


class Text(msgspec.Struct, frozen=True, array_like=True):
    """One text of a record in its own language (BCP 47), with its translations."""

    value: str
    language: str
    translations: tuple[Translated, ...] = ()


class Line(msgspec.Struct, frozen=True, array_like=True):
    """One way to ring or write: `shown` is for the eye, `dial` for tel: and sms: addresses."""

    kind: str  # voice, sms, whatsapp, textphone or fax
    shown: str
    dial: str  # "+34…", or a short code such as "116111"
    from_abroad: bool
    languages: tuple[str, ...] = ()
    extension: str | None = None


class Intake(msgspec.Struct, frozen=True, array_like=True):
    """Whether a service takes somebody: "open", "waiting" or "paused", until the day `until`."""

    state: str
    until: date
    said_on: date
    wait_days: int | None = None


class Listing(msgspec.Struct, frozen=True, array_like=True):
    """A service at one place, or a service that has no place.

    `id` is the service_at_location's id, or the service's own where it has no place. `serves` holds
    "ES" (a country), "ES-VC" (a region) or "ZZ" (the world); `point` is latitude and longitude.
    """

    id: str
    service_id: str
    organization_id: str
    name: Text
    organization: Text
    description: Text | None
    audience: Text | None
    needs: tuple[str, ...]
    country: str
    region: str | None
    town: str | None
    address: str | None
    point: tuple[float, float] | None
    visibility: str  # public, area_only or none
    serves: tuple[str, ...]
    lines: tuple[Line, ...]
    website: str | None
    chat_url: str | None
    email: str | None
    languages: tuple[str, ...]
    cost: str | None  # "free", "paid", or not known
    cost_text: Text | None
    hours: Hours | None
    hours_text: Text | None
    time_zone: str | None
    minimum_age: int | None
    maximum_age: int | None
    accessible: bool | None
    referral_required: bool | None
    accepting: bool | None  # whether there is room for one more
    verified_on: date | None  # the day that stands for all sections (catalog.freshness)
    source_url: str | None
    source_name: str | None
    confidence: str | None
    # What only an export needs beside what a page shows.
    location_id: str | None = None
    street: str | None = None
    postal_code: str | None = None
    last_modified: datetime | None = None
    organization_description: str | None = None
    organization_website: str | None = None
    organization_email: str | None = None
    # How true it is. confirmed: a section of catalog.facts, and when it was last seen to be true.
    confirmed: tuple[tuple[str, date], ...] = ()
    wrong: tuple[str, ...] = ()  # facts that several people call wrong
    hides_numbers: bool = False  # it has some that nobody ever confirmed
    intake: Intake | None = None
    # What happens when somebody contacts it. duties: codes of catalog.facts.Duty.
    duties: tuple[tuple[str, bool], ...] = ()
    process: Text | None = None
    spoken: tuple[tuple[str, str], ...] = ()  # a language and how, of catalog.facts.How


@dataclass(frozen=True, slots=True)
class OrganizationPage:
    """An organization and everything of it that may be shown, in order of the listings' ids."""

    id: str
    name: Text
    description: Text | None
    website: str | None
    email: str | None
    listings: tuple[Listing, ...]
