"""What a service asks for in a referral, who opens it, and whether it takes any."""

from collections.abc import Callable

from directory.accounts.models import AuditLine
from directory.referrals.desk import get_desk
from directory.referrals.minimal import Field
from tests.accounts.browser import Browser
from tests.accounts.conftest import signed_in
from tests.house.page import ParsedPage
from tests.referrals.cast import Cast


def address_of(cast: Cast) -> str:
    return f"/en/staff/desk/{cast.service.id}"


async def write(desk: Browser, address: str, **fields: str) -> int:
    await desk.get(address)
    return (await desk.post(address, **fields)).status_code


async def test_only_the_own_services_are_listed_and_shown(cast: Cast, desk: Browser) -> None:
    page = await desk.get("/en/staff/desk")
    assert "Haven" in page.text
    assert "Elsewhere" not in page.text

    assert (await desk.get(f"/en/staff/desk/{cast.strange_service.id}")).status_code == 404
    assert await write(desk, f"/en/staff/desk/{cast.strange_service.id}", paused="yes") == 404


async def test_the_form_says_how_it_is_and_keeps_what_is_changed(cast: Cast, desk: Browser) -> None:
    page = ParsedPage((await desk.get(address_of(cast))).text)
    ticked = {box["value"] for box in page.all("input") if "checked" in box}
    assert ticked == {
        "age_band", "interpreter", "communication", "area", "mode", "access_needs",
        "staff_preference", "under_18",
    }  # fmt: skip

    assert (
        await write(
            desk, address_of(cast), receiver="", asks_for="area", same_day="yes", paused="yes"
        )
        == 303
    )
    now = await get_desk(cast.service.id)
    assert (now.team, now.email, now.asks_for) == (None, None, {Field.AREA})
    assert (now.answers_same_day, now.is_paused, now.is_open) == (True, True, False)
    assert await AuditLine.filter(action="desk_changed").count() == 1
    assert "▮▮ paused" in (await desk.get("/en/staff/desk")).text


async def test_a_team_or_a_published_address_receives_and_nothing_else(
    cast: Cast, desk: Browser
) -> None:
    own = (await get_desk(cast.service.id)).team
    strange = (await get_desk(cast.strange_service.id)).team
    assert own is not None
    assert strange is not None
    page = await desk.get(address_of(cast))
    offered = [box["value"] for box in ParsedPage(page.text).all("option")]
    assert offered == ["", f"team {own.id}", "email haven@services.example"]

    assert await write(desk, address_of(cast), receiver="email haven@services.example") == 303
    assert (await get_desk(cast.service.id)).email == "haven@services.example"
    assert await write(desk, address_of(cast), receiver="email me@evil.example") == 422
    for team in (str(strange.id), "torn"):
        assert await write(desk, address_of(cast), receiver=f"team {team}") == 404
    assert (await get_desk(cast.service.id)).email == "haven@services.example"


async def test_what_no_service_may_ask_for_is_not_kept(cast: Cast, desk: Browser) -> None:
    for name in ("note", "name", "safe_contact"):
        assert await write(desk, address_of(cast), asks_for=name, eligibility=name) == 303
        now = await get_desk(cast.service.id)
        assert (now.asks_for, now.eligibility) == (frozenset(), frozenset())


async def test_an_organization_without_a_listing_is_told_what_to_do(
    cast: Cast, open_browser: Callable[..., Browser]
) -> None:
    lead = await signed_in(open_browser("192.0.2.9"), cast.lead)
    page = await lead.get("/en/staff/desk")

    assert "No service is listed for your organization." in page.text
