"""Somebody signs in with two factors, works, and is out when they should be."""

from collections.abc import Callable

import pytest

from directory.accounts.models import Member, Session
from directory.accounts.office import Office
from tests.accounts.browser import COOKIE, ORIGIN, Browser
from tests.accounts.cast import Cast
from tests.accounts.clock import SetClock, code_at


async def test_two_factors_lead_to_the_start_page(browser: Browser, cast: Cast) -> None:
    player = cast.caseworker
    second = await browser.give_password(player.email, player.password)
    assert second.status_code == 200
    assert "Code from your phone" in second.text
    browser.clock.advance(30)
    answer = await browser.post(
        "/en/staff/sign-in/code", code=code_at(player.secret, browser.clock)
    )

    assert (answer.status_code, answer.headers["location"]) == (303, "/en/staff/")
    start = await browser.get("/en/staff/")
    assert start.status_code == 200
    assert "Quay" in start.text


async def test_the_way_leads_back_to_the_page_that_was_asked_for(
    browser: Browser, cast: Cast
) -> None:
    asked = await browser.get("/en/staff/account")
    assert asked.headers["location"] == "/en/staff/sign-in?next=%2Fen%2Fstaff%2Faccount"
    player = cast.caseworker
    await browser.give_password(player.email, player.password, next="/en/staff/account")
    browser.clock.advance(30)
    code = code_at(player.secret, browser.clock)
    answer = await browser.post("/en/staff/sign-in/code", code=code, next="/en/staff/account")

    assert answer.headers["location"] == "/en/staff/account"


@pytest.mark.parametrize(
    "elsewhere", ["https://evil.example/", "//evil.example/en/staff/", "/en/find", "/en/staff/../x"]
)
async def test_the_way_never_leads_to_another_site(
    browser: Browser, cast: Cast, elsewhere: str
) -> None:
    player = cast.caseworker
    await browser.give_password(player.email, player.password, next=elsewhere)
    browser.clock.advance(30)
    code = code_at(player.secret, browser.clock)
    answer = await browser.post("/en/staff/sign-in/code", code=code, next=elsewhere)

    assert answer.headers["location"] == "/en/staff/"


async def test_the_cookie_is_the_browsers_alone_and_new_after_each_step(
    browser: Browser, cast: Cast
) -> None:
    player = cast.caseworker
    assert "set-cookie" not in (await browser.get("/en/staff/sign-in")).headers
    first = await browser.give_password(player.email, player.password)
    half = browser.cookie
    browser.clock.advance(30)
    second = await browser.post(
        "/en/staff/sign-in/code", code=code_at(player.secret, browser.clock)
    )

    for answer in (first, second):
        name, *rules = answer.headers["set-cookie"].split("; ")
        assert name.startswith("__Host-session=")
        assert set(rules) == {"HttpOnly", "Path=/", "SameSite=strict", "Secure"}
    assert browser.cookie not in {half, None}
    browser.client.cookies.set(COOKIE, half or "", domain="site.example")
    assert (await browser.get("/en/staff/")).status_code == 303


async def test_the_half_session_opens_nothing(browser: Browser, cast: Cast) -> None:
    player = cast.caseworker
    await browser.give_password(player.email, player.password)

    assert (await browser.get("/en/staff/")).status_code == 303
    assert (await browser.post("/en/staff/account/codes")).status_code == 303


@pytest.mark.parametrize("name", ["caseworker@harbour.example", "nobody@harbour.example", "?"])
async def test_a_wrong_password_and_a_wrong_name_get_the_same_answer(
    browser: Browser, cast: Cast, name: str
) -> None:
    answer = await browser.give_password(name, "not the password of anybody")

    assert answer.status_code == 422
    assert "do not belong together" in answer.text
    assert "set-cookie" not in answer.headers
    expected = await browser.give_password("else@harbour.example", "not the password of anybody")
    assert answer.text.replace(f'value="{name}"', "") == expected.text.replace(
        'value="else@harbour.example"', ""
    )


async def test_a_code_is_taken_once(open_browser: Callable[..., Browser], cast: Cast) -> None:
    """Somebody who looks over a shoulder has the code, and even the password."""
    owner, thief, player = open_browser(), open_browser("198.51.100.9"), cast.caseworker
    await owner.sign_in(player.email, player.password, player.secret)
    await thief.give_password(player.email, player.password)
    answer = await thief.post("/en/staff/sign-in/code", code=code_at(player.secret, owner.clock))

    assert answer.status_code == 422
    assert "used before" in answer.text


@pytest.mark.parametrize(("off", "status"), [(-3600, 422), (3600, 422), (-30, 303), (30, 303)])
async def test_a_phone_that_is_an_hour_off_is_refused_and_half_a_minute_is_not(
    browser: Browser, cast: Cast, off: int, status: int
) -> None:
    player = cast.caseworker
    browser.clock.advance(300)
    await browser.give_password(player.email, player.password)
    code = code_at(player.secret, browser.clock, off)
    answer = await browser.post("/en/staff/sign-in/code", code=code)

    assert answer.status_code == status


