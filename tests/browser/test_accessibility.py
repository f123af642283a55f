"""axe-core finds nothing on any page in any language: light on a phone, dark on a desktop."""

from collections.abc import Sequence
from functools import partial
from importlib.resources import files
from typing import Any

import pytest
from playwright.sync_api import Page as Tab

from tests.browser.conftest import DESKTOP, PHONE, OpenTab
from tests.browser.opening import expect_no_fault
from tests.pages import PUBLIC_PAGES, Page

AXE = (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
_RUN_AXE = """async (contrast) => (await axe.run({
  resultTypes: ["violations"], rules: {"color-contrast": {enabled: contrast}},
})).violations"""
LOOKS: dict[str, dict[str, Any]] = {
    "light": {"viewport": PHONE, "color_scheme": "light", "is_mobile": True, "has_touch": True},
    "dark": {"viewport": DESKTOP, "color_scheme": "dark"},
}
# For pages of which each takes a while: no colour depends on a language, and no width on a colour.
SEEN = (("light", "en"), ("dark", "ar"))


def find_violations(tab: Tab, *, contrast: bool = True) -> list[str]:
    """Each broken rule with the first places where it is broken.

    contrast: no colour depends on a language, and to measure them takes most of the time: once a
    page and look is enough.
    """
    tab.evaluate(AXE)
    rules: list[dict[str, Any]] = tab.evaluate(_RUN_AXE, contrast)
    return [
        f"{rule['id']}: {rule['help']}: {node['target'][0]}  {node['html'][:160]}"
        for rule in rules
        for node in rule["nodes"][:4]
    ]


# Each language and each look, in both directions of writing. What Spanish and French can break is
# a single sentence, so each of the two has every second page, in colours that were measured above.
@pytest.mark.parametrize(
    ("look", "language", "pages"),
    [
        ("light", "en", PUBLIC_PAGES),
        ("dark", "ar", PUBLIC_PAGES),
        ("dark", "es", PUBLIC_PAGES[::2]),
        ("light", "fr", PUBLIC_PAGES[1::2]),
    ],
    ids=["en", "ar", "es", "fr"],
)
def test_everybody_can_use_every_page(
    open_tab: OpenTab, look: str, language: str, pages: Sequence[Page]
) -> None:
    find = partial(find_violations, contrast=language in {"en", "ar"})
    expect_no_fault(open_tab(**LOOKS[look]), find, language, pages)
