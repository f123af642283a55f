"""Nothing that somebody typed is lost because their session ended before it was sent."""

from collections.abc import Callable

import pytest
from httpx import Response

from directory.accounts.models import Invitation, Membership
from directory.accounts.office import Office
from directory.accounts.roles import Role
from tests.accounts.browser import ORIGIN, Browser
from tests.accounts.cast import Cast, Player
from tests.accounts.clock import code_at
from tests.accounts.conftest import signed_in
from tests.accounts.inviting import invite_somebody
from tests.house.page import ParsedPage

NEW = "new@harbour.example"
INVITE = "/en/staff/invite"


def hidden(answer: Response) -> dict[str, str]:
    """What the hidden fields of the form in the main part hold."""
    boxes = ParsedPage(answer.text.partition("<main")[2]).all("input")
    return {box["name"]: box["value"] for box in boxes if box.get("type") == "hidden"}


async def fill_in(browser: Browser, cast: Cast) -> Response:
    place = f"caseworker {cast.team.id}"
    return await browser.post(INVITE, email=NEW, place=place, language="en", password="hush")


async def type_too_late(browser: Browser, cast: Cast) -> Response:
    await browser.get(INVITE)
    browser.clock.advance(15 * 60)
    return await fill_in(browser, cast)


async def come_back(browser: Browser, player: Player, asked: Response) -> Response:
    """Through both steps, with what the pages carry. The answer to the second."""
    parcel = hidden(asked)["parcel"]
    second = await browser.give_password(player.email, player.password, parcel=parcel)
    browser.clock.advance(30)
    fields = {**hidden(second), "code": code_at(player.secret, browser.clock)}
    return await browser.post("/en/staff/sign-in/code", **fields)


async def send_it_now(browser: Browser, kept: Response) -> Response:
    [to] = [form["action"] for form in ParsedPage(kept.text).all("form") if "data-kept" in form]
    return await browser.post(to, **hidden(kept))


async def test_after_quiet_minutes_it_comes_back_and_is_sent_at_a_click(
    lead: Browser, cast: Cast
) -> None:
    asked = await type_too_late(lead, cast)
    assert asked.status_code == 200
    assert "it comes back when you have signed in" in asked.text
    assert NEW not in asked.text
    assert lead.cookie is None
    kept = await come_back(lead, cast.lead, asked)
    assert f"<bdi>{NEW}</bdi>" in kept.text
    assert "hush" not in kept.text
    assert not await Invitation.filter(email=NEW).exists()

    sent = await send_it_now(lead, kept)
    assert sent.headers["location"].endswith("?said=sent")
    assert await Invitation.filter(email=NEW).count() == 1


async def test_nothing_of_it_is_kept_on_the_server(
    lead: Browser, cast: Cast, office: Office, database: str
) -> None:
    await type_too_late(lead, cast)
    if database.startswith("sqlite"):
        files = [path for path in office.mailbox.folder.parent.rglob("*") if path.is_file()]
        assert [path for path in files if NEW.encode() in path.read_bytes()] == []
    assert not await Invitation.filter(email=NEW).exists()


async def test_a_session_that_was_ended_elsewhere_loses_nothing_either(
    open_browser: Callable[..., Browser], cast: Cast
) -> None:
    here = await signed_in(open_browser(), cast.lead)
    await here.get(INVITE)
    there = await signed_in(open_browser("192.0.2.44"), cast.lead)
    await there.post("/en/staff/account/sessions/end")
    kept = await come_back(here, cast.lead, await fill_in(here, cast))

    assert (await send_it_now(here, kept)).headers["location"].endswith("?said=sent")


async def test_somebody_else_who_signs_in_there_sees_none_of_it(lead: Browser, cast: Cast) -> None:
    asked = await type_too_late(lead, cast)
    answer = await come_back(lead, cast.caseworker, asked)

    assert answer.headers["location"] == "/en/staff/"
    assert NEW not in answer.text


async def test_a_parcel_that_is_too_old_or_changed_is_put_aside(lead: Browser, cast: Cast) -> None:
    asked = await type_too_late(lead, cast)
    lead.clock.advance(3600)
    assert (await come_back(lead, cast.lead, asked)).headers["location"] == "/en/staff/"
    lead.clock.advance(60)
    await lead.give_password(cast.lead.email, cast.lead.password, parcel="x" * 100)
    code = code_at(cast.lead.secret, lead.clock)
    answer = await lead.post("/en/staff/sign-in/code", code=code, parcel="x" * 100)
    assert answer.headers["location"] == "/en/staff/"


