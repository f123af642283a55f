"""Promises 6 and 7 on the bytes: what was said stands in no file, what was shredded is gone."""

from base64 import b64encode
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import chain
from pathlib import Path
from random import Random
from uuid import uuid4

import numpy as np
import numpy.typing as npt
import pytest

from directory.accounts.key_store import keys_of, load_team_keys
from directory.accounts.models import Member, Team
from directory.privacy.sealing import CannotOpen, Key, KeyPair
from directory.privacy.stretching import Password
from directory.referrals.actions.keeping_time import keep_time
from directory.referrals.actions.taking_back import withdraw_by_code
from directory.referrals.models import Referral, SealedKey, SealedPayload
from directory.referrals.sealed import (
    Bound,
    lock_of,
    open_closed_key,
    open_key_with,
    open_payload,
)
from tests.accounts.cast import Player
from tests.privacy.logs import captured_log
from tests.referrals.cast import Cast
from tests.referrals.proofs.files import begin_log, every_file
from tests.referrals.proofs.test_any_order import forgo_the_disk
from tests.referrals.proofs.year import Year

PLAYERS = ("worker", "colleague", "lead", "desk", "desk_lead", "stranger", "strange_desk")


@pytest.mark.reads_files_of_database
async def test_after_a_year_no_file_holds_what_was_said_or_what_was_shredded(
    peopled: tuple[str, Cast], cast: Cast, tmp_path: Path
) -> None:
    """Threat: the disk, its backups, the logs; for what has ended, with all passwords as well."""
    await forgo_the_disk()
    log_since = await begin_log(peopled[0])
    with captured_log() as log:
        year = year_of(cast)
        await year.live()
        # The newest waits, and can be opened: before its end nothing may be found either.
        waiting = (await year.sent()).referral.id
        files = await every_file(peopled[0], tmp_path, log_since)
    files["log"] = log.getvalue().encode()

    assert len(year.marks.numbers) > 30
    assert "a mail was written" in log.getvalue()
    assert found_in(files, chain.from_iterable(map(forms, year.marks.texts()))) == []
    open_ones = {each.referral_id for each in await SealedPayload.all()}
    shredded = [each for each in year.sealed if each not in open_ones]
    assert len(shredded) > 20
    assert (
        found_in(without_wal(files), chain.from_iterable(year.sealed[it] for it in shredded)) == []
    )
    # The search does find what is there.
    assert found_in(files, year.sealed[waiting]) != []


@pytest.mark.reads_files_of_database
async def test_the_last_day_of_a_consent_leaves_nothing_on_the_disk(
    peopled: tuple[str, Cast], cast: Cast, tmp_path: Path
) -> None:
    """An act that nobody does after it may come much later."""
    year, log_since = year_of(cast), await begin_log(peopled[0])
    await year.ask_for_all()
    sent = await year.sent()
    cast.clock.advance(timedelta(days=30).total_seconds())
    await keep_time(cast.office, sent.referral.id)

    files = without_wal(await every_file(peopled[0], tmp_path, log_since))
    assert found_in(files, year.sealed[sent.referral.id]) == []


def without_wal(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """PostgreSQL writes its log over by itself, some time later: DESIGN counts it as a backup."""
    return {name: it for name, it in files.items() if not name.startswith("wal ")}


async def test_all_passwords_together_open_it_before_a_withdrawal_and_nothing_after(
    cast: Cast,
) -> None:
    year = year_of(cast)
    await year.ask_for_all()
    await year.renew()
    sent = await year.sent()
    await year.renew()
    before = await rows_of(sent.referral.id)
    keys = await keys_opened_with_all(cast, year, before)
    assert before.payload is not None
    bound = Bound(sent.referral.id, sent.referral.consent_id or "", before.payload.version)
    assert {open_payload(before.payload.sealed, key, bound).urgency for key in keys} == {"routine"}
    holders = {each.holder for each in before.keys}
    assert holders == {"sender", "recipient", "receipt"}

    await withdraw_by_code(cast.office, sent.receipt, uuid4().hex)
    after = await rows_of(sent.referral.id)
    assert after.payload is None
    assert await keys_opened_with_all(cast, year, after) == []


def year_of(cast: Cast) -> Year:
    seeded = Random(20261125)  # noqa: S311 - so that it can be repeated
    return Year(replace(cast, office=replace(cast.office, may_note=True)), seeded)


def forms(text: str) -> Iterator[bytes]:
    """As it would stand in a file, in a dump of bytes, or in a mail."""
    said = text.encode()
    yield from (said, said.hex().encode())
    # Whatever stands before it, one of three ways to cut it into threes fits.
    yield from (b64encode(said[skip:])[: len(said) // 3 * 4 - 4] for skip in range(3))


def found_in(files: Mapping[str, bytes], wanted: Iterable[bytes]) -> list[str]:
    """The names of the files that hold any of them.

    By the first eight bytes of each, as numbers at every place: there are a thousand to look for.
    """
    sought = set(wanted)
    assert min(map(len, sought)) >= 8
    heads = np.unique(np.array([int.from_bytes(each[:8], "little") for each in sought], np.uint64))
    return [name for name, content in files.items() if _holds_any(content, heads, sought)]


def _holds_any(content: bytes, heads: npt.NDArray[np.uint64], sought: set[bytes]) -> bool:
    lengths = {len(each) for each in sought}
    # Most places are ruled out by two of the eight bytes.
    may_begin = np.zeros(1 << 16, bool)
    may_begin[heads & 0xFFFF] = True
    for skip in range(8):
        read = np.frombuffer(content[skip:][: (len(content) - skip) // 8 * 8], "<u8")
        places = np.flatnonzero(may_begin[read.view("<u2")[::4]])
        for at in (places[np.isin(read[places], heads)] * 8 + skip).tolist():
            if any(content[at : at + length] in sought for length in lengths):
                return True
    return False


@dataclass(frozen=True, slots=True)
class Stolen:
    """The rows of one referral."""

    referral: Referral
    keys: list[SealedKey]
    payload: SealedPayload | None


async def rows_of(referral_id: str) -> Stolen:
    return Stolen(
        await Referral.get(id=referral_id),
        await SealedKey.filter(referral_id=referral_id),
        await SealedPayload.get_or_none(referral_id=referral_id),
    )


async def keys_opened_with_all(cast: Cast, year: Year, stolen: Stolen) -> list[Key]:
    """With every password of every member, every generation of every team, and every code."""
    pairs = [pair for name in PLAYERS for pair in await pairs_of(getattr(cast, name))]
    locks = [
        lock_of(each, cast.office.keys.receipts, cast.office.cost) for each in year.marks.receipts
    ]
    found, name = [], stolen.referral.id
    for row in stolen.keys:
        sealed = row.sealed or b""
        for pair in pairs:
            with suppress(CannotOpen):
                found.append(open_key_with(sealed, pair.private, name, row.holder))
        for lock in locks:
            with suppress(CannotOpen):
                found.append(open_closed_key(sealed, lock.key, name, row.holder))
    return found


async def pairs_of(player: Player) -> list[KeyPair]:
    """Of the member, and all that it opens."""
    member = await Member.get(id=player.member.id)
    own = keys_of(member).unlock(Password(player.password))
    pairs = [own]
    for team in await Team.all():
        with suppress(CannotOpen):
            keys = await load_team_keys(team.id)
            pairs += keys.open_all(str(member.id), own).values()
    return pairs
