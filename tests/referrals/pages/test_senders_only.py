"""Every page of senders, every role, own and foreign referrals: the answers are the table's."""

from collections.abc import Iterator

import pytest

from directory.accounts.door import StaffRoute
from directory.accounts.permissions import Right, reach_of
from directory.accounts.roles import Role
from directory.referrals.routes import localized_routes
from tests.accounts.browser import Browser
from tests.accounts.cast import Player
from tests.referrals.cast import Cast
from tests.referrals.pages.conftest import SignIn

SENDERS = {Right.REFER, Right.SEE_REFERRAL, Right.WITHDRAW_REFERRAL, Right.VOID_REFERRAL}
ROUTES = [
    route for route in localized_routes if isinstance(route, StaffRoute) and route.right in SENDERS
]


def ways() -> Iterator[tuple[StaffRoute, str]]:
    for route in ROUTES:
        for method in sorted((route.methods or set()) - {"HEAD"}):
            yield route, method


async def ask(browser: Browser, route: StaffRoute, method: str, name: str) -> int:
    address = "/en" + route.path.format(id=name)
    send = browser.get if method == "GET" else browser.post
    return (await send(address)).status_code


@pytest.mark.parametrize(
    "name", ["desk", "strange_desk", "stranger", "operator", "desk_lead", "worker", "lead"]
)
async def test_a_referral_is_there_for_those_of_its_team_alone(
    cast: Cast, sign_in: SignIn, name: str
) -> None:
    player: Player = getattr(cast, name)
    role = Role((await cast.badge(player)).role)
    is_ours = name in {"worker", "lead"}
    referrals = [(await cast.draft()).id, (await cast.sent()).referral.id]
    browser, wrong = await sign_in(player), list[str]()
    await browser.confirm(player.secret)
    for (route, method), referral in ((way, each) for way in ways() for each in referrals):
        if "/referrals/{id}" not in route.path:
            continue
        if is_ours and method == "POST":
            continue  # each is done, and checked, in a test of its own
        status = await ask(browser, route, method, referral)
        allowed = is_ours and reach_of(role, route.right) is not None
        if status not in ({200, 303, 422} if allowed else {404}):
            wrong.append(f"{method} {route.path}: {status}")

    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("name", ["desk", "strange_desk", "operator"])
async def test_who_may_not_refer_finds_no_page_to_do_it(
    cast: Cast, sign_in: SignIn, name: str
) -> None:
    browser = await sign_in(getattr(cast, name))
    for route, method in ways():
        if "/referrals/{id}" not in route.path:
            assert await ask(browser, route, method, str(cast.service.id)) == 404, route.path


async def test_nobody_who_is_not_signed_in_learns_that_it_is_there(
    cast: Cast, sign_in: SignIn
) -> None:
    browser, draft = await sign_in(cast.worker), await cast.draft()
    browser.client.cookies.clear()
    for route, method in ways():
        for name in (draft.id, "0" * 32):
            assert await ask(browser, route, method, name) == 303, route.path