async def test_it_survives_a_wrong_password_a_wrong_code_and_a_long_search_for_the_phone(
    lead: Browser, cast: Cast
) -> None:
    asked = await type_too_late(lead, cast)
    wrong = await lead.give_password(cast.lead.email, "wrong", parcel=hidden(asked)["parcel"])
    assert hidden(wrong)["parcel"] == hidden(asked)["parcel"]
    second = await lead.give_password(cast.lead.email, cast.lead.password, **hidden(wrong))
    again = await lead.post("/en/staff/sign-in/code", **hidden(second), code="000000")
    assert hidden(again)["parcel"] == hidden(asked)["parcel"]
    lead.clock.advance(301)
    late = await lead.post("/en/staff/sign-in/code", **hidden(again), code="000000")

    kept = await come_back(lead, cast.lead, late)
    assert f"<bdi>{NEW}</bdi>" in kept.text


async def test_the_page_may_be_loaded_again(lead: Browser, cast: Cast) -> None:
    asked = await type_too_late(lead, cast)
    kept = await come_back(lead, cast.lead, asked)
    again = await lead.post("/en/staff/sign-in/code", code="1", parcel=hidden(asked)["parcel"])

    assert hidden(again) == hidden(kept)


async def test_who_has_signed_in_again_in_another_tab_is_asked_at_once(
    lead: Browser, cast: Cast
) -> None:
    await lead.get(INVITE)
    old = lead.token
    await signed_in(lead, cast.lead)
    place = f"caseworker {cast.team.id}"
    kept = await lead.post(INVITE, form_token=old, email=NEW, place=place, language="en")

    assert f"<bdi>{NEW}</bdi>" in kept.text
    assert (await send_it_now(lead, kept)).headers["location"].endswith("?said=sent")


async def test_what_was_written_in_one_role_is_sent_in_that_role(
    browser: Browser, office: Office, cast: Cast
) -> None:
    """Whoever holds two roles comes in by the older one."""
    player = cast.caseworker
    path = await invite_somebody(office, player.email, cast.strange_team, Role.TEAM_LEAD)
    browser.clock.advance(30)
    code = code_at(player.secret, browser.clock)
    await browser.get(path)
    await browser.post(path, password=player.password, code=code)
    await signed_in(browser, player)
    second = await Membership.get(member_id=player.member.id, role=Role.TEAM_LEAD)
    await browser.post("/en/staff/switch", membership=str(second.id))
    await browser.get(INVITE)
    browser.clock.advance(15 * 60)
    place = f"caseworker {cast.strange_team.id}"
    asked = await browser.post(INVITE, email=NEW, place=place, language="en")
    kept = await come_back(browser, player, asked)

    assert "Far team" in kept.text
    assert (await send_it_now(browser, kept)).headers["location"].endswith("?said=sent")


async def test_a_page_whose_time_ends_hands_over_what_it_holds_and_does_nothing(
    lead: Browser, cast: Cast
) -> None:
    """The script posts it so; even if the session still lasts, it is not sent unasked."""
    await lead.get(INVITE)
    place = f"caseworker {cast.team.id}"
    kept = await lead.post(INVITE, email=NEW, place=place, language="en", only_keep="1")

    assert f"<bdi>{NEW}</bdi>" in kept.text
    assert not await Invitation.filter(email=NEW).exists()
    assert (await send_it_now(lead, kept)).headers["location"].endswith("?said=sent")


@pytest.mark.parametrize(
    ("origin", "token"),
    [("https://evil.example", ""), (ORIGIN, "0" * 64), (ORIGIN, "...")],
)
async def test_another_site_can_plant_nothing(
    browser: Browser, lead: Browser, cast: Cast, origin: str, token: str
) -> None:
    data = {"form_token": token or lead.token, "email": NEW}
    answer = await browser.client.post(INVITE, data=data, headers={"origin": origin})

    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/en/staff/sign-in")


async def test_the_form_of_a_colleague_is_refused(
    lead: Browser, caseworker: Browser, cast: Cast
) -> None:
    answer = await caseworker.post(INVITE, form_token=lead.token, email=NEW)

    assert answer.status_code == 403


async def test_the_second_factor_in_between_loses_nothing_either(lead: Browser, cast: Cast) -> None:
    await lead.get("/en/staff/audit")
    asked = await lead.post("/en/staff/audit/export", note="Ring on Monday")
    assert "it comes back after this" in asked.text
    lead.clock.advance(30)
    code = code_at(cast.lead.secret, lead.clock)
    wrong = await lead.post("/en/staff/confirm", **hidden(asked), code="000000")
    kept = await lead.post("/en/staff/confirm", **hidden(wrong), code=code)

    assert "Ring on Monday" in kept.text
    assert (await send_it_now(lead, kept)).status_code == 200
