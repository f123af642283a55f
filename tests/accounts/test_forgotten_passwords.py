"""A new password keeps the keys where the old one was known, and openly loses them where not."""

from collections.abc import Callable

from directory.accounts.key_store import load_team_keys
from directory.accounts.models import Seat, Session
from directory.accounts.office import Office
from tests.accounts.browser import Browser
from tests.accounts.cast import Cast
from tests.accounts.clock import SetClock, code_at
from tests.accounts.conftest import signed_in
from tests.accounts.inviting import secret_on
from tests.accounts.resetting import NEW_PASSWORD, forget_password, reset_link


async def test_a_changed_password_keeps_the_keys_and_ends_other_sessions(
    open_browser: Callable[..., Browser], office: Office, cast: Cast
) -> None:
    player = cast.caseworker
    here, there = await signed_in(open_browser(), player), await signed_in(open_browser(), player)
    await here.get("/en/staff/account")
    path = "/en/staff/account/password"
    wrong = await here.post(path, password="wrong", new_password=NEW_PASSWORD)
    assert wrong.status_code == 422
    weak = await here.post(path, password=player.password, new_password="password12345")
    assert "guessed first" in weak.text
    answer = await here.post(path, password=player.password, new_password=NEW_PASSWORD)

    assert answer.headers["location"].endswith("?said=password")
    assert (await here.get("/en/staff/")).status_code == 200
    assert (await there.get("/en/staff/")).status_code == 303
    assert await Seat.filter(member_id=player.member.id).exists()
    assert (await there.give_password(player.email, player.password)).status_code == 422
    assert (await there.sign_in(player.email, NEW_PASSWORD, player.secret)).status_code == 303


async def test_a_forgotten_password_closes_the_team_until_a_colleague_helps(
    browser: Browser, office: Office, cast: Cast
) -> None:
    player = cast.caseworker
    page = await browser.get(await reset_link(office, player))
    assert "until a colleague gives the key" in page.text
    await forget_password(browser, office, player)

    assert not await Session.filter(member_id=player.member.id).exists()
    assert not await Seat.filter(member_id=player.member.id).exists()
    keys = await load_team_keys(cast.team.id)
    assert len(keys.generations) == 1


async def test_where_nobody_else_has_the_key_the_page_says_that_all_is_lost(
    browser: Browser, office: Office, cast: Cast
) -> None:
    await Seat.filter(member_id=cast.stranger.member.id).delete()
    player = cast.strange_lead
    page = await browser.get(await reset_link(office, player))
    assert "is lost for ever" in page.text
    await forget_password(browser, office, player)

    keys = await load_team_keys(cast.strange_team.id)
    assert [each.is_lost() for each in keys.generations] == [True, False]
    assert set(keys.current.seats) == {str(player.member.id)}


async def test_a_link_does_not_stand_in_for_the_second_factor(
    browser: Browser, office: Office, cast: Cast
) -> None:
    path = await reset_link(office, cast.caseworker)
    answer = await browser.post(path, password=NEW_PASSWORD, code="000000")

    assert answer.status_code == 422
    refused = await browser.give_password(cast.caseworker.email, NEW_PASSWORD)
    assert refused.status_code == 422


async def test_who_has_lost_the_phone_too_is_given_both_anew(
    browser: Browser, office: Office, cast: Cast
) -> None:
    player = cast.caseworker
    path = await reset_link(office, player, everything=True)
    secret = await secret_on(browser, path)
    code = code_at(secret, browser.clock)
    assert (await browser.post(path, password=NEW_PASSWORD, code=code)).status_code == 303

    old = await browser.sign_in(player.email, NEW_PASSWORD, player.secret)
    assert old.status_code == 422
    new = await browser.sign_in(player.email, NEW_PASSWORD, secret)
    assert new.status_code == 303
    assert "You have 0 recovery codes left" in (await browser.get("/en/staff/")).text


async def test_a_second_link_ends_the_first_and_each_ends_after_a_day(
    browser: Browser, office: Office, cast: Cast, clock: SetClock
) -> None:
    first = await reset_link(office, cast.caseworker)
    second = await reset_link(office, cast.caseworker)
    assert (await browser.get(first)).status_code == 404
    assert (await browser.get(second)).status_code == 200
    clock.advance(24 * 3600)

    assert (await browser.get(second)).status_code == 404


async def test_a_lead_sends_a_link_and_only_an_operator_one_for_everything(
    lead: Browser, operator: Browser, cast: Cast
) -> None:
    path = f"/en/staff/members/{cast.caseworker.member.id}"
    assert (await lead.post(f"{path}/reset-password")).headers["location"].endswith("said=sent")
    assert (await lead.post(f"{path}/reset-everything")).status_code == 404
    answer = await operator.post(f"{path}/reset-everything")
    assert answer.headers["location"].endswith("said=sent")


async def test_who_leaves_takes_all_access_along_and_can_be_invited_again(
    caseworker: Browser, office: Office, cast: Cast
) -> None:
    player = cast.caseworker
    await caseworker.get("/en/staff/account")
    path = "/en/staff/account/leave"
    assert (await caseworker.post(path, password="wrong")).status_code == 422
    answer = await caseworker.post(path, password=player.password)

    assert answer.headers["clear-site-data"] == '"cache", "cookies", "storage"'
    assert (await caseworker.give_password(player.email, player.password)).status_code == 422
    assert not await Seat.filter(member_id=player.member.id).exists()
    assert str(player.member.id) not in (await load_team_keys(cast.team.id)).current.seats