async def test_each_code_on_paper_lets_in_once(browser: Browser, cast: Cast) -> None:
    player = cast.caseworker
    for expected in (303, 422):
        await browser.give_password(player.email, player.password)
        answer = await browser.post("/en/staff/sign-in/code", code=player.codes[0].lower())
        assert answer.status_code == expected
    left = (await Member.get(id=player.member.id)).recovery_codes.split()
    assert len(left) == 1 + len(player.codes) - 1


async def test_fifteen_quiet_minutes_end_it_and_the_page_says_so(
    caseworker: Browser, clock: SetClock
) -> None:
    clock.advance(14 * 60)
    assert (await caseworker.get("/en/staff/stay")).status_code == 200
    clock.advance(14 * 60)
    assert (await caseworker.get("/en/staff/")).status_code == 200
    clock.advance(15 * 60)
    answer = await caseworker.get("/en/staff/")

    assert answer.headers["location"].startswith("/en/staff/sign-in?ended=1")
    assert "15 quiet minutes" in (await caseworker.get(answer.headers["location"])).text
    assert caseworker.cookie is None


async def test_eight_hours_end_it_however_busy_it_is(caseworker: Browser, clock: SetClock) -> None:
    answers = []
    for _ in range(8 * 6):
        clock.advance(600)
        answers.append((await caseworker.get("/en/staff/stay")).status_code)

    assert answers == [200] * (8 * 6 - 1) + [303]


async def test_signing_out_ends_the_session_and_clears_the_browser(
    caseworker: Browser, cast: Cast
) -> None:
    stolen = caseworker.cookie
    answer = await caseworker.post("/en/staff/sign-out")

    assert answer.headers["clear-site-data"] == '"cache", "cookies", "storage"'
    assert caseworker.cookie is None
    caseworker.client.cookies.set(COOKIE, stolen or "", domain="site.example")
    assert (await caseworker.get("/en/staff/")).status_code == 303


async def test_the_quick_exit_ends_the_session_and_goes(caseworker: Browser, cast: Cast) -> None:
    answer = await caseworker.get("/en/leave")

    assert answer.status_code == 303
    assert answer.headers["location"].startswith("https://")
    assert answer.headers["clear-site-data"] == '"cookies", "storage"'
    assert not await Session.filter(member_id=cast.caseworker.member.id, is_complete=True).exclude(
        token_hash=cast.caseworker.token.fingerprint()
    )


async def test_the_quick_exit_of_nobody_just_goes(browser: Browser) -> None:
    answer = await browser.get("/ar/leave")

    assert answer.status_code == 303
    assert "set-cookie" not in answer.headers
    assert "clear-site-data" not in answer.headers


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"origin": ORIGIN, "sec-fetch-site": "cross-site"},
        {"referer": "https://evil.example/en/staff/"},
    ],
)
async def test_a_form_of_another_site_is_refused(
    caseworker: Browser, headers: dict[str, str]
) -> None:
    data = {"form_token": caseworker.token}
    answer = await caseworker.client.post("/en/staff/sign-out", data=data, headers=headers)

    assert answer.status_code == 403
    assert (await caseworker.get("/en/staff/")).status_code == 200


@pytest.mark.parametrize("token", ["", "0" * 64, "é"])
async def test_a_form_without_its_token_is_refused(caseworker: Browser, token: str) -> None:
    data, headers = {"form_token": token}, {"origin": ORIGIN}
    answer = await caseworker.client.post("/en/staff/sign-out", data=data, headers=headers)

    assert answer.status_code == 403


async def test_the_token_of_another_session_is_refused(
    caseworker: Browser, stranger: Browser
) -> None:
    data, headers = {"form_token": stranger.token}, {"origin": ORIGIN}
    answer = await caseworker.client.post("/en/staff/sign-out", data=data, headers=headers)

    assert answer.status_code == 403


async def test_what_the_database_holds_of_a_session_is_no_cookie(
    browser: Browser, cast: Cast, office: Office
) -> None:
    """Somebody has a copy of the disk, and no browser of ours."""
    session = await Session.get(token_hash=cast.caseworker.token.fingerprint())
    for guess in (session.token_hash, str(session.id), session.kept.hex()):
        browser.client.cookies.set(COOKIE, guess, domain="site.example")
        assert (await browser.get("/en/staff/")).status_code == 303


async def test_the_exit_leaves_no_cookie_of_a_sign_in_that_is_half_done(
    browser: Browser, cast: Cast
) -> None:
    await browser.give_password(cast.caseworker.email, cast.caseworker.password)
    assert browser.cookie
    answer = await browser.get("/en/leave")

    assert answer.status_code == 303
    assert answer.headers["clear-site-data"] == '"cookies", "storage"'
    assert not browser.cookie
