"""How a test comes to a page: by its address, or by sending the form that leads there."""

from collections.abc import Callable, Sequence

from playwright.sync_api import Page as Tab
from playwright.sync_api import Response

from tests.pages import PUBLIC_PAGES, Page

# Sent as a form on the site would send it, so that Origin and the policy are what they would be.
_SEND = """([address, fields]) => {
  const form = document.createElement("form");
  Object.assign(form, {method: "post", action: address});
  for (const [name, value] of fields) {
    form.append(Object.assign(document.createElement("input"), {type: "hidden", name, value}));
  }
  document.body.append(form);
  form.submit();
}"""


def open_page(tab: Tab, page: Page, language: str) -> None:
    """Show the page in the tab, or fail when its status is not the one it should have."""
    address = page.address(language)
    response: Response | None
    if page.fields:
        tab.goto(f"/{language}/safety")
        with tab.expect_navigation() as arrival:
            tab.evaluate(_SEND, [address, page.fields])
        response = arrival.value
    else:
        response = tab.goto(address)
    assert response is not None
    assert response.status == page.status, address


def expect_no_fault(
    tab: Tab,
    find: Callable[[Tab], list[str]],
    language: str = "en",
    pages: Sequence[Page] = PUBLIC_PAGES,
) -> None:
    """Open every page and fail with all that `find` finds wrong, page by page."""
    faults: list[str] = []
    for page in pages:
        open_page(tab, page, language)
        faults += [f"{page.name}: {fault}" for fault in find(tab)]
    assert not faults, "\n".join(faults)
