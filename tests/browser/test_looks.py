"""What a page must be on every screen: narrow, in forced colours, on paper, under a thumb."""

from typing import Any

import pytest
from playwright.sync_api import Page as Tab
from playwright.sync_api import expect

from tests.browser.conftest import PHONE, OpenTab
from tests.browser.opening import expect_no_fault
from tests.pages import LANGUAGES, PUBLIC_PAGES

# A window of 1280 px at 400 % (WCAG 1.4.10).
NARROW = {"width": 320, "height": 256}
SMALLEST_TARGET_PX = 44
NOT_ON_PAPER = ("header", "footer", ".leave a", ".skip", ".danger", "main form", "main button")

_WIDER_THAN_SCREEN = """() => [...document.querySelectorAll("body *")]
  .filter((element) => {
    const box = element.getBoundingClientRect();
    const isHidden = element.closest(".hidden, .skip, svg, option");
    return box.width && !isHidden && (box.right > innerWidth + 1 || box.left < -1);
  })
  .map((element) => element.outerHTML.slice(0, 120))"""

_SMALL_TARGETS = """(least) => [...document.querySelectorAll(
    "header a, nav a, footer a, .leave a, .danger a, .button, button, summary, select")]
  .filter((element) => !element.closest(".skip"))
  .map((element) => [element.outerHTML.slice(0, 120), element.getBoundingClientRect()])
  .filter(([, box]) => box.width && (box.width < least - 0.5 || box.height < least - 0.5))
  .map(([html, box]) => `${Math.round(box.width)} × ${Math.round(box.height)}: ${html}`)"""

# Groups of digits of which a later one stands to the left: in Arabic that is another number.
_TURNED_NUMBERS = """() => {
  const walker = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
  const turned = [];
  while (walker.nextNode()) {
    const node = walker.currentNode;
    for (const found of node.data.matchAll(/\\+?\\d+(?:[ ().-]+\\d+)+/g)) {
      const lefts = [...found[0].matchAll(/\\d+/g)].map((group) => {
        const range = document.createRange();
        range.setStart(node, found.index + group.index);
        range.setEnd(node, found.index + group.index + group[0].length);
        return range.getBoundingClientRect();
      });
      const isTurned = lefts.some((box, at) => at && box.top === lefts[at - 1].top
        && box.left < lefts[at - 1].left);
      if (isTurned) turned.push(found[0]);
    }
  }
  return turned;
}"""
WITH_NUMBERS = ("service of a country", "something wrong", "numbers of a country", "organization")

_SEEN_OF = """(selectors) => selectors.filter((selector) =>
  [...document.querySelectorAll(selector)].some((element) => {
    const box = element.getBoundingClientRect();
    const isHidden = getComputedStyle(element).visibility !== "visible";
    return box.width && box.height && !isHidden;
  }))"""

_WITHOUT_BORDER = """() => [...document.querySelectorAll(".button, button:not(.is-link), .leave a")]
  .filter((element) => element.getBoundingClientRect().width)
  .filter((element) => {
    const style = getComputedStyle(element);
    const isDrawn = style.borderTopStyle !== "none" && parseFloat(style.borderTopWidth) >= 1;
    return !isDrawn || style.borderTopColor === style.backgroundColor;
  })
  .map((element) => element.outerHTML.slice(0, 120))"""


@pytest.mark.parametrize("language", LANGUAGES)
def test_at_four_times_the_size_nobody_scrolls_sideways(open_tab: OpenTab, language: str) -> None:
    def find_wide(tab: Tab) -> list[str]:
        width: int = tab.evaluate("document.scrollingElement.scrollWidth")
        wide: list[str] = tab.evaluate(_WIDER_THAN_SCREEN)
        return wide if width <= NARROW["width"] else [f"the page is {width} px wide", *wide]

    expect_no_fault(open_tab(viewport=NARROW), find_wide, language)


def test_on_a_phone_every_target_is_large_and_the_exit_stays_on_the_screen(
    open_tab: OpenTab,
) -> None:
    def find_small_or_hidden(tab: Tab) -> list[str]:
        small: list[str] = tab.evaluate(_SMALL_TARGETS, SMALLEST_TARGET_PX)
        tab.evaluate("scrollTo(0, document.body.scrollHeight)")
        box = tab.locator(".leave [data-leave]").bounding_box() or {"y": -1}
        is_seen = 0 <= box["y"] < PHONE["height"] / 2
        return small if is_seen else [*small, f"the exit is {box['y']} px down"]

    tab = open_tab(viewport=PHONE, is_mobile=True, has_touch=True)
    expect_no_fault(tab, find_small_or_hidden)


def test_a_telephone_number_is_the_same_number_in_arabic(tab: Tab) -> None:
    def find_turned(tab: Tab) -> list[str]:
        turned: list[str] = tab.evaluate(_TURNED_NUMBERS)
        return turned

    pages = [page for page in PUBLIC_PAGES if page.name in WITH_NUMBERS]
    expect_no_fault(tab, find_turned, "ar", pages)


def test_in_forced_colours_a_button_is_still_a_button(open_tab: OpenTab) -> None:
    def find_bare(tab: Tab) -> list[str]:
        bare: list[str] = tab.evaluate(_WITHOUT_BORDER)
        return bare

    expect_no_fault(open_tab(forced_colors="active"), find_bare)


def test_on_paper_there_is_no_navigation(tab: Tab) -> None:
    def find_navigation(tab: Tab) -> list[str]:
        tab.emulate_media(media="print")
        expect(tab.locator("h1")).to_be_visible()
        seen: list[str] = tab.evaluate(_SEEN_OF, NOT_ON_PAPER)
        return seen

    expect_no_fault(tab, find_navigation)


def test_numbers_are_on_the_paper(tab: Tab) -> None:
    tab.goto("/en/find?need=200&country=ES")
    tab.emulate_media(media="print")

    expect(tab.locator("article a[href^='tel:']").first).to_be_visible()


@pytest.mark.parametrize("with_scripts", [True, False], ids=["with scripts", "without"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_front_page_weighs_less_than_30_kb(
    open_tab: OpenTab, language: str, with_scripts: bool
) -> None:
    tab = open_tab(java_script_enabled=with_scripts)
    weights: list[float] = []
    protocol = tab.context.new_cdp_session(tab)
    protocol.on("Network.loadingFinished", lambda event: weights.append(_weight(event)))
    protocol.send("Network.enable")
    tab.goto(f"/{language}/", wait_until="networkidle")

    expect(tab.locator("[data-submit]")).to_be_visible()
    assert len(weights) >= 2
    assert sum(weights) < 30_000


def _weight(event: dict[str, Any]) -> float:
    """Bytes on the wire of one answer: compressed, headers included."""
    return float(event["encodedDataLength"])
