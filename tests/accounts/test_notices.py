"""A mail that something waits leaves once, whatever goes wrong on the way."""

import asyncio
from dataclasses import replace
from email import message_from_bytes
from email.message import Message
from email.policy import default
from pathlib import Path

import pytest

from directory.accounts.ledger import turn
from directory.accounts.models import Member, Notice
from directory.accounts.notices import leave_notices, post_notices
from directory.accounts.office import Office
from tests.accounts.cast import Cast
from tests.accounts.clock import SetClock


def mails(office: Office) -> list[Message]:
    return [
        message_from_bytes(path.read_bytes(), policy=default)
        for path in sorted(office.mailbox.folder.glob("*"))
    ]


@pytest.fixture
async def people(office: Office, cast: Cast) -> list[Member]:
    """Two of the cast, who have read their mails of joining."""
    for path in office.mailbox.folder.glob("*"):
        path.unlink()
    return [cast.lead.member, cast.caseworker.member]


async def test_much_that_waits_is_one_mail_to_each_that_does_not_say_what(
    office: Office, people: list[Member]
) -> None:
    async with turn():
        await leave_notices(office, [each.id for each in people])
    async with turn():
        await leave_notices(office, [people[0].id, people[0].id])

    assert await Notice.all().count() == 3
    assert await post_notices(office) == 2
    assert {mail["To"] for mail in mails(office)} == {each.email for each in people}
    assert all(mail["Subject"] == "You have an update · Handrail" for mail in mails(office))
    assert not await Notice.exists()
    assert await post_notices(office) == 0


async def test_an_act_that_is_undone_leaves_no_notice(office: Office, people: list[Member]) -> None:
    async def act() -> None:
        async with turn():
            await leave_notices(office, [people[0].id])
            raise LookupError

    with pytest.raises(LookupError):
        await act()

    assert await post_notices(office) == 0


async def test_two_at_once_mail_it_once(office: Office, people: list[Member]) -> None:
    async with turn():
        await leave_notices(office, [each.id for each in people])

    posted = await asyncio.gather(*(post_notices(office) for _ in range(3)))

    assert sum(posted) == len(mails(office)) == 2


async def test_what_could_not_leave_leaves_the_next_time(
    office: Office, people: list[Member], tmp_path: Path
) -> None:
    nowhere = replace(office, mailbox=replace(office.mailbox, url="smtp://127.0.0.1:1"))
    async with turn():
        await leave_notices(office, [people[0].id])

    assert await post_notices(nowhere) == 0
    assert await post_notices(office) == 1


async def test_who_crashed_with_a_notice_in_hand_is_followed_by_another_under_one_number(
    office: Office, clock: SetClock, people: list[Member]
) -> None:
    async with turn():
        await leave_notices(office, [people[0].id])
    number = (await Notice.get()).id
    await Notice.all().update(taken_at=clock.now)

    assert await post_notices(office) == 0
    clock.advance(16 * 60)
    assert await post_notices(office) == 1
    [mail] = mails(office)
    assert mail["Message-ID"].startswith(f"<{number}@")


async def test_who_is_fictional_or_has_left_is_mailed_nothing(
    office: Office, people: list[Member]
) -> None:
    async with turn():
        await leave_notices(office, [each.id for each in people])
    await Member.filter(id=people[0].id).update(is_demo=True)
    await Member.filter(id=people[1].id).update(status="left")

    assert await post_notices(office) == 0
    assert mails(office) == []
    assert not await Notice.exists()
