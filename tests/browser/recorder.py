"""Writes down all that a visit must not leave or send: promise 1, in a real browser."""

from typing import Any

from playwright.sync_api import ConsoleMessage, Page, Request, WebError

from tests.browser.site import Site

# What one tab can keep. Every count has to be nought.
_COUNT_KEPT = """async () => ({
  "local storage": localStorage.length,
  "session storage": sessionStorage.length,
  "databases": (await indexedDB.databases()).length,
  "caches": (await caches.keys()).length,
  "service workers": (await navigator.serviceWorker.getRegistrations()).length,
})"""


class Recorder:
    """Watches the tabs of one test. `faults` says in words what was seen.

    cookie: the name of the only one that may be set; None for the public pages, which set none.
    """

    def __init__(self, site: Site, cookie: str | None = None) -> None:
        self.faults: list[str] = []
        self._cookie = cookie
        self._site = site
        self._tabs: list[Page] = []

    def watch(self, tab: Page) -> None:
        self._tabs.append(tab)
        context = tab.context
        context.on("request", self._see_request)
        context.on("console", self._see_console)
        context.on("weberror", self._see_error)
        context.on("page", lambda other: self.faults.append(f"another tab: {other.url}"))
        protocol = context.new_cdp_session(tab)
        protocol.on("Network.responseReceivedExtraInfo", self._see_headers)
        protocol.send("Network.enable")

    def finish(self) -> None:
        """Look at what was kept, then close. A page without scripts can keep cookies only."""
        for tab in self._tabs:
            kept = [each.get("name") for each in tab.context.cookies()]
            self.faults += [f"cookie: {name}" for name in kept if name != self._cookie]
            self._see_kept(tab)
            tab.context.close()

    def _see_kept(self, tab: Page) -> None:
        # The exit has no storage of ours: look from a page of the site, in the same tab.
        if not tab.url.startswith(f"{self._site.origin}/"):
            tab.goto(f"{self._site.origin}/en/safety")
        kept: dict[str, int] = tab.evaluate(_COUNT_KEPT)
        self.faults += [f"{count} in {where}" for where, count in kept.items() if count]

    def _see_request(self, request: Request) -> None:
        own = (f"{self._site.origin}/", f"{self._site.exit_origin}/")
        if not request.url.startswith(own):
            self.faults.append(f"request to another host: {request.url}")

    def _see_headers(self, event: dict[str, Any]) -> None:
        headers = {name.lower(): text for name, text in event["headers"].items()}
        for line in headers.get("set-cookie", "").splitlines():
            if line.partition("=")[0] != self._cookie:
                self.faults.append(f"Set-Cookie: {line}")

    def _see_console(self, message: ConsoleMessage) -> None:
        # Chromium reports each refusal here. The page itself may be one; what it loads may not.
        is_refusal = "the server responded with a status of" in message.text
        is_page = message.page is not None and message.location.get("url") == message.page.url
        if message.type in {"error", "warning"} and not (is_refusal and is_page):
            self.faults.append(f"console {message.type}: {message.text}")

    def _see_error(self, error: WebError) -> None:
        self.faults.append(f"script: {error.error}")
