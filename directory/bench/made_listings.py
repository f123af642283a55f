"""The services of the made world as pages tell of them: one listing a row, encoded."""

from typing import Any

from directory.bench.rows import row_of
from directory.catalog.listing import Line, Listing, Text
from directory.catalog.shelf import encode_listing
from directory.search.facts import ACCESSIBLE, REMOTE, Facts
from directory.search.texts import Texts, pack

_TOLD = 12  # words of a description that a page shows
_LINE = Line("voice", "800 55 00", "+34800550000", from_abroad=True)
_UNKNOWN = (
    *("audience", "region", "town", "address", "chat_url", "email", "cost_text", "hours_text"),
    *("referral_required", "source_url", "source_name", "confidence"),
)
_THE_SAME: dict[str, Any] = {**dict.fromkeys(_UNKNOWN), "website": "https://example.org/"}


def tell_listings(facts: Facts) -> Texts:
    """Takes about a minute for a million."""
    return pack(encode_listing(_listing(facts, number)) for number in range(len(facts)))


def _listing(facts: Facts, number: int) -> Listing:
    row, flags = row_of(facts, number), int(facts.flags[number])
    language = min(row.languages, default="en")
    name, told = Text(row.name, language), Text(" ".join(row.words.split()[:_TOLD]), language)
    return Listing(
        id=row.id,
        service_id=row.id,
        organization_id=facts.organizations.ids.text(int(facts.organizations.numbers[number])),
        name=name,
        organization=name,
        description=told,
        needs=tuple(sorted(row.needs)),
        country=row.country,
        point=row.point,
        visibility="area_only" if row.is_confidential else "public",
        serves=tuple(sorted(row.serves)),
        lines=(_LINE,) if flags & REMOTE else (),
        languages=tuple(sorted(row.languages)),
        cost="free" if row.is_free else None,
        hours=row.hours,
        time_zone=row.hours.time_zone if row.hours else None,
        minimum_age=row.minimum_age,
        maximum_age=row.maximum_age,
        accessible=True if flags & ACCESSIBLE else None,
        accepting=row.is_accepting,
        verified_on=row.verified_on,
        location_id=row.id if row.has_place else None,
        **_THE_SAME,
    )
