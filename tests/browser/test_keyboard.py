"""From the front page to a number to call, without a mouse, always seeing where one is."""

from collections.abc import Iterator
from typing import TypedDict

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import DESKTOP, PHONE, OpenTab

MOST_STEPS = 150


class Focus(TypedDict):
    """Where the keyboard is: the element, its outline in px, which part of it can be seen (0–1)."""

    element: str
    outline: float
    seen: float


_FOCUS = """() => {
  const overlap = (a, b) =>
    Math.max(0, Math.min(a.right, b.right) - Math.max(a.left, b.left)) *
    Math.max(0, Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top));
  const element = document.activeElement;
  const style = getComputedStyle(element);
  const box = element.getBoundingClientRect();
  const exit = document.querySelector(".leave [data-leave]");
  const onScreen = overlap(box, {left: 0, top: 0, right: innerWidth, bottom: innerHeight});
  const covered = exit === element ? 0 : overlap(box, exit.getBoundingClientRect());
  return {
    element: element.outerHTML.slice(0, 120),
    outline: style.outlineStyle === "none" ? 0 : parseFloat(style.outlineWidth),
    seen: (onScreen - covered) / (box.width * box.height),
  };
}"""


def walk(tab: Page) -> Iterator[Focus]:
    """Press Tab again and again; each step is checked for a visible focus."""
    for _ in range(MOST_STEPS):
        tab.keyboard.press("Tab")
        focus: Focus = tab.evaluate(_FOCUS)
        assert focus["outline"] >= 2, focus
        assert focus["seen"] > 0.75, focus
        yield focus


def walk_to(tab: Page, selector: str) -> None:
    for _ in walk(tab):
        if tab.locator(f"{selector}:focus").count():
            return
    pytest.fail(f"Tab does not reach {selector}")


@pytest.mark.parametrize("screen", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_a_number_to_call_is_reached_by_keyboard_alone(
    open_tab: OpenTab, screen: dict[str, int]
) -> None:
    tab = open_tab(viewport=screen)
    tab.goto("/en/")
    walk_to(tab, "[name=need][value='200']")
    tab.keyboard.press("Space")
    walk_to(tab, "[name=country]")
    tab.keyboard.type("Spain")
    walk_to(tab, "[data-submit]")
    tab.keyboard.press("Enter")

    expect(tab.locator("article[data-result]").first).to_be_visible()
    walk_to(tab, "article[data-result] a[href^='tel:']")


def test_the_first_steps_lead_past_the_navigation(tab: Page) -> None:
    tab.goto("/en/safety")
    walk_to(tab, ".skip[href='#main']")
    tab.keyboard.press("Enter")
    tab.keyboard.press("Tab")

    assert tab.locator("header :focus").count() == 0
