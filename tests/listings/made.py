"""Listings that are made up, as complete as a check asks for."""

from dataclasses import dataclass, field
from typing import Any

from msgspec.structs import replace

from directory.catalog.listing import Line, Listing, Text, Translated
from directory.listings.duplicates import Entry, entry_of
from directory.listings.findings import About

HOME = About("a", "Haven", "ES")
PLAIN = Listing(
    id="a", service_id="a", organization_id="org-a", name=Text("Haven", "en"),
    organization=Text("The Haven Trust", "en"), description=None, audience=None, needs=("200",),
    country="ES", region="ES-VC", town=None, address=None, point=None, visibility="public",
    serves=("ES",), lines=(), website=None, chat_url=None, email=None, languages=(), cost=None,
    cost_text=None, hours=None, hours_text=None, time_zone=None, minimum_age=None,
    maximum_age=None, accessible=None, referral_required=None, accepting=None, verified_on=None,
    source_url=None, source_name=None, confidence=None,
)  # fmt: skip


def a_listing(**facts: Any) -> Listing:
    return replace(PLAIN, **facts)


def a_line(dial: str, kind: str = "voice") -> Line:
    return Line(kind, dial, dial, from_abroad=False)


def an_entry(service: str, name: str | Text = "Haven", **facts: Any) -> Entry:
    """phones: as dialled; organization: its name, and its id where no other is given."""
    organization = facts.pop("organization", "The Haven Trust")
    named = {"organization_id": organization, "organization": Text(organization, "en")}
    lines = tuple(map(a_line, facts.pop("phones", ())))
    text = Text(name, "en") if isinstance(name, str) else name
    said = {"name": text, "lines": lines, **named, **facts}
    return entry_of([a_listing(id=service, service_id=service, **said)])


def translated(
    language: str, value: str, origin: str = "human", *, is_stale: bool = False
) -> Translated:
    return Translated(language, value, origin, "", is_stale)


@dataclass(frozen=True)
class Hours:
    """A row of a schedule; what is not said is empty."""

    said: dict[str, Any] = field(default_factory=dict)

    def row(self, **said: Any) -> dict[str, Any]:
        names = (
            "freq byday opens_at closes_at time_zone valid_from valid_to until count interval"
            " dtstart attending_type description"
        )
        return {**dict.fromkeys(names.split()), **self.said, **said}


WEEKLY = Hours({"freq": "WEEKLY", "byday": "MO,TU", "opens_at": "09:00", "closes_at": "17:00",
                "time_zone": "Europe/Madrid"})  # fmt: skip
