"""Somebody says that a fact is wrong; when several do, readers see it at once."""

from collections.abc import Callable
from datetime import date

import pytest

from directory.catalog.corrections import called_wrong
from directory.catalog.facts import Section
from directory.catalog.models import Correction, Service
from directory.catalog.queries import load_touched
from directory.listings.once_a_day import OnceADay
from tests.accounts.browser import Browser
from tests.accounts.cast import Cast
from tests.accounts.conftest import signed_in
from tests.finder.reading import words
from tests.listings.form import send


def path_of(service: Service) -> str:
    return f"/en/services/{service.id}/wrong"


async def call_wrong(browser: Browser, service: Service, **typed: str | list[str]) -> str:
    page = await browser.get(path_of(service))
    answer = await send(browser, path_of(service), page.text, **typed)
    return words(answer.text)


async def wrong_facts(service: Service) -> tuple[str, ...]:
    _, found = await load_touched([service.id])
    return found[0].wrong


async def test_three_readers_mark_a_fact_and_two_do_not(
    open_browser: Callable[..., Browser], own: Service
) -> None:
    for number in (1, 2):
        said = await call_wrong(open_browser(f"198.51.100.{number}"), own, wrong=["phones"])
        assert "Thank you" in said
    assert await wrong_facts(own) == ()

    await call_wrong(open_browser("198.51.100.3"), own, wrong=["phones", "website"])

    assert await wrong_facts(own) == ("phones",)


async def test_one_reader_alone_marks_nothing(browser: Browser, own: Service) -> None:
    for _ in range(5):
        assert "Thank you" in await call_wrong(browser, own, wrong=["phones"])

    assert await Correction.all().count() == 1


async def test_a_worker_counts_for_two(
    open_browser: Callable[..., Browser], cast: Cast, own: Service
) -> None:
    worker = await signed_in(open_browser("192.0.2.8"), cast.caseworker)
    await call_wrong(worker, own, wrong=["phones"])
    await call_wrong(open_browser("198.51.100.3"), own, wrong=["phones"])

    assert await wrong_facts(own) == ("phones",)
    # The day and the source are kept, and nothing that leads to who it was.
    kept = await Correction.all().values()
    assert {*kept[0]} == {"id", "service_id", "fact", "source", "words", "made_on", "settled_on"}


async def test_whoever_confirms_the_section_settles_it(
    editor: Browser, open_browser: Callable[..., Browser], own: Service
) -> None:
    for number in (1, 2, 3):
        reader = open_browser(f"198.51.100.{number}")
        await call_wrong(reader, own, wrong=["phones"], words="Nobody answers.")
    page = await editor.get(f"/en/staff/listings/{own.id}")
    assert "3 people say that this is wrong: Telephone numbers" in words(page.text)
    assert "Nobody answers." in words(page.text)

    await send(editor, f"/en/staff/listings/{own.id}", page.text, right=[Section.CONTACT.value])

    assert await wrong_facts(own) == ()
    assert await Correction.filter(settled_on=None).count() == 0


@pytest.mark.parametrize("text", ["See bit.ly/x1", "Maria, +34 600 00 00 00", "born 3.4.2011"])
async def test_words_that_tell_of_somebody_are_not_kept(
    browser: Browser, own: Service, text: str
) -> None:
    said = await call_wrong(browser, own, wrong=["phones"], words=text)

    assert "We keep none of them." in said
    assert not await Correction.exists()


async def test_to_choose_nothing_is_asked_again(browser: Browser, own: Service) -> None:
    assert "Choose what is wrong." in await call_wrong(browser, own, words="Hm.")
    nobody = "00000000-0000-0000-0000-000000000000"
    for path in (
        "/en/services/nobody/wrong",
        f"/en/services/{nobody}/wrong",
        f"/en/services/{nobody}",
    ):
        assert (await browser.get(path)).status_code == 404


def test_a_new_day_forgets_who_said_it() -> None:
    once, service = OnceADay(), Service(name="x").id
    assert once.is_first("192.0.2.1", service, date(2026, 11, 26))
    assert not once.is_first("192.0.2.1", service, date(2026, 11, 26))
    assert once.is_first("192.0.2.1", service, date(2026, 11, 27))
    assert "192.0.2.1" not in repr(once)


def test_corrections_are_counted_fact_by_fact() -> None:
    rows = [{"fact": "email", "source": "worker"}, {"fact": "phones", "source": "reader"}]

    assert called_wrong(rows) == ()
    assert called_wrong([*rows, *rows]) == ("email",)
