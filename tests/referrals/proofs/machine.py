"""A machine that does anything in any order, and knows what must come of it."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import timedelta
from functools import partial
from random import Random
from typing import Any
from uuid import uuid4

import pytest

from directory.accounts.badge import Badge
from directory.accounts.models import AuditLine
from directory.accounts.purge import purge
from directory.errors import NotFound
from directory.referrals.access import Side
from directory.referrals.actions import taking_back as taking
from directory.referrals.actions.by import Once
from directory.referrals.actions.keeping_time import keep_time
from directory.referrals.actions.opening import open_payload
from directory.referrals.actions.sending import Sent
from directory.referrals.clocks import Due
from directory.referrals.lifecycle import MOVES, Event, Party, State
from directory.referrals.models import Referral, SealedKey, SealedPayload
from directory.referrals.purging import referral_rules
from directory.referrals.receipts import read_receipt
from directory.referrals.refusals import ConsentEnded, Refused, Stale
from tests.referrals.cast import Cast
from tests.referrals.proofs.attempts import DESK, Attempt, attempts_of
from tests.referrals.proofs.expected import ENDED, Expected

Act = Callable[[], Awaitable[Any]]
NAMES = (
    *("change", "agree", "refuse", "discard", "send", "hand over"),
    *("accept", "decline", "reach", "wait", "complete", "fail", "copy deleted"),
    *("recall", "withdraw", "ask void", "void"),
)
EVENTS = {each.value: each for each in Event if each.value in NAMES}
SIDES = (Side.SENDER, Side.RECIPIENT)
PLAYERS = ("worker", "colleague", "lead", "desk", "desk_lead", "stranger", "strange_desk")
STRANGERS = ("stranger", "strange_desk")
MONTH = timedelta(days=30)
HOURS = (1, 24, 24, 24, 24 * 8, 24 * 8, 24 * 31)


class Lives:
    """Several referrals at once: what is done to one changes no other (R-08).

    Driven by a random of our own: Hypothesis draws the same few acts again and again, and from a
    hundred orders of it nobody was ever in contact.
    """

    def __init__(self, cast: Cast, badges: Mapping[str, Badge], random: Random) -> None:
        self.cast, self.badges, self.random = cast, badges, random
        self.attempts = attempts_of(cast)
        self.known: list[Expected] = []
        self.told: list[str] = []
        self.last: tuple[Expected, Act] | None = None

    async def begin(self) -> None:
        for _ in range(2):
            self.known.append(Expected((await self.cast.draft()).id))
        for _ in range(2):
            sent = await self.cast.sent()
            made = Expected(sent.referral.id, receipt=sent.receipt)
            made.agree(self.cast.clock())
            made.send()
            self.known.append(made)

    async def step(self) -> None:
        one, what = self.random.choice(self.known), self.random.choice(STEPS)
        self._tell(one, what)
        await OTHERS[what](self, one)

    async def end(self) -> None:
        for one in self.known:
            await self._compare(one)

    def _tell(self, one: Expected, *said: object) -> None:
        """For whoever has to find out what went wrong."""
        where = f"{self.known.index(one)} {one.state}/{one.consent}"
        self.told.append(" ".join(map(str, (where, *said))))

    async def _pass_time(self, _: Expected) -> None:
        self.cast.clock.advance(self.random.choice(HOURS) * 3600)

    async def _open_as_stranger(self, one: Expected) -> None:
        badge, side = self.badges[self.random.choice(STRANGERS)], self.random.choice(SIDES)
        await refused(partial(open_payload, self.cast.office, badge, one.id, side), NotFound)

    async def _keep_time(self, one: Expected) -> None:
        """Only for what waits: the clock asks for nothing else."""
        if one.state in ENDED:
            return
        due = await keep_time(self.cast.office, one.id)
        # However late the clock comes: what nobody answered had lapsed before its consent ended.
        lapsed_first = one.state is State.SENT and Due.LAPSE in due
        assert (Due.EXPIRE in due) == (not lapsed_first and one.settle(self.cast.clock()))
        if Due.LAPSE in due:
            assert one.against(Event.LAPSE, Party.CLOCK, "") is None
            one.move(Event.LAPSE)
        await self._compare(one)

    async def _attempt(self, one: Expected) -> None:
        name = self.random.choice(wanted(one))
        tried, reason = self.attempts[name], self.random.choice(reasons_of(one, name))
        player = self.random.choice((*tried.players * 3, *STRANGERS))
        is_stale = self.random.random() < 0.2
        self._tell(one, name, player, repr(reason), "stale" if is_stale else "")
        badge, version = self.badges[player], (await Referral.get(id=one.id)).version
        once = Once(uuid4().hex, version - is_stale if tried.takes_version else None)
        was_over = one.is_over(self.cast.clock())
        why = self._expect(one, tried, player, reason, is_stale=is_stale)
        before = await self._rows(one) if why and not was_over else None

        async def act() -> Any:
            return await tried.do(self.cast.office, badge, one.id, once, reason)

        result = await refused(act, why)
        if why is None:
            tried.then(one, player, self.cast.clock())
            self.last = (one, act)
            if isinstance(result, Sent):
                one.receipt = result.receipt
        elif before is not None:
            assert await self._rows(one) == before
        await self._compare(one)

    def _expect(
        self, one: Expected, tried: Attempt, player: str, reason: str, *, is_stale: bool
    ) -> type[Exception] | None:
        if player in STRANGERS or (player in DESK and not one.was_sent):
            return NotFound
        was_over = one.settle(self.cast.clock())
        if tried.takes_version and (is_stale or was_over):
            return Stale
        return tried.against(one, reason, player)

    async def _purge(self, _: Expected) -> None:
        """Of all that there is; a year after the end nothing is left of a referral."""
        now = self.cast.clock()
        rows = {row.id: row for row in await Referral.all()}
        await purge(referral_rules(self.cast.office))
        for one in list(self.known):
            row = rows[one.id]
            if row.ended_at is not None:
                one.purge(now - row.ended_at, now)
            elif one.state is State.DRAFT and row.moved_at <= now - MONTH:
                one.move(Event.VOID)
        for one in [one for one in self.known if one.is_deleted]:
            self.known.remove(one)
            assert not await Referral.exists(id=one.id)
        await self.end()

    async def _withdraw_by_code(self, one: Expected) -> None:
        if one.receipt is None:
            return
        code, request = one.receipt, uuid4().hex

        async def act() -> Any:
            return await taking.withdraw_by_code(self.cast.office, code, request)

        await refused(act, NotFound if one.is_forgotten else None)
        if not one.is_forgotten:
            one.settle(self.cast.clock())
            one.withdraw()
            self.last = (one, act)
        await self._compare(one)

    async def _again(self, _: Expected) -> None:
        """The newest request once more: a page was sent twice, or its answer was lost."""
        if self.last is None:
            return
        one, act = self.last
        if one.state not in ENDED:
            await self._keep_time(one)
        before = await self._rows(one)
        try:
            result = await act()
        except (ConsentEnded, NotFound):
            # What would be shown again is gone, and only a sending and a code show something.
            assert one.is_shredded
        else:
            assert not isinstance(result, Sent) or result.receipt == one.receipt
        assert await self._rows(one) == before

    async def _compare(self, one: Expected) -> None:
        """The rows, and then every way to open it."""
        referral = await Referral.get(id=one.id).select_related("consent")
        consent = referral.consent.state if referral.consent else ""
        assert (referral.state, consent) == (one.state, one.consent)
        keys = await SealedKey.filter(referral_id=one.id, sealed__isnull=False)
        holders = {key.holder for key in keys}
        if one.is_shredded:
            assert not holders
            assert not await SealedPayload.exists(referral_id=one.id)
        if one.state in ENDED:
            assert not holders & {"recipient", "link"}
        # The receipt first: the others end what is over, and it has to refuse by itself.
        await self._try_the_receipt(one)
        for side in SIDES:
            await self._try_to_open(one, side)

    async def _try_to_open(self, one: Expected, side: Side) -> None:
        """The desk of what was never sent to it is a stranger, and brings nothing about."""
        is_stranger = side is Side.RECIPIENT and not one.was_sent
        if not is_stranger:
            one.settle(self.cast.clock())
        opens = not is_stranger and one.opens_for(side, self.cast.clock())
        badge = self.badges["worker" if side is Side.SENDER else "desk"]

        async def act() -> Any:
            return await open_payload(self.cast.office, badge, one.id, side)

        why = NotFound if is_stranger else ConsentEnded
        payload = await refused(act, None if opens else why)
        assert (payload is not None) == opens

    async def _try_the_receipt(self, one: Expected) -> None:
        if one.receipt is None:
            return
        code = one.receipt

        async def act() -> Any:
            return await read_receipt(self.cast.office, code)

        receipt = await refused(act, NotFound if one.is_forgotten else None)
        if receipt is not None:
            opens = one.opens_for(Side.FAMILY, self.cast.clock())
            assert (receipt.payload is not None, receipt.code is not None) == (opens, opens)

    async def _rows(self, one: Expected) -> list[Any]:
        """All that an act could change."""
        last = await AuditLine.all().order_by("-seq").first()
        return [
            *await Referral.filter(id=one.id).values(),
            *await Referral.filter(id=one.id).values("consent__state", "consent__state_at"),
            *await SealedKey.filter(referral_id=one.id).order_by("holder").values(),
            *await SealedPayload.filter(referral_id=one.id).values(),
            last.seq if last else 0,
        ]


async def refused(act: Act, why: type[Exception] | None) -> Any:
    """What the act gives; None where it is refused, as it ought to be."""
    if why is None:
        return await act()
    with pytest.raises((Refused, NotFound)) as refusal:
        await act()
    assert refusal.type is why
    return None


def wanted(one: Expected) -> tuple[str, ...]:
    """Every act, and more often those that lead on from here and not to an end."""
    if one.state is State.DRAFT:
        return (*NAMES, *("send" if one.consent == "active" else "agree",) * 8)
    lead_on = [
        event.value
        for (state, event), move in MOVES.items()
        if state is one.state and move.to not in ENDED
    ]
    return (*NAMES, *lead_on * 8)


def reasons_of(one: Expected, name: str) -> tuple[str, ...]:
    """Those that the move takes, and two that it does not."""
    move = MOVES.get((one.state, EVENTS[name])) if name in EVENTS else None
    if move is None or not move.reasons:
        return ("",)
    return (*move.reasons, *move.reasons, "", "because of Ana")


OTHERS: dict[str, Callable[[Lives, Expected], Awaitable[None]]] = {
    "attempt": Lives._attempt,
    "time": Lives._pass_time,
    "open": Lives._open_as_stranger,
    "clock": Lives._keep_time,
    "purge": Lives._purge,
    "code": Lives._withdraw_by_code,
    "again": Lives._again,
}
STEPS = (*("attempt",) * 12, "again", *OTHERS)
