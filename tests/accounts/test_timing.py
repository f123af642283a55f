"""Who works here cannot be told from how long a refusal takes."""

from dataclasses import replace
from statistics import median
from time import perf_counter

import pytest

from directory.accounts.actions.factors import show_password
from directory.accounts.models import GuessCount
from directory.accounts.office import Office
from directory.accounts.passwords import Passwords
from directory.accounts.refusals import NotTaken
from directory.privacy.stretching import Cost, Password
from tests.accounts.cast import Cast, Player

# Dear enough that what else happens is small beside it, as in life.
COST = Cost(passes=2, memory_kib=19 * 1024, lanes=1)
ROUNDS = 15


async def seconds(office: Office, email: str) -> float:
    await GuessCount.all().delete()
    begun = perf_counter()
    with pytest.raises(NotTaken):
        await show_password(office, email, Password("not the password of anybody"), "192.0.2.7")
    return perf_counter() - begun


async def at_cost(office: Office, player: Player) -> Office:
    dear = replace(office, passwords=Passwords(COST), cost=COST)
    hashed = dear.passwords.hash_of(Password(player.password))
    await type(player.member).filter(id=player.member.id).update(password_hash=hashed)
    return dear


async def test_a_known_and_an_unknown_name_are_refused_in_the_same_time(
    office: Office, cast: Cast
) -> None:
    """As a ratio of medians, by turns, so that a busy machine slows both; three tries."""
    dear = await at_cost(office, cast.caseworker)
    for _ in range(3):
        pairs = [
            (await seconds(dear, cast.caseworker.email), await seconds(dear, "nobody@x.example"))
            for _ in range(ROUNDS)
        ]
        known, unknown = (median(times) for times in zip(*pairs, strict=True))
        if 0.8 < known / unknown < 1.25:
            return
    pytest.fail(f"{known / unknown:.2f} times as long")
