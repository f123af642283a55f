"""Workers that are killed at random moments, each of which first looks at what the last one left.

Run as a program of its own: `python -m tests.referrals.proofs.crashing '{"url": …}'`. It imports
everything once and forks, so that a worker costs milliseconds. A worker writes down in a pipe what
it is about to do and what was acknowledged; the pipe outlives it.
"""

import asyncio
import json
import os
import signal
import sys
import traceback
from collections import Counter
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from time import sleep
from typing import Any
from uuid import UUID, uuid4

from directory.accounts.checkpoints import check_audit
from directory.accounts.models import AuditLine, Member
from directory.accounts.totp import TotpSecret
from directory.catalog.models import Service
from directory.database import open_database
from directory.places.regions import parent_codes
from directory.privacy.codes import ReceiptCode, SessionToken
from directory.referrals.access import Side
from directory.referrals.actions.answering import accept, complete, decline
from directory.referrals.actions.by import Once
from directory.referrals.actions.opening import open_payload
from directory.referrals.actions.sending import Sent, send_referral
from directory.referrals.actions.taking_back import withdraw_by_code, withdraw_for_person
from directory.referrals.models import Referral, SealedKey, SealedPayload
from directory.referrals.opening_calendar import opening_calendar
from directory.referrals.reading import language, time_zone
from directory.referrals.receipts import read_receipt
from tests.accounts.cast import Player
from tests.accounts.clock import SetClock
from tests.accounts.staffed import cheap_office, settings_in
from tests.referrals.cast import Cast

PLAYERS = (
    *("worker", "colleague", "lead", "desk", "desk_lead"),
    *("stranger", "strange_desk", "operator"),
)
# What three acts take on a slow machine: later there is nothing left to interrupt.
LATEST_SECONDS = 0.13

Act = Callable[[Cast, "Life", Once], Awaitable[Any]]


@dataclass(slots=True)
class Life:
    """One referral and what its worker said of it. done: the acts that were acknowledged, in
    their order; begun: the one that was not, if any."""

    id: str
    story: Sequence[str]
    pages: dict[str, Once]
    done: list[str]
    begun: str = ""
    receipt: ReceiptCode | None = None


async def _send(cast: Cast, life: Life, page: Once) -> Sent:
    return await send_referral(cast.office, await cast.badge(cast.worker), life.id, page)


async def _accept(cast: Cast, life: Life, page: Once) -> Referral:
    return await accept(cast.office, await cast.badge(cast.desk), life.id, page)


async def _decline(cast: Cast, life: Life, page: Once) -> Referral:
    return await decline(cast.office, await cast.badge(cast.desk), life.id, page, "no_capacity")


async def _complete(cast: Cast, life: Life, page: Once) -> Referral:
    desk = await cast.badge(cast.desk)
    return await complete(cast.office, desk, life.id, page, "service_given")


async def _withdraw(cast: Cast, life: Life, page: Once) -> Referral:
    badge = await cast.badge(cast.colleague)
    return await withdraw_for_person(cast.office, badge, life.id, page.request_id, "on_their_word")


async def _withdraw_by_code(cast: Cast, life: Life, page: Once) -> None:
    assert life.receipt is not None
    await withdraw_by_code(cast.office, life.receipt, page.request_id)


# Each act, and the state that it leads to.
ACTS: Mapping[str, tuple[Act, str]] = {
    "send": (_send, "sent"),
    "accept": (_accept, "accepted"),
    "decline": (_decline, "declined"),
    "complete": (_complete, "completed"),
    "withdraw": (_withdraw, "withdrawn"),
    "withdraw_by_code": (_withdraw_by_code, "withdrawn"),
}
STORIES = (
    ("send", "withdraw"),
    ("send", "accept", "withdraw_by_code"),
    ("send", "accept", "complete"),
    ("send", "decline"),
)
# What belongs to a state: the consent's, who holds a key, and whether there is a payload.
WHOLE: Mapping[str, tuple[str, set[str], bool]] = {
    "draft": ("active", {"sender"}, True),
    "sent": ("in_use", {"sender", "recipient", "receipt"}, True),
    "accepted": ("in_use", {"sender", "recipient", "receipt"}, True),
    "declined": ("spent", {"sender", "receipt"}, True),
    "completed": ("spent", {"sender", "receipt"}, True),
    "withdrawn": ("withdrawn", set(), False),
}


async def work(cast: Cast, number: int, pipe: int) -> None:
    """One referral through its story, telling the pipe of each act before and after."""
    ready = await cast.consented()
    story = STORIES[number % len(STORIES)]
    life = Life(ready.id, story, {}, [])
    tell(pipe, ready=ready.id, story=story)
    version = ready.version
    for name in story:
        page = Once(uuid4().hex, None if name.startswith("withdraw") else version)
        tell(pipe, begun=name, request=page.request_id, version=page.version)
        result = await ACTS[name][0](cast, life, page)
        if isinstance(result, Sent):
            life.receipt, version = result.receipt, result.referral.version
            tell(pipe, done=name, receipt=life.receipt.reveal())
        else:
            version += 1
            tell(pipe, done=name)


def tell(pipe: int, **said: object) -> None:
    os.write(pipe, json.dumps(said).encode() + b"\n")


