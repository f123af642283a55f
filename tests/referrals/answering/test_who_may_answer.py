"""Every page of a desk, everybody of the cast: the answers are those of the table of rights."""

from collections.abc import Callable, Iterator

import pytest
from starlette.routing import Route

from directory.accounts.door import StaffRoute
from directory.referrals.routes.answering import localized_routes as answering
from directory.referrals.routes.desk import localized_routes as desk_routes
from directory.referrals.routes.inbox import localized_routes as inbox
from tests.accounts.browser import Browser
from tests.accounts.conftest import signed_in
from tests.referrals.cast import Cast

ROUTES: list[Route] = [*inbox, *answering, *desk_routes]
EVERYBODY = (
    "worker", "colleague", "lead", "desk", "desk_lead", "stranger", "strange_desk", "operator",
)  # fmt: skip
# To whom the referral was sent, and whose service it is.
THEIRS = {"desk", "desk_lead"}
# Who has an inbox and services at all, by their roles.
HAVE_A_DESK = THEIRS | {"strange_desk", "lead"}


def questions(cast: Cast, referral_id: str) -> Iterator[tuple[StaffRoute, str, str]]:
    for route in ROUTES:
        assert isinstance(route, StaffRoute)
        record = cast.service.id if "/desk/" in route.path else referral_id
        for method in sorted((route.methods or set()) - {"HEAD"}):
            yield route, method, "/en" + route.path.format(id=record)


def expected(name: str, route: StaffRoute) -> set[int]:
    if "{" not in route.path:
        return {200, 422} if name in HAVE_A_DESK else {404}
    return {200, 303, 422} if name in THEIRS else {404}


@pytest.mark.parametrize("name", EVERYBODY)
async def test_each_gets_what_the_table_gives_and_a_stranger_finds_nothing(
    open_browser: Callable[..., Browser], cast: Cast, name: str
) -> None:
    sent, player, wrong = await cast.sent(), getattr(cast, name), []
    browser = await signed_in(open_browser(), player)
    await browser.confirm(player.secret)
    for route, method, address in questions(cast, sent.referral.id):
        await browser.get("/en/staff/")
        answer = await (browser.get(address) if method == "GET" else browser.post(address))
        # Nothing was taken back yet, so that there is nothing to confirm.
        allowed = expected(name, route) | ({409} if name in THEIRS else set())
        if answer.status_code not in allowed:
            wrong.append(f"{method} {route.path}: {answer.status_code}")
        if answer.status_code == 200:
            assert answer.headers["cache-control"] == "no-store"

    assert wrong == []


async def test_nobody_is_sent_to_the_sign_in_by_what_exists_alone(
    visitor: Browser, cast: Cast
) -> None:
    sent = await cast.sent()
    for record in (sent.referral.id, "0" * 32):
        for _, method, address in questions(cast, record):
            send = visitor.client.get if method == "GET" else visitor.client.post
            answer = await send(address)
            assert answer.status_code == 303
            assert answer.headers["location"].startswith("/en/staff/sign-in")
