"""What somebody does before the form of a listing, and what a test reads off it."""

import re
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import cast
from uuid import UUID

from httpx import Response

from directory.accounts.office import Office
from tests.accounts.browser import ORIGIN, Browser
from tests.finder.reading import words
from tests.house.page import ParsedPage

Fields = dict[str, list[str]]


def take_letters(office: Office) -> list[EmailMessage]:
    """The mails that left since the last time, in the order of their addresses."""
    letters = []
    for path in office.mailbox.folder.glob("*"):
        letters.append(message_from_bytes(path.read_bytes(), policy=default))
        path.unlink()
    return sorted(letters, key=lambda letter: str(letter["To"]))


def link_in(letter: EmailMessage) -> str:
    """The path of the link in a mail, without the site."""
    found = re.search(r"https?://[^/\s]+(/\S+)", letter.get_content())
    assert found is not None
    return found[1]


def fields_of(page: str) -> Fields:
    """The form as a browser sends it when nobody touches it."""
    parsed, fields = ParsedPage(page), cast(Fields, {})
    for box in parsed.all("input"):
        if box.get("type") in ("checkbox", "radio") and "checked" not in box:
            continue
        if name := box.get("name"):
            fields.setdefault(name, []).append(box.get("value") or "")
    for name, text in re.findall(r'<textarea[^>]* name="(\w+)"[^>]*>(.*?)</textarea>', page, re.S):
        fields.setdefault(name, []).append(text)
    for name, inside in re.findall(r'<select[^>]* name="(\w+)"[^>]*>(.*?)</select>', page, re.S):
        chosen = re.search(r'<option value="([^"]*)" selected', inside)
        first = re.search(r'<option value="([^"]*)"', inside)
        picked = chosen or first
        fields.setdefault(name, []).append(picked[1] if picked else "")
    return fields


async def send(browser: Browser, path: str, page: str, **typed: str | list[str]) -> Response:
    """The form of a page with some fields typed otherwise."""
    fields = fields_of(page)
    fields |= {name: [value] if isinstance(value, str) else value for name, value in typed.items()}
    headers = {"origin": ORIGIN}
    return browser._seen(await browser.client.post(path, data=fields, headers=headers))


def path_of(service_id: UUID, *rest: str) -> str:
    return "/".join(("/en/staff/listings", str(service_id), *rest))


async def change(browser: Browser, service_id: UUID, **typed: str | list[str]) -> None:
    page = await browser.get(path_of(service_id))
    answer = await send(browser, path_of(service_id), page.text, **typed)
    assert answer.status_code == 303, words(answer.text)
