"""An editor changes five thousand listings in a spreadsheet: taken away, brought back, taken over.

The last test of its package, for it leaves so many listings behind.
"""

import asyncio
import re
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import pytest
from playwright.sync_api import Error, Page, expect

from directory.accounts.answering import COOKIE
from directory.catalog.models import Organization
from directory.database import open_database
from tests.browser.conftest import OpenTab
from tests.browser.site import Site
from tests.browser.staff import Colleague
from tests.browser.test_accessibility import find_violations
from tests.listings.sheets.many import COUNTRY, add_listings
from tests.listings.sheets.spreadsheet import as_csv, read_csv

MANY = 5_000
# A busy machine writes fifty thousand records in its time.
WRITTEN_MS = 90_000
SHOWN_STEPS = """[...document.querySelectorAll(".step")]
  .filter((step) => step.checkVisibility()).map((step) => step.textContent)"""


@pytest.fixture
def cookie() -> str | None:
    return COOKIE


@pytest.fixture
def crowded(site: Site) -> None:
    async def fill() -> None:
        async with open_database(f"sqlite://{site.folder / 'handrail.sqlite3'}"):
            organization = await Organization.all().order_by("id").first()
            assert organization is not None
            await add_listings(MANY, organization.id)

    # Playwright's loop counts as the running one here.
    with ThreadPoolExecutor(1) as beside:
        beside.submit(asyncio.run, fill()).result()


def bars_seen(tab: Page) -> int:
    """How many steps of the bar stood there alone, one after the other, while the page came in."""
    seen: set[str] = set()
    while True:
        with suppress(Error):  # between two pages
            shown = tab.evaluate(SHOWN_STEPS)
            assert len(shown) <= 1
            seen.update(shown)
            if tab.evaluate("document.querySelector('[data-taken]') !== null"):
                return len(seen)
        tab.wait_for_timeout(200)


@pytest.mark.timeout(300)  # beside a busy core
@pytest.mark.usefixtures("crowded")
def test_five_thousand_lines_come_back(
    open_tab: OpenTab, demo: dict[str, Colleague], tmp_path: Path
) -> None:
    tab = open_tab(accept_downloads=True)
    demo["editor"].come_back(tab)
    tab.goto("/en/staff/table")
    tab.get_by_label("Country").select_option(COUNTRY)
    with tab.expect_download() as download:
        tab.get_by_role("button", name="CSV file").click()
    rows = read_csv(download.value.path().read_bytes())
    assert len(rows) == MANY
    for number, row in enumerate(rows):
        row["phones"] = f"+376 3{number:05}"
    changed = tmp_path / "changed.csv"
    changed.write_text(as_csv(rows), "utf-8-sig", newline="")

    tab.goto("/en/staff/table")
    tab.get_by_label("The file").set_input_files(changed)
    tab.get_by_role("button", name="Look at what would change").click(timeout=WRITTEN_MS)
    expect(tab.get_by_text("5,000 facts change.")).to_be_visible(timeout=WRITTEN_MS)
    expect(tab.locator("[data-planned]")).to_have_count(50)
    assert find_violations(tab) == []

    tab.get_by_role("button", name=re.compile("Take it over")).click(no_wait_after=True)
    assert bars_seen(tab) > 1
    expect(tab.locator("[data-taken]")).to_be_visible(timeout=WRITTEN_MS)

    # What was taken over is there for families.
    tab.goto("/en/staff/listings?name=Advice centre 5000")
    tab.get_by_role("link", name="Advice centre 5000").click()
    expect(tab.locator("[name=phone_1]")).to_have_value(re.compile(r"^\+376 3\d{5}$"))
