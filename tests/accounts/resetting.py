"""A forgotten password, and what it costs."""

from dataclasses import replace

from directory.accounts.actions.invitations import send_reset
from directory.accounts.models import Member
from directory.accounts.office import Office
from tests.accounts.browser import ORIGIN, Browser
from tests.accounts.cast import HOUSE, Player
from tests.accounts.clock import code_at

NEW_PASSWORD = "seven brisk otters paddle"


async def reset_link(office: Office, player: Player, *, everything: bool = False) -> str:
    member = await Member.get(id=player.member.id)
    link, _ = await send_reset(office, HOUSE, member, everything=everything)
    return link.removeprefix(ORIGIN)


async def forget_password(browser: Browser, office: Office, player: Player) -> Player:
    """Open a link for a new password, with the second factor as it was. Nobody is signed in."""
    path = await reset_link(office, player)
    browser.clock.advance(30)
    code = code_at(player.secret, browser.clock)
    answer = await browser.post(path, password=NEW_PASSWORD, code=code)
    assert answer.headers["location"] == "/en/staff/sign-in?changed=1", answer.text
    return replace(player, password=NEW_PASSWORD, member=await Member.get(id=player.member.id))
