"""The counts of guesses, in a table that all workers share: `slowdown` says what they mean.

A guess is counted as wrong before anybody looks at it, and taken back if it was right. So of a
hundred at the same moment each sees those before it, as if they had come one after another.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta

from tortoise.transactions import in_transaction

from directory.accounts.clock import Clock
from directory.accounts.models import GuessCount, KnownPlace
from directory.accounts.slowdown import (
    FORGOTTEN_SECONDS,
    FREE_FOR_ADDRESS,
    FREE_FOR_NAME,
    FREE_FOR_PAIR,
    KNOWN_DAYS,
    Count,
    Marks,
    marks_of,
)
from directory.privacy.sealing import Key


class Slowdown:
    """key: `HouseKeys.slowdown`. name: whatever is guessed at. address: where from."""

    def __init__(self, key: Key, clock: Clock) -> None:
        self._key, self._clock, self._tidied_at = key, clock, 0.0

    async def count(self, name: str, address: str) -> float:
        """Count a guess, as wrong. Seconds to pause before it is looked at.

        TooOften where it has to be made again later; then it is not counted.
        """
        moment = self._clock()
        marks, now = marks_of(self._key, name, address, moment), moment.timestamp()
        in_line = [] if await _is_known(marks, moment) else [marks.name]
        async with in_transaction():
            found = await _hold(marks.pair, marks.address, *in_line, now=now)
            after = {
                marks.pair: found[marks.pair].add(FREE_FOR_PAIR, now),
                marks.address: found[marks.address].add(FREE_FOR_ADDRESS, now),
                **{mark: found[mark].queue(now) for mark in in_line},
            }
            await _write(after)
        await self._tidy(moment)
        return sum(found[mark].turn(now) - now for mark in in_line)

    async def forgive(self, name: str, address: str) -> None:
        """The guess that was counted was right."""
        moment = self._clock()
        marks = marks_of(self._key, name, address, moment)
        free = {marks.pair: FREE_FOR_PAIR, marks.address: FREE_FOR_ADDRESS}
        if not await _is_known(marks, moment):
            free[marks.name] = FREE_FOR_NAME
        async with in_transaction():
            found = await _hold(*free, now=moment.timestamp())
            await _write({mark: found[mark].take_back(free[mark]) for mark in free})

    async def succeed(self, name: str, address: str) -> None:
        """All of the sign-in was right: forget the pair's failures, and know the pair again.

        Those of the address stay: one of its people may be guessing.
        """
        now = self._clock()
        marks = marks_of(self._key, name, address, now)
        until = now + timedelta(days=KNOWN_DAYS)
        async with in_transaction():
            await GuessCount.filter(mark=marks.pair).delete()
            await KnownPlace.update_or_create({"expires_at": until}, mark=marks.known[0])

    async def _tidy(self, moment: datetime) -> None:
        """Now and then, so that a table of hashes does not grow where nobody runs the purge."""
        if moment.timestamp() - self._tidied_at >= FORGOTTEN_SECONDS:
            self._tidied_at = moment.timestamp()
            await forget_guesses(moment)

    def __repr__(self) -> str:
        return "Slowdown()"


async def forget_guesses(now: datetime) -> int:
    """Delete what counts no longer; how many rows that were."""
    old = now.timestamp() - FORGOTTEN_SECONDS
    async with in_transaction():
        # What a guess is just being added to stays; to wait for it here could be for ever.
        counts = GuessCount.filter(last_at__lte=old, open_at__lte=now.timestamp())
        marks = [each.mark for each in await counts.select_for_update(skip_locked=True)]
        gone = await GuessCount.filter(mark__in=marks).delete() if marks else 0
    return gone + await KnownPlace.filter(expires_at__lte=now).delete()


async def _is_known(marks: Marks, now: datetime) -> bool:
    return await KnownPlace.filter(mark__in=marks.known, expires_at__gt=now).exists()


async def _hold(*marks: str, now: float) -> Mapping[str, Count]:
    """The counts, which nobody else changes until the transaction ends.

    In one order everywhere, so that no two ever wait for each other.
    """
    new = [GuessCount(mark=mark, failures=0, last_at=now, open_at=now) for mark in sorted(marks)]
    await GuessCount.bulk_create(new, ignore_conflicts=True)
    rows = await GuessCount.filter(mark__in=marks).order_by("mark").select_for_update()
    held = {row.mark: Count(row.failures, row.last_at, row.open_at) for row in rows}
    return {mark: held.get(mark, Count()) for mark in marks}


async def _write(counts: Mapping[str, Count]) -> None:
    for mark, count in counts.items():
        changed = {
            "failures": count.failures,
            "last_at": count.last_at,
            "open_at": count.open_at,
        }
        await GuessCount.filter(mark=mark).update(**changed)
