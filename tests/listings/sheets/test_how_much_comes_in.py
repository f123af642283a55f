"""A whole table may come in, from those who keep listings; of anybody else nothing is read."""

from collections.abc import AsyncIterator, Callable

import pytest

from directory.accounts.roles import Role
from directory.catalog.models import Service
from directory.web.bodies import FORM
from directory.web.throttle import LARGEST_BODY_BYTES, LARGEST_TABLE_BYTES
from tests.accounts.browser import ORIGIN, Browser
from tests.accounts.cast import Cast
from tests.accounts.conftest import signed_in
from tests.finder.reading import words
from tests.listings.sheets.spreadsheet import PATH, as_csv, paste, take

HEADERS = {"content-type": FORM, "origin": ORIGIN}


class Body:
    """What is sent bit by bit, and how much of it was asked for."""

    def __init__(self, size: int) -> None:
        self.left, self.read = size, 0

    async def __aiter__(self) -> AsyncIterator[bytes]:
        while self.left:
            some = b"x" * min(self.left, 16 * 1024)
            self.left -= len(some)
            self.read += len(some)
            yield some


async def test_a_table_is_larger_than_any_form(editor: Browser, own: Service) -> None:
    rows = await take(editor)
    sent = as_csv(rows)
    assert len(sent) > LARGEST_BODY_BYTES

    assert (await paste(editor, sent)).status_code == 422  # it says what is known already


async def test_of_a_stranger_nothing_is_read(browser: Browser, own: Service) -> None:
    body = Body(4 * LARGEST_BODY_BYTES)

    answer = await browser.client.post(PATH, content=body, headers=HEADERS)

    assert answer.status_code == 303
    assert "/staff/sign-in" in answer.headers["location"]
    assert body.read == 0


async def test_nor_of_somebody_who_keeps_no_listings(
    open_browser: Callable[..., Browser], cast: Cast, own: Service
) -> None:
    browser = await signed_in(open_browser(), cast.players[Role.CASEWORKER])
    body = Body(4 * LARGEST_BODY_BYTES)

    answer = await browser.client.post(PATH, content=body, headers=HEADERS)

    assert answer.status_code == 404
    assert body.read == 0


async def test_another_site_sends_none(editor: Browser, own: Service) -> None:
    body = Body(4 * LARGEST_BODY_BYTES)

    answer = await editor.client.post(
        PATH, content=body, headers=HEADERS | {"origin": "https://elsewhere.example"}
    )

    assert answer.status_code == 403
    assert body.read == 0


async def test_nobody_fills_the_memory(editor: Browser, own: Service) -> None:
    body = Body(LARGEST_TABLE_BYTES + 64 * 1024)

    answer = await editor.client.post(PATH, content=body, headers=HEADERS)

    assert answer.status_code == 413


async def test_other_addresses_take_no_more_than_before(editor: Browser, own: Service) -> None:
    body = Body(4 * LARGEST_BODY_BYTES)

    answer = await editor.client.post(f"{PATH}/{own.id}", content=body, headers=HEADERS)

    assert answer.status_code == 413
    assert body.read <= LARGEST_BODY_BYTES + 32 * 1024


@pytest.mark.parametrize(
    ("file", "why"),
    [
        ("", "Choose a file, or paste the cells of your table."),
        ("AAA", "We could not read this file."),
        ("%%%ä", "We could not read this file."),
        ("aWQ=", "There is no line below the names of the columns."),
    ],
)
async def test_what_is_no_file_is_said_so(
    editor: Browser, own: Service, file: str, why: str
) -> None:
    await editor.get(PATH)

    answer = await editor.post(PATH, file=file)

    assert answer.status_code == 422
    assert why in words(answer.text)
