"""What every act of staff stands on, made once at the start and handed to each action."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from secrets import token_bytes
from typing import ParamSpec, TypeVar

from directory.accounts.clock import Clock, utc_now
from directory.accounts.guess_store import Slowdown
from directory.accounts.house_keys import HouseKeys
from directory.accounts.mailbox import Mailbox
from directory.accounts.passwords import Passwords
from directory.accounts.recovery_codes import CODE_COST
from directory.privacy.sealing import Random
from directory.privacy.stretching import PASSWORD_COST, Cost
from directory.settings import Settings

Given = ParamSpec("Given")
Result = TypeVar("Result")
# Each guess takes 64 MiB and all cores: more at once would only make all of them slower, and take
# the memory from the searches of families.
_AT_ONCE = 2


@dataclass(frozen=True, slots=True)
class Office:
    """clock and random: arguments of every act, so that a test can set them. cost: of a guess.

    may_note: whether referrals may hold a note in free words. consent_months: how long the proof of
    a consent is kept after its end.
    """

    keys: HouseKeys
    mailbox: Mailbox
    passwords: Passwords
    slowdown: Slowdown
    site_url: str
    site_name: str
    languages: tuple[str, ...]
    may_note: bool = False
    consent_months: int = 24
    clock: Clock = utc_now
    random: Random = token_bytes
    cost: Cost = PASSWORD_COST
    code_cost: Cost = CODE_COST
    pause: Callable[[float], Awaitable[object]] = asyncio.sleep
    turn: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(_AT_ONCE))

    @classmethod
    def of(cls, settings: Settings, clock: Clock = utc_now, cost: Cost = PASSWORD_COST) -> "Office":
        keys = HouseKeys.of(settings.secret_key)
        return cls(
            keys=keys,
            mailbox=Mailbox.of(settings, clock),
            passwords=Passwords(cost),
            slowdown=Slowdown(keys.slowdown, clock),
            site_url=settings.site_url,
            site_name=settings.site_name,
            languages=settings.languages,
            may_note=settings.referral_note,
            consent_months=settings.consent_months,
            clock=clock,
            cost=cost,
        )

    async def slowly(
        self, work: Callable[Given, Result], *given: Given.args, **named: Given.kwargs
    ) -> Result:
        """Do what costs a guess in a thread, few at once, so that no page waits for it."""
        async with self.turn:
            return await asyncio.to_thread(work, *given, **named)

    def link(self, language: str, path: str) -> str:
        """An address for a mail. It never comes from the request, whose Host anybody can set."""
        return f"{self.site_url}/{language}{path}"
