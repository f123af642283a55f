"""What a test reads off a page of results."""

import html
import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Answer:
    """A page of results: its heading, its groups, its cards as plain words, its notices."""

    heading: str
    groups: list[str]
    cards: list[str]
    notices: list[str]
    understood: list[str]
    is_urgent: bool


def read_answer(page: str) -> Answer:
    heading = re.search(r"<h1>(.*?)</h1>", page, re.DOTALL)
    understood = re.search(r'data-understood="([^"]*)"', page)
    assert heading
    assert understood
    return Answer(
        heading=words(heading[1]),
        groups=[words(found) for found in re.findall(r'class="group-name">(.*?)</h2>', page)],
        cards=[
            words(_facts(card)) for card in re.findall(r"<article.*?</article>", page, re.DOTALL)
        ],
        notices=[
            words(found)
            for found in re.findall(r'<div class="notice">(.*?)</div>', page, re.DOTALL)
        ],
        understood=understood[1].split(),
        is_urgent="data-urgent" in page,
    )


def _facts(card: str) -> str:
    """A card without the button that keeps a posted list, which no other list has."""
    return re.sub(r'<li><button form="list".*?</li>', "", card, flags=re.DOTALL)


def words(markup: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", markup)).split())
