"""What an editor takes over is in every answer within a second; what waits is in none."""

import pytest

from directory.catalog.models import Service
from directory.listings.models import Review
from tests.accounts.browser import Browser
from tests.catalog.test_following import seconds_until
from tests.listings.form import change, send


async def found_free(browser: Browser) -> set[str]:
    """The free services of the country, as a program finds them."""
    found = await browser.client.post("/api/services", data={"country": "NL", "free": "1"})
    return {service["id"] for service in found.json()["contents"]}


@pytest.mark.usefixtures("followed")
async def test_an_accepted_change_is_found_within_a_second(
    provider: Browser, editor: Browser, browser: Browser, own: Service
) -> None:
    await change(provider, own.id, cost="free", description="Of tomorrow.")
    assert str(own.id) not in await found_free(browser)
    path = f"/en/staff/reviews/{(await Review.get(service_id=own.id)).id}"
    page = await editor.get(path)
    await send(editor, path, page.text, take=["cost", "description"])

    async def is_shown() -> bool:
        return str(own.id) in await found_free(browser)

    await seconds_until(is_shown)
    assert "Of tomorrow." in (await browser.get(f"/en/services/{own.id}")).text
    assert "Of tomorrow." in (await browser.client.get(f"/api/services/{own.id}")).text
