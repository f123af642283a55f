"""The recorder itself: what it must not miss. A watch that never barks proves nothing."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.recorder import Recorder
from tests.browser.site import Site, Weather, running_exit


@pytest.fixture
def watch(site: Site) -> Recorder:
    return Recorder(site)


@pytest.fixture
def watched(browser: Browser, site: Site, watch: Recorder) -> Iterator[Page]:
    tab = browser.new_context(base_url=site.origin).new_page()
    watch.watch(tab)
    tab.goto("/en/safety")
    yield tab
    tab.context.close()


def test_an_ordinary_visit_leaves_nothing(watch: Recorder, watched: Page) -> None:
    watched.reload()
    watch.finish()

    assert watch.faults == []


@pytest.mark.parametrize(
    ("script", "fault"),
    [
        ("document.cookie = 'a=b'", "cookie: a"),
        ("localStorage.a = 1", "1 in local storage"),
        ("sessionStorage.a = 1", "1 in session storage"),
        ("new Promise((done) => { indexedDB.open('a').onsuccess = () => done(1) })", "databases"),
        ("caches.open('a').then(() => 1)", "1 in caches"),
        ("console.error('broken')", "console error: broken"),
        ("document.head.append(document.createElement('style'))", "Content Security Policy"),
        ("setTimeout(() => { throw new Error('broken') })", "script: broken"),
    ],
)
def test_it_sees_what_a_page_keeps_or_breaks(
    watch: Recorder, watched: Page, script: str, fault: str
) -> None:
    watched.evaluate(script)
    watched.wait_for_timeout(100)
    watch.finish()

    assert any(fault in each for each in watch.faults), watch.faults


def test_it_sees_a_request_to_another_host(watch: Recorder, watched: Page, site: Site) -> None:
    watched.goto(site.origin.replace("localhost", "127.0.0.1"))

    assert any("request to another host: http://127.0.0.1" in each for each in watch.faults)


def test_it_sees_another_tab(watch: Recorder, watched: Page) -> None:
    with watched.context.expect_page():
        watched.evaluate("void open('/en/')")

    assert any("another tab" in each for each in watch.faults)


class Baker(Weather):
    """Sends a cookie that the browser refuses, because it is for somebody else."""

    def end_headers(self) -> None:
        self.send_header("Set-Cookie", "a=b; Domain=elsewhere.test")
        super().end_headers()


def test_it_sees_a_cookie_that_the_browser_refuses(watch: Recorder, watched: Page) -> None:
    with running_exit(Baker) as origin:
        watched.goto(origin)

    assert watched.context.cookies() == []
    assert any("Set-Cookie" in each for each in watch.faults)


def test_it_lets_one_cookie_pass_and_sees_the_next(watched: Page, site: Site) -> None:
    recorder = Recorder(site, cookie="a")
    recorder.watch(watched)
    watched.evaluate("document.cookie = 'a=1'; document.cookie = 'ab=1'")
    recorder.finish()

    assert recorder.faults == ["cookie: ab"]
