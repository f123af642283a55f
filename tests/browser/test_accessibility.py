"""axe-core finds nothing on any page in any language: light on a phone, dark on a desktop."""

from importlib.resources import files
from typing import Any

import pytest
from playwright.sync_api import Page as Tab

from tests.browser.conftest import DESKTOP, PHONE, OpenTab
from tests.browser.opening import expect_no_fault

AXE = (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
_RUN_AXE = "async () => (await axe.run({resultTypes: ['violations']})).violations"
LOOKS: dict[str, dict[str, Any]] = {
    "light": {"viewport": PHONE, "color_scheme": "light", "is_mobile": True, "has_touch": True},
    "dark": {"viewport": DESKTOP, "color_scheme": "dark"},
}


def find_violations(tab: Tab) -> list[str]:
    """Each broken rule with the first places where it is broken."""
    tab.evaluate(AXE)
    rules: list[dict[str, Any]] = tab.evaluate(_RUN_AXE)
    return [
        f"{rule['id']}: {rule['help']}: {node['target'][0]}  {node['html'][:160]}"
        for rule in rules
        for node in rule["nodes"][:4]
    ]


# Each language and each look, in both directions of writing: no colour depends on a language.
@pytest.mark.parametrize(
    ("language", "look"), [("en", "light"), ("ar", "dark"), ("es", "dark"), ("fr", "light")]
)
def test_everybody_can_use_every_page(open_tab: OpenTab, language: str, look: str) -> None:
    tab = open_tab(**LOOKS[look])

    expect_no_fault(tab, find_violations, language)