def life_of(lines: Sequence[Mapping[str, Any]]) -> Life:
    first, *others = lines
    life = Life(first["ready"], first["story"], {}, [])
    for line in others:
        if "begun" in line:
            life.begun = line["begun"]
            life.pages[life.begun] = Once(line["request"], line["version"])
        else:
            life.done.append(line["done"])
            life.begun = ""
            if "receipt" in line:
                life.receipt = ReceiptCode(line["receipt"])
    return life


async def check(cast: Cast, life: Life) -> None:
    """What was acknowledged is there, what was not is there or is not; then it goes on."""
    before = ACTS[life.done[-1]][1] if life.done else "draft"
    after = ACTS[life.begun][1] if life.begun else before
    state = await look(life)
    assert state in {before, after}, (state, before, after)
    name = life.begun or (life.done[-1] if life.done else "")
    if name:
        # As somebody does whose page never came: the same request again.
        result = await ACTS[name][0](cast, life, life.pages[name])
        if isinstance(result, Sent):
            assert life.receipt in {None, result.receipt}
            life.receipt = result.receipt
    assert await look(life) == after
    lines = AuditLine.filter(object_id=UUID(life.id), action="referral_moved").order_by("seq")
    told = [line.after for line in await lines]
    assert told == ["draft", *(ACTS[each][1] for each in life.pages)]
    await read(cast, life, is_there=after != "withdrawn")


async def look(life: Life) -> str:
    """The state, once it is sure that all of it is as it belongs to this state."""
    referral = await Referral.get(id=life.id).select_related("consent")
    keys = await SealedKey.filter(referral_id=life.id, sealed__isnull=False)
    has_payload = await SealedPayload.exists(referral_id=life.id)
    assert referral.consent is not None
    found = (referral.consent.state, {key.holder for key in keys}, has_payload)
    assert found == WHOLE[referral.state], (referral.state, found)
    assert (referral.sent_at is not None) == (referral.state != "draft")
    assert (referral.ended_at is not None) == (referral.state not in {"draft", "sent", "accepted"})
    return referral.state


async def read(cast: Cast, life: Life, *, is_there: bool) -> None:
    """The keys fit the payload: not the one of an old sealing, the other of a new one."""
    if is_there:
        await open_payload(cast.office, await cast.badge(cast.worker), life.id, Side.SENDER)
    if life.receipt is not None:
        receipt = await read_receipt(cast.office, life.receipt)
        assert (receipt.payload is not None) == is_there


@dataclass(frozen=True, slots=True)
class Setup:
    """people: member's id and session by name."""

    url: str
    folder: str
    service: str
    strange: str
    people: Mapping[str, tuple[str, str]]
    seed: int
    kills: int

    async def cast(self) -> Cast:
        clock = SetClock()
        players = {}
        for name, (member, token) in self.people.items():
            found = await Member.get(id=member)
            players[name] = Player(found, "", TotpSecret(b""), (), SessionToken(token))
        office = cheap_office(settings_in(self.url, Path(self.folder)), clock)
        service = await Service.get(id=self.service)
        strange = await Service.get(id=self.strange)
        return Cast(office, clock, service, strange, **players)


async def live(setup: Setup, number: int, left: Life | None, pipe: int) -> None:
    async with open_database(setup.url):
        cast = await setup.cast()
        if left is not None:
            await check(cast, left)
        if number < setup.kills:
            await work(cast, number, pipe)
            await asyncio.sleep(60)
        else:
            checked = await check_audit(cast.office, Path(setup.folder))
            assert checked.broken is None


def fork(setup: Setup, number: int, left: Life | None) -> tuple[int, int]:
    """The worker's process id, and where it is heard."""
    heard, pipe = os.pipe()
    if process := os.fork():
        os.close(pipe)
        return process, heard
    code = 1
    try:
        asyncio.run(live(setup, number, left, pipe))
        code = 0
    except BaseException:  # noqa: BLE001 - a fork must never come back into the loop below
        traceback.print_exc()
    finally:
        os._exit(code)


def read_ahead() -> None:
    """What the program reads from its files when it first needs it: once, not in every fork."""
    opening_calendar(None, "ES")
    language("es")
    time_zone("Europe/Madrid")
    parent_codes("ES-VC")


def main(setup: Setup) -> None:
    read_ahead()
    random, left, interrupted = Random(setup.seed), None, Counter[str]()  # noqa: S311 - so that it can be repeated
    for number in range(setup.kills):
        process, heard = fork(setup, number, left)
        with os.fdopen(heard, "rb") as lines:
            said = [lines.readline()]
            sleep(random.uniform(0, LATEST_SECONDS))
            os.kill(process, signal.SIGKILL)
            _, status = os.waitpid(process, 0)
            said += lines.readlines()
        if not said[0] or os.waitstatus_to_exitcode(status) != -signal.SIGKILL:
            sys.exit(f"worker {number} of seed {setup.seed} ended by itself")
        left = life_of([json.loads(line) for line in said])
        interrupted[left.begun or "between two"] += 1
    process, _ = fork(setup, setup.kills, left)
    if os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]) != 0:
        sys.exit(f"the last look, seed {setup.seed}")
    json.dump(interrupted, sys.stdout)


if __name__ == "__main__":
    main(Setup(**json.loads(sys.argv[1])))
