"""What hangs on a service in HSDS: its numbers, hours, languages, areas, costs and needs.

Their ids follow from what they are, so the same facts have the same ids in every answer.
"""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from directory.catalog.identity import stable_id
from directory.catalog.listing import Listing
from directory.catalog.schedules import rule_key, write_schedules
from directory.languages.localizer import get_localizer
from directory.places.regions import WORLD, country_name, region_name

Part = dict[str, Any]
# The objects of our taxonomy's terms by their codes.
Terms = Mapping[str, Part]

# HSDS takes its kinds from RFC 6350, which has none for messengers.
PHONE_TYPES = {"sms": "text", "whatsapp": "text"}


def phones(listing: Listing) -> list[Part]:
    return [
        _part("phone", listing, f"{line.kind} {line.dial}")
        | {"number": line.dial, "type": PHONE_TYPES.get(line.kind, line.kind)}
        | ({"description": "WhatsApp"} if line.kind == "whatsapp" else {})
        | ({"extension": int(line.extension)} if line.extension else {})
        for line in listing.lines
    ]


def schedules(listing: Listing, at: datetime) -> list[Part]:
    """Weekly rules, exceptions and holidays, then the source's own words.

    `notes` says what HSDS has no word for (see `catalog.schedules`). HSDS knows only an offset from
    UTC, which summer time changes: it is the one of the moment `at`. `x_time_zone`, which is ours,
    is the zone that the hours really keep.
    """
    return [*_rules(listing, at), *_in_words(listing)]


def _rules(listing: Listing, at: datetime) -> Iterator[Part]:
    if listing.hours is None:
        return
    offset = at.astimezone(listing.hours.zone).utcoffset() or timedelta()
    for rule in write_schedules(listing.hours):
        made = {name: _said(name, value, offset) for name, value in rule.items()}
        made["x_time_zone"] = made.pop("time_zone")
        interval = {"interval": 1} if "freq" in rule else {}
        zone = {"timezone": offset / timedelta(hours=1)}
        yield _part("schedule", listing, rule_key(rule)) | made | interval | zone


def _said(name: str, value: str | date, offset: timedelta) -> str:
    is_clock = name in ("opens_at", "closes_at")
    return f"{value}{write_offset(offset)}" if is_clock else str(value)


def _in_words(listing: Listing) -> Iterator[Part]:
    if listing.hours_text is not None:
        words = {"description": listing.hours_text.value}
        yield _part("schedule", listing, "words") | words


def write_offset(offset: timedelta) -> str:
    """+05:30 for five and a half hours."""
    minutes = round(offset / timedelta(minutes=1))
    sign, minutes = "-" if minutes < 0 else "+", abs(minutes)
    return f"{sign}{minutes // 60:02}:{minutes % 60:02}"


def languages(listing: Listing) -> list[Part]:
    english = get_localizer("en")
    return [
        _part("language", listing, tag) | {"name": english.language_name(tag), "code": tag}
        for tag in listing.languages
    ]


def service_areas(listing: Listing) -> list[Part]:
    """Whom the service is for: `extent` is an ISO 3166 code, or "ZZ" for the whole world."""
    return [
        _part("service_area", listing, code)
        | {"name": _area_name(code), "extent": code, "extent_type": "text"}
        for code in listing.serves
    ]


def cost_options(listing: Listing) -> list[Part]:
    if listing.cost is None:
        return []
    words = {"amount_description": listing.cost_text.value} if listing.cost_text else {}
    amount = {"amount": 0} if listing.cost == "free" else {}
    return [_part("cost_option", listing, "cost") | {"option": listing.cost} | amount | words]


def urls(listing: Listing) -> list[Part]:
    """Where the service chats, and where its facts are from."""
    found = (("chat", listing.chat_url), ("source", listing.source_url))
    return [
        _part("url", listing, label) | {"label": label, "url": address}
        for label, address in found
        if address
    ]


def attributes(listing: Listing, terms: Terms) -> list[Part]:
    """The needs that the service answers, as terms of our taxonomy."""
    return [
        {
            "id": str(stable_id("attribute", listing.service_id, code)),
            "link_id": listing.service_id,
            "link_entity": "service",
            "link_type": "need",
            "taxonomy_term_id": terms[code]["id"],
            "taxonomy_term": terms[code],
        }
        for code in listing.needs
        if code in terms
    ]


def _part(kind: str, listing: Listing, key: str) -> Part:
    record_id = str(stable_id(kind, listing.service_id, key))
    return {"id": record_id, "service_id": listing.service_id}


def _area_name(code: str) -> str:
    if code == WORLD:
        return "World"
    return region_name(code, "en") if "-" in code else country_name(code, "en")
