"""The verb `remind` as cron runs it, in processes of its own."""

import asyncio
import os
import sys
from asyncio.subprocess import PIPE, Process
from datetime import UTC, datetime, timedelta

import pytest

from directory.accounts.models import AuditLine, Notice
from directory.accounts.notices import post_notices
from directory.accounts.office import Office
from directory.referrals.models import Recipient, Referral
from directory.settings import ROOT, Settings
from tests.accounts.clock import SetClock
from tests.referrals.cast import ADULT, Cast
from tests.referrals.mailed import empty_mailbox, take_mails

SILENT = ["0  leads asked", "0  senders warned", "0  consents ended", "0  referrals lapsed"]

NO_LISTINGS = ["0  providers asked", "0  statements ended"]


@pytest.fixture
def clock() -> SetClock:
    """Three hours ago: what was sent today and not answered is due for a reminder."""
    return SetClock(datetime.now(UTC) - timedelta(hours=3))


@pytest.fixture
async def sent(cast: Cast, office: Office) -> Referral:
    await Recipient.all().update(answers_same_day=True)
    sent = await cast.sent({**ADULT, "urgency": "today"})
    empty_mailbox(office)
    return sent.referral


async def remind(settings: Settings, *options: str, **environment: str) -> Process:
    ours = {
        "HANDRAIL_DATABASE_URL": settings.database_url,
        "HANDRAIL_DATA_DIR": str(settings.data_dir),
        "HANDRAIL_SECRET_KEY": settings.secret_key,
        "HANDRAIL_SITE_URL": settings.site_url,
    }
    command = [sys.executable, "-m", "directory", "remind", *options]
    return await asyncio.create_subprocess_exec(
        *command, env={**os.environ, **ours, **environment}, cwd=ROOT, stdout=PIPE, stderr=PIPE
    )


async def said(process: Process) -> list[str]:
    out, err = await process.communicate()
    assert process.returncode == 0, err.decode()
    return [line.strip() for line in out.decode().splitlines()]


async def test_it_says_how_much_and_never_about_whom(
    settings: Settings, office: Office, sent: Referral
) -> None:
    foreseen = await said(await remind(settings, "--dry-run"))
    assert foreseen == [
        "1  desks reminded",
        *SILENT,
        "0  mails left",
        "0  mails wait",
        *NO_LISTINGS,
    ]
    assert not await AuditLine.filter(action="reminder_sent").exists()

    done = await said(await remind(settings))
    assert done == ["1  desks reminded", *SILENT, "2  mails left", "0  mails wait", *NO_LISTINGS]
    assert take_mails(office) == ["desk", "desk_lead"]


async def test_processes_that_run_at_once_remind_once(
    settings: Settings, office: Office, sent: Referral
) -> None:
    processes = await asyncio.gather(*(remind(settings) for _ in range(2)))
    lines = [await said(process) for process in processes]

    assert sorted(each[0] for each in lines) == ["0  desks reminded", "1  desks reminded"]
    assert await AuditLine.filter(action="reminder_sent").count() == 1
    assert take_mails(office) == ["desk", "desk_lead"]


async def test_one_that_is_killed_at_the_mail_server_loses_no_mail(
    settings: Settings, office: Office, clock: SetClock, sent: Referral
) -> None:
    reached = asyncio.Event()

    async def say_nothing(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        reached.set()
        await reader.read()
        writer.close()

    async with await asyncio.start_server(say_nothing, "127.0.0.1", 0) as server:
        port = server.sockets[0].getsockname()[1]
        process = await remind(settings, HANDRAIL_SMTP_URL=f"smtp://127.0.0.1:{port}")
        await asyncio.wait_for(reached.wait(), 60)
        process.kill()
        await process.wait()

    assert await AuditLine.filter(action="reminder_sent").count() == 1
    assert await Notice.all().count() == 2
    clock.now = datetime.now(UTC) + timedelta(minutes=16)
    assert await post_notices(office) == 2
    assert take_mails(office) == ["desk", "desk_lead"]
