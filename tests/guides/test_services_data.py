"""Everything that data/services says has a shape, a source and a day, and keeps its secrets."""

import csv
import re
from collections import Counter
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

import phonenumbers
import pytest

from directory.guides.emergency import shipped
from directory.guides.emergency_dial import is_known
from directory.search.opening import read_week
from directory.settings import DATA

HEADER = (
    "id,organization,organization_native,organization_url,service,service_native,native_language,"
    "needs,country,region,city,address,postal_code,lat,lon,visibility,serves,phones,"
    "phones_display,short_codes,sms,whatsapp,chat_url,website,email,languages,hours,hours_text,"
    "timezone,cost,cost_text,audience,minimum_age,maximum_age,accessible,referral_required,"
    "confidence,evidence,source_url,source_name,source_date,verified_on,notes"
)
WAYS_TO_REACH = ("phones", "short_codes", "sms", "whatsapp", "chat_url", "website", "email")
PLACE = ("city", "address", "postal_code", "lat", "lon")
FILES = sorted((DATA / "services").glob("*.csv"))
TODAY = date(2026, 11, 24)

Row = dict[str, str]


def read(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


ROWS = [row for path in FILES for row in read(path)]
PUBLIC = [row for row in ROWS if row["visibility"] == "public"]
HIDDEN = [row for row in ROWS if row["visibility"] != "public"]


def values(field: str) -> list[tuple[str, str]]:
    """(id of the row, one value), with lists taken apart."""
    return [(row["id"], value) for row in ROWS for value in row[field].split(";") if value]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_file_has_the_columns_and_the_country_of_its_name(path: Path) -> None:
    rows = read(path)

    assert rows
    assert all(",".join(row) == HEADER for row in rows)
    assert {row["country"] for row in rows} == {path.stem[:2].upper()}


def test_ids_are_unique_slugs() -> None:
    counts = Counter(row["id"] for row in ROWS)

    assert [id_ for id_, count in counts.items() if count > 1] == []
    assert [id_ for id_ in counts if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", id_)] == []


def test_every_service_has_a_name_and_a_need_that_we_know() -> None:
    known = {row["code"] for row in read(DATA / "needs" / "needs.csv")}

    assert [row["id"] for row in ROWS if not (row["organization"] and row["service"])] == []
    assert [row["id"] for row in ROWS if not row["needs"]] == []
    assert [pair for pair in values("needs") if pair[1] not in known] == []


def test_every_service_can_be_reached() -> None:
    assert [row["id"] for row in ROWS if not any(row[way] for way in WAYS_TO_REACH)] == []


def test_a_confidential_service_has_no_place() -> None:
    assert HIDDEN
    assert [row["id"] for row in HIDDEN if any(row[field] for field in PLACE)] == []
    assert {row["visibility"] for row in ROWS} == {"public", "area_only", "none"}


def test_a_confidential_service_is_not_betrayed_by_its_name_or_pages() -> None:
    # L-06: an address page, or a name that only a shelter of that district has, tells the place.
    assert [row["website"] for row in HIDDEN if urlsplit(row["website"]).path.strip("/")] == []
    telling = re.compile(r"\b(Shelter|Residence|Drop-in|Haven|Community Office)\b", re.IGNORECASE)
    assert [row["id"] for row in HIDDEN if telling.search(row["service"])] == []


def test_a_point_is_whole_and_on_the_earth() -> None:
    for row in PUBLIC:
        assert bool(row["lat"]) == bool(row["lon"]), row["id"]
        if row["lat"]:
            assert -90 <= float(row["lat"]) <= 90, row["id"]
            assert -180 <= float(row["lon"]) <= 180, row["id"]


def test_new_york_lies_in_new_york() -> None:
    for row in read(DATA / "services" / "us-ny-new-york-city.csv"):
        assert (row["region"], row["serves"], row["timezone"]) == (
            "US-NY",
            "US-NY",
            "America/New_York",
        )
        if row["lat"]:
            assert 40.4 < float(row["lat"]) < 41.0, row["id"]
            assert -74.3 < float(row["lon"]) < -73.6, row["id"]


def test_what_a_service_serves_is_a_country_a_region_or_the_world() -> None:
    regions = {row["code"] for row in read(DATA / "places" / "regions.csv")}

    assert [row["id"] for row in ROWS if not row["serves"]] == []
    for row in ROWS:
        codes = {*row["serves"].split(";"), row["region"]} - {"", row["country"]}
        assert codes <= regions, row["id"]


def test_telephone_numbers_are_valid_and_shown_as_printed() -> None:
    for row in ROWS:
        phones = [phone for phone in row["phones"].split(";") if phone]
        shown = [text for text in row["phones_display"].split(";") if text]
        assert len(phones) == len(shown), row["id"]
        for phone, text in zip(phones, shown, strict=True):
            number = phonenumbers.parse(phone)
            assert phonenumbers.is_valid_number(number), row["id"]
            digits = re.sub(r"\D", "", text.split(" ext.")[0])
            assert digits.endswith(str(number.national_number)), row["id"]


def test_short_codes_are_short_and_keep_their_zeros() -> None:
    codes = values("short_codes")

    assert [pair for pair in codes if not re.fullmatch(r"#?\d{3,6}", pair[1])] == []
    assert ("es-024-suicide-line", "024") in codes


def test_texts_go_to_numbers() -> None:
    strange = [
        row["id"]
        for row in ROWS
        if row["sms"]
        and not re.fullmatch(r"\d{3,6}", row["sms"])
        and not is_known(row["sms"], row["country"])
    ]

    assert strange == []
    for _, number in values("whatsapp"):
        assert phonenumbers.is_valid_number(phonenumbers.parse(number)), number


@pytest.mark.parametrize("field", ["website", "chat_url", "source_url", "organization_url"])
def test_addresses_are_whole(field: str) -> None:
    for id_, address in values(field):
        parts = urlsplit(address)
        assert parts.scheme in {"http", "https"}, id_
        assert parts.hostname, id_
        assert "." in parts.hostname, id_


def test_languages_are_tags() -> None:
    tags = values("languages") + values("native_language")

    assert [
        pair for pair in tags if not re.fullmatch(r"[a-z]{2,3}(-[A-Z][a-z]{3})?", pair[1])
    ] == []
    for row in ROWS:
        names = row["organization_native"] or row["service_native"]
        assert bool(names) == bool(row["native_language"]), row["id"]


def test_hours_can_be_read() -> None:
    for row in ROWS:
        if row["hours"]:
            read_week(row["hours"], row["timezone"])


def test_ages_costs_and_answers_are_what_they_may_be() -> None:
    for row in ROWS:
        low, high = row["minimum_age"] or "0", row["maximum_age"] or "120"
        assert 0 <= int(low) <= int(high) <= 120, row["id"]
        assert row["cost"] in {"", "free", "paid"}, row["id"]
        assert row["accessible"] in {"", "yes", "no"}, row["id"]
        assert row["referral_required"] in {"", "yes", "no"}, row["id"]
        assert row["confidence"] in {"high", "medium"}, row["id"]


def test_every_service_has_a_source_and_no_day_lies_ahead() -> None:
    assert [row["id"] for row in ROWS if not row["source_name"]] == []
    assert [pair for pair in values("source_url") if "findahelpline" in pair[1]] == []
    days = [date.fromisoformat(day) for _, day in values("verified_on")]
    assert max(days) <= TODAY


def test_emergency_lines_and_services_say_the_same() -> None:
    services = {row["id"]: row for row in ROWS}

    for line in (line for lines in shipped().values() for line in lines if line.service):
        row = services[line.service or ""]
        numbers = f"{row['phones_display']};{row['short_codes']}".split(";")
        assert (line.dial or "") in [*numbers, ""], line.service
        assert (line.label_native or "") == row["service_native"]
        assert (line.native_language or "") == (row["native_language"] if line.label_native else "")
        assert line.languages == tuple(tag for tag in row["languages"].split(";") if tag)
        ages = [str(age) if age is not None else "" for age in (line.minimum_age, line.maximum_age)]
        assert ages == [row["minimum_age"], row["maximum_age"]]
        assert str(line.verified_on) == row["verified_on"]
