"""A table that is older than the listings: nothing that somebody else wrote is lost."""

from typing import Any
from uuid import UUID

import pytest
from tortoise.exceptions import IntegrityError

from directory.catalog.models import Change, Service
from directory.listings.actions.writing import write_facts
from directory.listings.models import Version
from directory.listings.queries import get_held
from directory.listings.said import marks_of
from directory.sheets.columns import ALL_RIGHT
from directory.sheets.models import TableDraft
from tests.accounts.browser import Browser
from tests.accounts.clock import SetClock
from tests.finder.reading import words
from tests.listings.sheets.spreadsheet import as_csv, look, paste, take, take_over


async def meanwhile(service: Service, clock: SetClock, **changes: Any) -> None:
    await write_facts(service.id, changes, by="test", cause="edit", at=clock())


async def own_rows(browser: Browser, own: Service) -> list[dict[str, str]]:
    return [row for row in await take(browser, "?country=NL") if row["id"] == str(own.id)]


async def test_what_somebody_else_changed_stays(
    editor: Browser, own: Service, clock: SetClock
) -> None:
    rows = await own_rows(editor, own)
    await meanwhile(own, clock, process="You will be called back.")
    rows[0]["cost_text"] = "Free."

    await take_over(editor, await paste(editor, as_csv(rows)))

    facts = (await get_held(own.id)).facts
    assert (facts["process"], facts["cost_text"]) == ("You will be called back.", "Free.")


async def test_where_both_changed_the_same_the_table_is_refused(
    editor: Browser, own: Service, clock: SetClock
) -> None:
    rows = await own_rows(editor, own)
    await meanwhile(own, clock, cost_text="A small gift.")
    rows[0]["cost_text"] = "Free."

    answer = await paste(editor, as_csv(rows))

    assert answer.status_code == 422
    said = words(answer.text)
    assert "Somebody has changed this since you took the table away. Perhaps: A small gift." in said
    rows[0]["cost_text"] = "A small gift."
    assert "it says what is known already" in words((await paste(editor, as_csv(rows))).text)


async def test_a_line_of_which_nobody_knows_the_state_is_refused(
    editor: Browser, own: Service
) -> None:
    rows = await own_rows(editor, own)
    # As data/ changes a listing that nobody here answers for: without a version.
    await Service.filter(id=own.id).update(fees_description="Other.", last_modified=None)
    rows[0]["process"] = "Call."

    answer = await paste(editor, as_csv(rows))

    assert "We cannot tell what this line was taken from." in words(answer.text)


async def test_between_looking_and_taking_over_a_change_stops_all(
    editor: Browser, own: Service, clock: SetClock
) -> None:
    rows = await take(editor, "?country=NL")
    for row in rows:
        row["cost_text"] = "Free."
    draft = await paste(editor, as_csv(rows))
    await look(editor, draft)
    await meanwhile(own, clock, cost_text="A small gift.")
    before = await Version.all().count()

    answer = await editor.post(draft.headers["location"])

    assert answer.status_code == 422
    assert "Meanwhile somebody changed listings of this table." in words(answer.text)
    assert own.name in words(answer.text)
    assert await Version.all().count() == before
    assert await Service.filter(fees_description="Free.").count() == 0


async def test_pressed_twice_it_is_taken_over_once(editor: Browser, own: Service) -> None:
    rows = await own_rows(editor, own)
    rows[0]["cost_text"] = "Free."
    draft = (await paste(editor, as_csv(rows))).headers["location"]
    await editor.get(draft)
    await editor.post(draft)

    again = await editor.post(draft)

    assert (again.status_code, again.headers["location"]) == (303, draft)
    assert "All of it was taken over." in words((await editor.get(draft)).text)
    assert await Version.filter(service_id=own.id, cause="table").count() == 1


async def test_when_it_breaks_in_the_middle_nothing_is_kept(editor: Browser, own: Service) -> None:
    rows = await take(editor, "?country=NL")
    for row in rows:
        row["cost_text"] = "Free."
    draft = (await paste(editor, as_csv(rows))).headers["location"]
    await editor.get(draft)
    written = await Change.all().count()
    kept = await TableDraft.get()
    # The database refuses the very last line.
    last = await get_held(UUID(str(kept.planned[-1]["service_id"])))
    kept.planned[-1] |= {"wished": {"needs": ["998"]}, "seen": marks_of(last.facts)}
    await kept.save()

    with pytest.raises(IntegrityError):
        await editor.post(draft)

    assert await Change.all().count() == written
    assert await Service.filter(fees_description="Free.").count() == 0
    assert await TableDraft.filter(taken_at=None).count() == 1


async def test_nobody_calls_right_what_they_have_not_seen(
    editor: Browser, own: Service, clock: SetClock
) -> None:
    rows = await own_rows(editor, own)
    rows[0]["all_right"] = "yes"
    draft = await paste(editor, as_csv(rows))
    await look(editor, draft)
    await meanwhile(own, clock, cost_text="A small gift.")

    # Neither between looking and taking over, nor before.
    assert (await editor.post(draft.headers["location"])).status_code == 422
    answer = await paste(editor, as_csv(rows))
    assert answer.status_code == 422
    assert f'data-problem="2 {ALL_RIGHT}"' in answer.text
