"""Ten thousand wrong passwords: refused, counted without a name in the log, and nobody waits."""

from collections import Counter
from collections.abc import Callable

from directory.accounts.actions.factors import show_password
from directory.accounts.models import GuessCount, Member, Session
from directory.accounts.office import Office
from directory.accounts.refusals import NotTaken
from directory.errors import TooOften
from directory.privacy.stretching import Password
from directory.settings import Settings
from tests.accounts.browser import Browser
from tests.accounts.cast import Cast, Player
from tests.accounts.clock import SetClock
from tests.privacy.logs import captured_log

# On PostgreSQL a guess takes longer, and no other way.
GUESSES = {"sqlite": 10_000, "postgres": 2_000}


async def guess(office: Office, player: Player, number: int) -> str:
    """One a second, from twenty addresses. What became of it."""
    password, address = Password(f"zephyrquartz {number}"), f"198.51.100.{number % 20}"
    try:
        await show_password(office, player.email, password, address)
    except NotTaken:
        return "looked at"
    except TooOften:
        return "turned away"
    return "in"


async def test_none_gets_in_few_are_looked_at_and_nobody_else_waits(
    open_browser: Callable[..., Browser],
    settings: Settings,
    office: Office,
    cast: Cast,
    clock: SetClock,
) -> None:
    guesses = GUESSES[settings.database_url.partition(":")[0]]
    owner, other, player = open_browser(), open_browser("192.0.2.99"), cast.caseworker
    assert (await owner.sign_in(player.email, player.password, player.secret)).status_code == 303
    sessions, became = await Session.all().count(), Counter[str]()
    with captured_log() as log:
        for number in range(guesses):
            became[await guess(office, player, number)] += 1
            clock.advance(1)

    assert became.total() == guesses
    assert became["in"] == 0
    assert 0 < became["looked at"] < 800
    assert await Session.all().count() == sessions
    assert await GuessCount.all().count() < 100
    for person in (player.email, "198.51.100.", "zephyrquartz", str(player.member.id)):
        assert person not in log.getvalue()
    assert "a sign-in was refused" in log.getvalue()
    for browser, who in ((owner, player), (other, cast.lead)):
        answer = await browser.sign_in(who.email, who.password, who.secret)
        assert answer.status_code == 303
    assert (await Member.get(id=player.member.id)).status == "active"
