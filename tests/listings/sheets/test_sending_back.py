"""A table that somebody changed comes back: shown, taken over as a whole, or refused as a whole."""

from uuid import UUID

from directory.catalog.models import Service
from directory.listings.actions.trusting import agency_of
from directory.listings.models import Review, Version
from directory.listings.queries import get_held
from tests.accounts.browser import Browser
from tests.finder.reading import words
from tests.listings.sheets.spreadsheet import (
    PATH,
    as_csv,
    as_workbook,
    look,
    paste,
    take,
    take_over,
    take_workbook,
    upload,
)


async def test_an_editor_changes_several_listings_in_one_table(
    editor: Browser, own: Service
) -> None:
    rows = await take(editor, "?country=NL")
    for row in rows:
        row["cost_text"] = f"A gift is welcome at {row['country']}."

    answer = await paste(editor, as_csv(rows))
    page = await look(editor, answer)
    assert f"{len(rows)} facts change." in words(page.text)
    assert (await get_held(own.id)).facts["cost_text"] != "A gift is welcome at NL."
    taken = await take_over(editor, answer)

    assert "All of it was taken over." in words(taken.text)
    for row in rows:
        assert (await get_held(UUID(row["id"]))).facts["cost_text"] == "A gift is welcome at NL."
    version = await Version.filter(service_id=own.id).order_by("-number").first()
    assert version is not None
    assert version.cause == "table"


async def test_every_listing_comes_back_unchanged(editor: Browser) -> None:
    """Whatever stands in it: all that we write is read as what is known already."""
    answer = await paste(editor, as_csv(await take(editor), ";"))
    assert answer.status_code == 422
    assert "they say what is known already" in words(answer.text)

    answer = await upload(editor, as_workbook(await take_workbook(editor, "ar", "?country=ES")))
    assert "they say what is known already" in words(answer.text)


async def test_a_place_that_moves_in_a_table_moves_on_the_map(editor: Browser) -> None:
    rows = await take(editor, "?country=US")
    row = next(each for each in rows if each["town"] == "New York" and each["point"])
    row["town"] = "Buffalo"

    answer = await paste(editor, as_csv([row]))
    assert "42.88645, -78.87837" in words((await look(editor, answer)).text)
    await take_over(editor, answer)

    facts = (await get_held(UUID(row["id"]))).facts
    assert (facts["town"], facts["region"]) == ("Buffalo", "US-NY")
    assert facts["point"] == "42.88645, -78.87837"


async def test_a_workbook_comes_back(editor: Browser, own: Service) -> None:
    heading, *lines = await take_workbook(editor, "en", "?country=NL")
    at = {name.rpartition("[")[2].rstrip("]"): number for number, name in enumerate(heading)}
    line = next(line for line in lines if line[at["id"]] == str(own.id))
    line[at["minimum_age"]] = 12.0  # type: ignore[call-overload]  # as spreadsheets have numbers
    line[at["anonymous"]] = True  # type: ignore[call-overload]  # as above

    answer = await upload(editor, as_workbook([heading, line]))
    await take_over(editor, answer)

    facts = (await get_held(own.id)).facts
    assert (facts["minimum_age"], facts["duties"]["anonymous"]) == (12, True)


async def test_what_an_untrusted_provider_changes_waits(provider: Browser, own: Service) -> None:
    held = await get_held(own.id)
    agency = await agency_of(held)
    assert agency is not None
    assert not agency.is_trusted
    rows = [row for row in await take(provider) if row["id"] == str(own.id)]
    rows[0]["cost_text"] = "Free for all."

    page = await take_over(provider, await paste(provider, as_csv(rows)))

    assert "An editor looks at what changes" in words(page.text)
    assert "All of it was sent." in words(page.text)
    assert "taken over" not in words(page.text)
    review = await Review.get(service_id=own.id)
    assert (review.wished, review.state) == ({"cost_text": "Free for all."}, "pending")
    assert (await get_held(own.id)).facts == held.facts


async def test_one_cell_that_cannot_stand_stops_all(editor: Browser, own: Service) -> None:
    rows = await take(editor, "?country=NL")
    rows[0]["cost_text"] = "Changed."
    rows[1]["email"] = "nobody at all"

    answer = await paste(editor, as_csv(rows))

    assert answer.status_code == 422
    assert "This is no email address. Write it like name@place.org." in words(answer.text)
    assert "nobody at all" in words(answer.text)
    assert 'data-problem="3 email"' in answer.text
    # Nothing that was pasted is lost.
    assert "A gift" not in answer.text
    assert "Changed." in answer.text
    assert (await get_held(UUID(rows[0]["id"]))).facts["cost_text"] != "Changed."


async def test_a_line_that_says_all_is_right_confirms_it(editor: Browser, own: Service) -> None:
    rows = [row for row in await take(editor, "?country=NL") if row["id"] == str(own.id)]
    rows[0]["all_right"] = "yes"

    page = await take_over(editor, await paste(editor, as_csv(rows)))

    assert "All of it was taken over." in words(page.text)
    await own.refresh_from_db()
    assert own.assured_date is not None


async def test_a_stranger_learns_nothing_of_other_listings(
    provider: Browser, editor: Browser, strange: str, own: Service
) -> None:
    row = next(row for row in await take(editor) if row["id"] == str(strange))
    row["cost_text"] = "Pay here."

    answer = await paste(provider, as_csv([row]))

    assert answer.status_code == 422
    assert "This is none of the listings that you keep." in words(answer.text)
    assert row["organization"] not in words(answer.text.partition("<textarea")[0])


async def test_a_table_is_its_senders_alone(
    provider: Browser, editor: Browser, own: Service
) -> None:
    rows = [row for row in await take(editor, "?country=NL") if row["id"] == str(own.id)]
    rows[0]["cost_text"] = "Free."
    draft = (await paste(editor, as_csv(rows))).headers["location"]

    assert (await provider.get(draft)).status_code == 404
    await provider.get(PATH)
    assert (await provider.post(draft)).status_code == 404
