"""The forms of a page, filled in as somebody would who looks at it."""

import re
from html import unescape

from httpx import Response

from tests.accounts.browser import Browser
from tests.house.page import ParsedPage


def form_of(page: Response, act: str) -> dict[str, str]:
    """The hidden fields of the form of an act, and what is chosen on it; with its address."""
    forms: list[dict[str, str]] = []
    select = ""
    for tag, attributes in ParsedPage(page.text).elements:
        if tag == "form":
            forms.append({"action": attributes["action"]})
        elif tag == "input" and "name" in attributes:
            forms[-1][attributes["name"]] = attributes.get("value", "")
        elif tag == "select":
            select = attributes["name"]
        elif tag == "option" and "selected" in attributes:
            forms[-1][select] = attributes["value"]
        elif tag == "button" and attributes.get("data-do") == act:
            return forms[-1]
    raise AssertionError(f"no form for {act}")


async def send(browser: Browser, page: Response, act: str, **fields: str) -> Response:
    """Press the button of an act on a page."""
    form = {**form_of(page, act), **fields}
    return await browser.post(form.pop("action"), **form)


def acts_on(page: Response) -> set[str]:
    """What can be done on it."""
    return {each["data-do"] for each in ParsedPage(page.text).all("button") if "data-do" in each}


def main_text(page: Response) -> str:
    """What is read on it, in one line."""
    main = re.search(r"<main.*</main>", page.text, re.DOTALL)
    assert main is not None
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", main[0])).split())
