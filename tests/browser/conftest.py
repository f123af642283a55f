"""A real server, a real browser, and a recorder that no test can go around.

The browser ends with this package: while Playwright's driver runs, its event loop counts as the
running one, and tests of other packages could not start theirs.
"""

import os
import shutil
from collections.abc import Iterator
from typing import Any, Protocol

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.recorder import Recorder
from tests.browser.site import Site, running_exit, running_site
from tests.browser.staff import Colleague, demo_colleagues

PHONE = {"width": 360, "height": 740}
DESKTOP = {"width": 1280, "height": 900}
# Without the latter five, Chromium speaks to its maker as it starts.
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


class OpenTab(Protocol):
    """Opens a new tab of a browser that has never been anywhere; takes Playwright's options."""

    def __call__(self, **options: Any) -> Page: ...


@pytest.fixture(scope="package")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("site")
    with running_exit() as exit_origin, running_site(folder, exit_origin) as site:
        yield site


@pytest.fixture(scope="package")
def browser(site: Site) -> Iterator[Browser]:
    program = shutil.which("chromium")
    if program is None:
        reason = "Chromium is not installed (Debian: apt-get install chromium)"
        if os.environ.get("CI") == "true":
            pytest.fail(f"{reason}; with CI=true nothing may be left out")
        pytest.skip(reason)
    with sync_playwright() as playwright:
        # Playwright switches off the memory of Back; people's browsers have it.
        browser = playwright.chromium.launch(
            executable_path=program,
            args=FLAGS,
            ignore_default_args=["--disable-back-forward-cache"],
        )
        yield browser
        browser.close()


@pytest.fixture(scope="package")
def demo(site: Site) -> dict[str, Colleague]:
    """Somebody of each role, for all tests together: no code is taken twice."""
    return demo_colleagues(site)


@pytest.fixture
def cookie() -> str | None:
    """The one cookie that the pages of a test may set: on the public pages, none."""
    return None


@pytest.fixture(autouse=True)
def recorder(browser: Browser, site: Site, cookie: str | None) -> Iterator[Recorder]:
    recorder = Recorder(site, cookie)
    yield recorder
    recorder.finish()
    assert recorder.faults == []


@pytest.fixture
def open_tab(browser: Browser, site: Site, recorder: Recorder) -> OpenTab:
    def open_tab(**options: Any) -> Page:
        context = browser.new_context(base_url=site.origin, **{"viewport": DESKTOP, **options})
        # A busy machine is slow, not wrong.
        context.set_default_timeout(20_000)
        tab = context.new_page()
        recorder.watch(tab)
        return tab

    return open_tab


@pytest.fixture
def tab(open_tab: OpenTab) -> Page:
    return open_tab()
