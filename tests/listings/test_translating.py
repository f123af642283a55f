"""Texts in further languages: kept beside their original, and never alone once they are older."""

from datetime import datetime
from uuid import UUID

import pytest

from directory.accounts.models import Agency
from directory.accounts.office import Office
from directory.catalog.models import Change, Schedule, Service, Translation
from directory.listings.actions.hiding import forget_places
from directory.listings.actions.writing import write_facts
from directory.listings.models import Review
from directory.listings.queries import get_held
from tests.accounts.browser import Browser
from tests.accounts.cast import Cast
from tests.accounts.clock import SetClock
from tests.catalog.test_following import seconds_until
from tests.finder.reading import words
from tests.listings.conftest import own_service
from tests.listings.form import fields_of, path_of, send
from tests.pages import PRIVATE_PLACE

LANGUAGES = ("es", "fr", "ar")


async def translate(
    browser: Browser, service_id: UUID, language: str = "es", **typed: str | list[str]
) -> str:
    """What the page says after some texts were typed."""
    path = path_of(service_id, "translations", language)
    page = await browser.get(path)
    answer = await send(browser, path, page.text, **typed)
    if answer.status_code == 303:
        answer = await browser.get(answer.headers["location"])
    return answer.text


async def kept(service_id: UUID, language: str = "es") -> dict[str, Translation]:
    hours = await Schedule.filter(service_id=service_id).values_list("id", flat=True)
    rows = await Translation.filter(link_id__in=[service_id, *hours], language=language)
    return {f"{row.link_type} {row.field}": row for row in rows}


async def test_what_an_editor_translates_is_kept(
    editor: Browser, own: Service, clock: SetClock
) -> None:
    texts = {"description": "They listen.", "hours_text": "By appointment."}
    await write_facts(own.id, texts, by="test", cause="edit", at=clock())

    page = await translate(
        editor, own.id, name="Línea de ayuda", hours_text="Con cita.", description="Escuchan."
    )

    assert "Kept. Families see it within a second." in words(page)
    found = await kept(own.id)
    assert found["service name"].value == "Línea de ayuda"
    assert found["schedule description"].value == "Con cita."
    assert found["service description"].origin == "human"
    assert not found["service description"].is_stale("They listen.")
    assert await Change.filter(resource_type="translation").exists()
    # What data/ says of this listing counts no more: somebody here answers for it.
    assert (await get_held(own.id)).service.kept_on is not None


async def test_an_emptied_text_is_taken_away(editor: Browser, own: Service) -> None:
    await translate(editor, own.id, name="Línea de ayuda")

    await translate(editor, own.id, name="")

    assert "service name" not in await kept(own.id)


async def test_what_is_older_than_its_original_comes_first_and_is_called_right(
    editor: Browser, own: Service, clock: SetClock
) -> None:
    await write_facts(own.id, {"description": "Old."}, by="test", cause="edit", at=clock())
    await translate(editor, own.id, name="Línea de ayuda", description="Escuchan.")
    await write_facts(own.id, {"description": "New."}, by="test", cause="edit", at=clock())

    page = await editor.get(path_of(own.id, "translations", "es"))
    assert page.text.index('data-text="description"') < page.text.index('data-text="name"')
    assert "older than the original" in words(page.text)
    assert "It was translated from this: Old. Translated on" in words(page.text)
    await translate(editor, own.id, right=["description"])

    assert not (await kept(own.id))["service description"].is_stale("New.")


async def test_nothing_is_written_over_what_somebody_else_wrote(
    editor: Browser, own: Service
) -> None:
    path = path_of(own.id, "translations", "es")
    old = (await editor.get(path)).text
    await translate(editor, own.id, name="Línea de ayuda")

    answer = await send(editor, path, old, name="Línea directa")

    assert answer.status_code == 422
    assert "Somebody changed the same thing while you wrote." in words(answer.text)
    assert "Changed meanwhile to Línea de ayuda" in words(answer.text)
    assert fields_of(answer.text)["name"] == ["Línea directa"]
    assert (await kept(own.id))["service name"].value == "Línea de ayuda"
    again = await send(editor, path, answer.text)
    assert again.status_code == 303
    assert (await kept(own.id))["service name"].value == "Línea directa"


async def opened_before(
    editor: Browser, own: Service, at: datetime, name: str, now: str | None
) -> tuple[str, str]:
    """The path of the page, and the page as it was before a text became another, or none."""
    path = path_of(own.id, "translations", "es")
    await write_facts(own.id, {name: "Old."}, by="test", cause="edit", at=at)
    page = (await editor.get(path)).text
    await write_facts(own.id, {name: now}, by="test", cause="edit", at=at)
    return path, page


async def test_both_originals_stand_there_when_the_original_changed_meanwhile(
    editor: Browser, own: Service, clock: SetClock
) -> None:
    path, old = await opened_before(editor, own, clock(), "description", "New.")

    answer = await send(editor, path, old, description="Escuchan.")

    assert answer.status_code == 422
    assert "New. It was translated from this: Old." in words(answer.text)
    assert "Changed meanwhile to" not in words(answer.text)
    assert "service description" not in await kept(own.id)
    assert (await send(editor, path, answer.text)).status_code == 303
    assert not (await kept(own.id))["service description"].is_stale("New.")


async def test_what_was_typed_comes_back_when_the_original_is_gone(
    editor: Browser, own: Service, clock: SetClock
) -> None:
    path, old = await opened_before(editor, own, clock(), "hours_text", None)

    answer = await send(editor, path, old, name="Línea de ayuda", hours_text="Con cita.")

    assert answer.status_code == 422
    assert "it was not kept. You wrote: Con cita." in words(answer.text)
    assert (await send(editor, path, answer.text)).status_code == 303
    assert (await kept(own.id))["service name"].value == "Línea de ayuda"


