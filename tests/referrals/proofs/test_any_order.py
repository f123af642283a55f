"""Whatever happens in whatever order: nobody opens what no consent covers, and an end is an end."""

from pathlib import Path
from random import Random
from secrets import randbits
from time import monotonic

from tortoise.connection import get_connections

from directory.accounts.checkpoints import check_audit
from tests.referrals.cast import Cast
from tests.referrals.proofs.machine import PLAYERS, Lives

SECONDS = 6  # for each of the two databases
STEPS = 40


async def test_no_order_of_acts_breaks_a_promise(cast: Cast, tmp_path: Path) -> None:
    """What a referral ought to be is told again in `expected`, and compared after every act."""
    await forgo_the_disk()
    badges = {name: await cast.badge(getattr(cast, name)) for name in PLAYERS}
    seed, begun = randbits(32), monotonic()
    while monotonic() < begun + SECONDS:
        await live(Lives(cast, badges, Random(seed)), seed)  # noqa: S311 - so that it can be repeated
        seed += 1

    checked = await check_audit(cast.office, tmp_path)
    assert checked.broken is None
    assert checked.lines > 100


async def live(lives: Lives, seed: int) -> None:
    try:
        await lives.begin()
        for _ in range(STEPS):
            await lives.step()
        await lives.end()
    except BaseException as failure:
        failure.add_note(f"Random({seed}):\n" + "\n".join(lives.told))
        raise


async def forgo_the_disk() -> None:
    """As in the tests' PostgreSQL: no crash is tried here, and the disk is slow."""
    (connection,) = get_connections().all()
    if connection.capabilities.dialect == "sqlite":
        await connection.execute_query("PRAGMA synchronous = OFF")
