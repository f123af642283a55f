"""Each cell that cannot stand is named by its line and column, with what may have been meant."""

import re
from typing import Any
from uuid import UUID

from directory.catalog.models import Service, ServiceAtLocation
from directory.listings.actions.writing import write_facts
from directory.listings.queries import get_held
from tests.accounts.browser import Browser
from tests.accounts.clock import SetClock
from tests.finder.reading import words
from tests.listings.sheets.spreadsheet import Rows, as_csv, paste, take, take_over
from tests.pages import PRIVATE_PLACE


async def line(browser: Browser, service_id: UUID, country: str = "NL") -> dict[str, str]:
    rows = await take(browser, f"?country={country}")
    return next(row for row in rows if row["id"] == str(service_id))


async def problems(browser: Browser, rows: Rows) -> dict[str, str]:
    """By column, what a page says is wrong there."""
    answer = await paste(browser, as_csv(rows))
    assert answer.status_code == 422, answer.text
    rows_shown = re.findall(r'<tr data-problem="\d+ (\w+)">(.*?)</tr>', answer.text, re.DOTALL)
    return {column: words(row) for column, row in rows_shown}


# column, what stands there, what is wrong with it, and what may have been meant
CASES = [
    ("phones", "999999999999999", "No such number is given to anybody.", ""),
    ("phones", "3.16E+10", "A spreadsheet has shortened this", ""),
    ("website", "our page", "This is no address of a page.", ""),
    ("email", "nobody", "This is no email address.", ""),
    ("minimum_age", "six", "Write an age in whole years", ""),
    ("languages", "Portugese", "We do not know a language with this name.", "pt"),
    ("languages", "pt; ar interpretor", "We do not know a language with this name.", ""),
    ("needs", "", "Choose at least one kind of help.", ""),
    ("needs", "999", "is no kind of help that we know.", ""),
    ("serves", "Noord-Hollandd", "is no area that we know.", "NL-NH"),
    ("serves", "", "Choose where the people live", ""),
    ("cost", "gratis", "Write free or paid here", ""),
    ("referral_required", "yess", "Write yes or no here", "yes"),
    ("anonymous", "perhaps", "Write yes or no here", ""),
    ("all_right", "ok", "Write yes or no here", ""),
    ("mon", "9 to 5", "Write times like 09:00-12:00", ""),
    ("mon", "09:00-25:00", "We could not read “25:00”.", ""),
    ("description", "See www.example.org/a.jpg", "A text cannot hold links", ""),
    ("name", "", "Write a name", ""),
    ("country", "BE", "This cannot be changed here.", "NL"),
    ("version", "", "We cannot tell what this line was taken from.", ""),
]


async def test_what_is_wrong_with_a_cell(editor: Browser, own: Service) -> None:
    right = await line(editor, own.id)
    for column, cell, why, suggestion in CASES:
        said = await problems(editor, [right | {column: cell}])

        assert why in said[column], (column, cell)
        assert said[column].endswith(suggestion)
        assert ("Perhaps:" in said[column]) == bool(suggestion)


async def test_a_place_is_where_it_can_be(editor: Browser) -> None:
    placed = await ServiceAtLocation.filter(location__visibility="public").order_by("id").first()
    assert placed is not None
    right = await line(editor, placed.service_id, "US")  # type: ignore[attr-defined]  # Tortoise adds it
    for column, cell, why in (
        ("region", "New Yrok", "is no area that we know."),
        ("region", "ES-VC", "Choose a region of the country."),
        ("point", "somewhere", "Write two numbers"),
        ("point", "39.47, -0.37", "This point is not in the country of the listing."),
    ):
        assert why in (await problems(editor, [right | {column: cell}]))[column]


async def test_what_was_typed_cannot_act_on_the_page(editor: Browser, own: Service) -> None:
    row = await line(editor, own.id) | {"needs": "<b>5</b>", "mon": "<i>9</i>-5"}

    answer = await paste(editor, as_csv([row]))

    assert "<b>5" not in answer.text
    assert "<i>9" not in answer.text
    assert "“<i>9</i>”" in words(answer.text)


async def test_a_listing_stands_in_one_line_alone(editor: Browser, own: Service) -> None:
    row = await line(editor, own.id)

    said = await problems(editor, [row, row | {"cost_text": "Free."}])

    assert "This listing stands in line 2 already." in said["id"]


async def test_a_private_place_is_not_brought_in(editor: Browser) -> None:
    row = await line(editor, PRIVATE_PLACE, "US")
    row |= {"description": "Ring at 12 Harbour Street.", "street": "12 Harbour Street"}

    said = await problems(editor, [row])

    assert "This says where a place is that is kept private." in said["description"]
    assert "The place of this listing is private" in said["street"]


async def test_hours_beyond_a_week_are_written_whole_or_not_at_all(
    editor: Browser, own: Service, clock: SetClock
) -> None:
    shut = {"notes": "on public holidays of NL: closed", "time_zone": "Europe/Amsterdam"}
    week = shut | {"freq": "WEEKLY", "byday": "MO", "opens_at": "09:00", "closes_at": "17:00"}
    hours: dict[str, Any] = {"hours": [week | {"notes": None}, shut]}
    hours["hours"][0].pop("notes")
    await write_facts(own.id, hours, by="test", cause="edit", at=clock())
    row = await line(editor, own.id)

    said = await problems(editor, [row | {"mon": "10:00-16:00"}])
    assert "These hours say more than a week can" in said["tue"]

    days = dict.fromkeys(("mon", "tue", "wed", "thu", "fri", "sat", "sun"), "10.00 – 16.00")
    row |= days | {"sun": "", "hours_zone": "Europe/Amsterdam"}
    await take_over(editor, await paste(editor, as_csv([row])))
    found = (await get_held(own.id)).facts["hours"]
    assert [(rule["byday"], rule["opens_at"], rule["closes_at"]) for rule in found] == [
        ("MO,TU,WE,TH,FR,SA", "10:00", "16:00")
    ]