async def test_a_translation_says_no_more_than_a_listing_may(
    editor: Browser, clock: SetClock
) -> None:
    texts = {"description": "A quiet place."}
    await write_facts(PRIVATE_PLACE, texts, by="test", cause="edit", at=clock())

    page = await translate(editor, PRIVATE_PLACE, description="Llama en 12 Harbour Street.")

    assert "This says where a place is that is kept private." in words(page)
    assert "12 Harbour Street" in page
    assert "service description" not in await kept(PRIVATE_PLACE)


async def test_a_text_that_is_too_long_comes_back(editor: Browser, own: Service) -> None:
    page = await translate(editor, own.id, name="x" * 2_001)

    assert "This is too long: write it in 2,000 letters." in words(page)
    assert "x" * 2_001 in page


async def test_what_a_provider_translates_waits_for_an_editor(
    provider: Browser, editor: Browser, own: Service
) -> None:
    page = await translate(provider, own.id, name="Línea de ayuda", audience="Todos.")
    assert "An editor will look at these changes." in words(page)
    assert "Name of the service · Spanish : Línea de ayuda" in words(page)
    assert "service name" not in await kept(own.id)
    review = await Review.get(service_id=own.id)
    path = f"/en/staff/reviews/{review.id}"
    shown = await editor.get(path)
    assert f"Name of the service · Spanish The original: {own.name}" in words(shown.text)

    await send(editor, path, shown.text, take=["name"])

    found = await kept(own.id)
    assert found["service name"].value == "Línea de ayuda"
    assert found["service name"].origin == "human"
    assert "Todos." not in {row.value for row in found.values()}
    assert "taken over" in words((await provider.get(path_of(own.id))).text)


async def test_what_was_translated_of_an_older_text_is_old_when_it_is_taken_over(
    provider: Browser, editor: Browser, own: Service, clock: SetClock
) -> None:
    await translate(provider, own.id, name="Línea de ayuda")
    await write_facts(own.id, {"name": "Another name"}, by="test", cause="edit", at=clock())
    path = f"/en/staff/reviews/{(await Review.get(service_id=own.id)).id}"
    page = (await editor.get(path)).text
    assert "The original is now: Another name" in words(page)
    assert "take" not in fields_of(page)

    await send(editor, path, page, take=["name"])

    assert (await kept(own.id))["service name"].is_stale("Another name")


async def test_what_somebody_else_translated_is_not_written_over_unseen(
    provider: Browser, editor: Browser, own: Service
) -> None:
    await translate(provider, own.id, name="Línea de ayuda")
    await translate(editor, own.id, name="Línea directa")

    page = await editor.get(f"/en/staff/reviews/{(await Review.get(service_id=own.id)).id}")

    assert "Changed meanwhile to Línea directa" in words(page.text)
    assert '<bdi lang="es">Línea de ayuda</bdi>' in page.text
    assert "take" not in fields_of(page.text)


async def test_a_place_that_becomes_private_stands_in_no_translation_that_waits(
    provider: Browser, cast: Cast, office: Office
) -> None:
    own = await own_service()
    await translate(provider, own.id, name="Línea de ayuda")
    texts = {"description": {"original": "x", "before": "", "value": "Llama en 12 Harbour Street"}}
    await Review.filter(service_id=own.id).update(texts=texts)

    await forget_places([own.id])

    assert (await Review.get(service_id=own.id)).texts is None


async def test_a_trusted_provider_translates_at_once(provider: Browser, own: Service) -> None:
    await Agency.filter(organization_id=own.organization_id).update(is_trusted=True)
    await translate(provider, own.id, name="Línea de ayuda")
    assert (await kept(own.id))["service name"].value == "Línea de ayuda"


@pytest.mark.parametrize("rest", ["translations/en", "translations/xx"])
async def test_there_is_no_page_for_other_languages(
    editor: Browser, own: Service, rest: str
) -> None:
    assert (await editor.get(path_of(own.id, rest))).status_code == 404


async def test_a_stranger_has_no_page(provider: Browser, strange: UUID) -> None:
    assert (await provider.get(path_of(strange, "translations", "es"))).status_code == 404


@pytest.mark.usefixtures("followed")
async def test_what_is_older_never_stands_alone_before_families(
    editor: Browser, browser: Browser, own: Service, clock: SetClock
) -> None:
    texts = {
        "description": "Old.",
        "hours_text": "Yesterday.",
        "audience": "B.",
        "cost_text": "C.",
        "process": "Ring.",
    }
    await write_facts(own.id, texts, by="test", cause="edit", at=clock())
    for language in LANGUAGES:
        olds = {name: f"{name} in {language}" for name in texts}
        await translate(editor, own.id, language, **olds)
    now = {name: f"{name} of today." for name in texts}
    await write_facts(own.id, now, by="test", cause="edit", at=clock())

    async def is_shown() -> bool:
        return "audience of today." in (await browser.client.get(f"/en/services/{own.id}")).text

    await seconds_until(is_shown)
    for language in LANGUAGES:
        page = (await browser.client.get(f"/{language}/services/{own.id}")).text
        for name, original in now.items():
            old, _, after = page.partition(f"{name} in {language}")
            assert after, old
            beside = after.partition("</p>")[0].partition("</dd>")[0]
            assert f'<bdi lang="en" dir="ltr">{original}</bdi>' in beside
