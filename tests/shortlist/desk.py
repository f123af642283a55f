"""What a caseworker does at these two pages, and what a test reads off them."""

import re
from collections.abc import Sequence

from httpx import Response

from tests.accounts.browser import ORIGIN, Browser
from tests.finder.reading import words


async def post(browser: Browser, path: str, **fields: str | Sequence[str]) -> Response:
    """A form of our own page; a field may come more than once."""
    sent: dict[str, str | list[str]] = {"form_token": browser.token}
    sent |= {name: value if isinstance(value, str) else [*value] for name, value in fields.items()}
    return await browser.client.post(path, data=sent, headers={"origin": ORIGIN})


def rows_of(page: str) -> list[str]:
    """The rows of the list as plain words."""
    return [words(row) for row in re.findall(r"<tr data-result>.*?</tr>", page, re.DOTALL)]


def ids_of(page: str) -> list[str]:
    """The ids of the listings in the rows."""
    rows = re.findall(r"<tr data-result>.*?</tr>", page, re.DOTALL)
    return [re.findall(r'name="service" value="([^"]+)"', row)[0] for row in rows]


def marked_in(page: str) -> set[str]:
    return set(re.findall(r'name="service" value="([^"]+)"[^>]* checked', page))


def columns_of(page: str) -> list[str]:
    return [
        words(column)
        for column in re.findall(r"<article[^>]*data-column>.*?</article>", page, re.DOTALL)
    ]


def hidden_in(page: str) -> list[tuple[str, str]]:
    """What the form of a comparison carries unseen."""
    return re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page)
