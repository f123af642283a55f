"""A provider and an editor take their listings away as a table; nothing private is in it."""

import pytest

from directory.catalog.models import Service, ServiceAtLocation
from directory.listings.actions.writing import write_facts
from directory.places.confidential import is_confidential
from directory.sheets.cells import BEYOND, cells_of, line_of
from directory.sheets.columns import COLUMNS
from directory.sheets.csv_out import lines_of
from tests.accounts.browser import Browser
from tests.accounts.clock import SetClock
from tests.listings.sheets.spreadsheet import take, take_workbook
from tests.pages import PRIVATE_PLACE

PHONE_ONLY = {
    "byday": "TU",
    "opens_at": "09:00",
    "closes_at": "17:00",
    "attending_type": "phone",
}
PLAIN = {"freq": "WEEKLY", "time_zone": "Europe/Amsterdam"}


async def test_a_provider_takes_away_their_own_and_no_others(
    provider: Browser, own: Service
) -> None:
    rows = await take(provider)

    ids = await Service.filter(organization_id=own.organization_id, status="active").values_list(
        "id", flat=True
    )
    assert {row["id"] for row in rows} == set(map(str, ids))


async def test_an_editor_takes_away_a_country_or_all(editor: Browser, own: Service) -> None:
    assert len(await take(editor)) == await Service.filter(status="active").count()
    dutch = await take(editor, "?country=NL")
    assert len(dutch) == await Service.filter(status="active", country="NL").count()
    row = next(row for row in dutch if row["id"] == str(own.id))
    assert (row["name"], row["email"], row["country"]) == (own.name, own.email, "NL")
    assert row["organization"] == own.organization.name


async def test_a_workbook_has_the_same_lines_in_the_words_of_its_reader(
    editor: Browser, own: Service
) -> None:
    rows = await take(editor, "?country=NL")

    heading, *lines = await take_workbook(editor, "es", "?country=NL")

    assert [name.rpartition("[")[2] for name in heading] == [f"{name}]" for name in COLUMNS]
    assert "Números de teléfono [phones]" in heading
    assert [dict(zip(COLUMNS, line, strict=True)) for line in lines] == [
        {name: cell.removeprefix("'") for name, cell in row.items()} for row in rows
    ]


async def test_each_fact_has_its_words(own: Service, clock: SetClock) -> None:
    week = PLAIN | {"byday": "MO,WE", "opens_at": "22:00", "closes_at": "06:00"}
    changes = {
        "phones": [
            {"kind": "voice", "number": "+31612345678", "shown": "+31 6 12345678", "extension": 5},
            {"kind": "whatsapp", "number": "+31612345678", "shown": "06 12345678"},
        ],
        "languages": [{"code": "ar", "how": "interpreter"}, {"code": "nl"}],
        "needs": ["101", "200"],
        "minimum_age": 6,
        "referral_required": False,
        "duties": {"anonymous": True},
        "hours": [week],
    }
    held = await write_facts(own.id, changes, by="test", cause="edit", at=clock())

    cells = dict(zip(COLUMNS, line_of(held), strict=True))

    assert cells["phones"] == "+31 6 12345678 ext 5; whatsapp 06 12345678"
    assert cells["languages"] == "ar interpreter; nl"
    assert cells["needs"] == "101; 200"
    assert (cells["minimum_age"], cells["maximum_age"]) == ("6", "")
    assert (cells["referral_required"], cells["anonymous"]) == ("no", "yes")
    assert (cells["mon"], cells["tue"], cells["hours_zone"]) == (
        "22:00-06:00",
        "",
        "Europe/Amsterdam",
    )


@pytest.mark.parametrize(
    "rule",
    [
        {"notes": "on public holidays of NL: closed", "time_zone": "Europe/Amsterdam"},
        PLAIN
        | {"byday": "TU", "opens_at": "09:00", "closes_at": "17:00", "attending_type": "phone"},
    ],
)
async def test_hours_that_a_week_cannot_say_are_marked(
    own: Service, clock: SetClock, rule: dict[str, str]
) -> None:
    week = PLAIN | {"byday": "MO", "opens_at": "09:00", "closes_at": "17:00"}

    held = await write_facts(own.id, {"hours": [week, rule]}, by="test", cause="edit", at=clock())

    cells = cells_of(held.facts)
    assert cells["mon"] == cells["tue"] == cells["hours_zone"] == BEYOND


async def test_no_private_place_is_in_it(editor: Browser) -> None:
    places = ServiceAtLocation.all().values_list("service_id", "location__visibility")
    private = {str(service) for service, seen in await places if is_confidential(seen)}
    assert str(PRIVATE_PLACE) in private

    rows = [row for row in await take(editor) if row["id"] in private]

    assert len(rows) == len(private)
    for row in rows:
        assert not any(row[name] for name in ("street", "postal_code", "town", "wheelchair"))


@pytest.mark.parametrize("cell", ["=1+1", "+34 900", "-x", "@x", "\tx"])
def test_no_spreadsheet_runs_a_cell(cell: str) -> None:
    assert lines_of([[cell, "a, b"]]) == f'\'{cell},"a, b"\r\n'
