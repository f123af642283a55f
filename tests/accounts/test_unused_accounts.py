"""An account that nobody uses goes after a year; its owner is told before, and can keep it."""

from datetime import timedelta
from pathlib import Path

from directory.accounts.actions.members import disable_member
from directory.accounts.checkpoints import check_audit
from directory.accounts.key_store import load_team_keys
from directory.accounts.models import AuditLine, Member, Seat
from directory.accounts.office import Office
from directory.accounts.purge import purge
from directory.accounts.retention import account_rules
from directory.accounts.roles import Role
from directory.languages.localizer import get_localizer
from directory.privacy.retention import Purged
from tests.accounts.browser import Browser
from tests.accounts.cast import HOUSE, Cast, Player
from tests.accounts.clock import SetClock
from tests.accounts.conftest import signed_in

DAY = 24 * 3600
SUBJECT = "Subject: Your account"
GOES = "You have not signed in for a long time."


async def purged(office: Office, *, is_rehearsal: bool = False) -> Purged:
    """What became of unused accounts."""
    report = await purge(account_rules(office), is_rehearsal=is_rehearsal)
    [found] = [each for each in report if each.rule.what == "accounts that nobody uses"]
    return found


def letters_to(office: Office, player: Player) -> list[str]:
    mails = [path.read_text("utf-8") for path in office.mailbox.folder.glob("*")]
    return [text for text in mails if f"To: {player.email}" in text and GOES in text]


async def use_all_but(cast: Cast, office: Office, *unused: Player) -> None:
    """As if everybody else signed in today."""
    others = Member.exclude(id__in=[each.member.id for each in unused])
    await others.update(used_on=office.clock().date(), warned_on=None)


async def test_a_mail_comes_thirty_days_before_and_the_account_goes_on_the_day_it_names(
    office: Office, cast: Cast, clock: SetClock, tmp_path: Path
) -> None:
    worker = cast.caseworker
    goes_on = office.clock().date() + timedelta(days=365)
    clock.advance(334 * DAY)
    await use_all_but(cast, office, worker)
    assert (await purged(office)).warned == 0
    clock.advance(DAY)
    assert (await purged(office)).warned == 1
    assert (await purged(office)).warned == 0
    [mail] = letters_to(office, worker)
    assert SUBJECT in mail
    assert f"On {get_localizer('en').date(goes_on)} your account" in mail.replace("=\n", "")

    clock.advance(29 * DAY)
    assert (await purged(office)).count == 0
    clock.advance(DAY)
    assert (await purged(office)).count == 1
    assert not await Member.filter(id=worker.member.id).exists()
    assert not await Seat.filter(member_id=worker.member.id).exists()
    assert await AuditLine.filter(action="account_deleted", object_id=worker.member.id).exists()
    assert (await check_audit(office, tmp_path)).broken is None


async def test_who_signs_in_after_the_mail_keeps_it_and_is_told_again_next_time(
    browser: Browser, office: Office, cast: Cast, clock: SetClock
) -> None:
    worker = cast.caseworker
    clock.advance(340 * DAY)
    await use_all_but(cast, office, worker)
    await purged(office)
    await signed_in(browser, worker)
    clock.advance(60 * DAY)
    assert (await purged(office)).count == 0
    clock.advance(280 * DAY)
    await use_all_but(cast, office, worker)

    assert (await purged(office)).warned == 1
    assert len(letters_to(office, worker)) == 2


async def test_nobody_goes_who_could_not_be_told(
    office: Office, cast: Cast, clock: SetClock
) -> None:
    clock.advance(400 * DAY)
    await use_all_but(cast, office, cast.caseworker)
    office.mailbox.folder.rename(office.mailbox.folder.with_name("elsewhere"))
    office.mailbox.folder.write_text("no folder", "ascii")
    for _ in range(3):
        report = await purged(office)
        assert (report.count, report.warned) == (0, 0)
        clock.advance(40 * DAY)

    assert await Member.filter(id=cast.caseworker.member.id).exists()


async def test_a_team_gets_a_key_that_the_unused_account_never_had(
    office: Office, cast: Cast, clock: SetClock
) -> None:
    before = len((await load_team_keys(cast.team.id)).generations)
    clock.advance(400 * DAY)
    await use_all_but(cast, office, cast.caseworker)
    await purged(office)
    clock.advance(30 * DAY)
    await purged(office)
    keys = await load_team_keys(cast.team.id)

    assert len(keys.generations) == before + 1
    assert str(cast.caseworker.member.id) not in keys.current.seats


async def test_nobody_goes_on_whom_others_depend(
    office: Office, cast: Cast, clock: SetClock
) -> None:
    """The last operator, the lead of a team at work: they are told, and stay."""
    unused = (cast.operator, cast.lead, cast.players[Role.EDITOR])
    clock.advance(400 * DAY)
    await use_all_but(cast, office, *unused)
    assert (await purged(office)).warned == 3
    clock.advance(30 * DAY)
    await use_all_but(cast, office, *unused)

    assert (await purged(office)).count == 1
    left = {each.id for each in await Member.filter(id__in=[each.member.id for each in unused])}
    assert left == {cast.operator.member.id, cast.lead.member.id}


async def test_a_rehearsal_writes_no_mail_and_deletes_nothing(
    office: Office, cast: Cast, clock: SetClock
) -> None:
    clock.advance(400 * DAY)
    await use_all_but(cast, office, cast.caseworker)
    rehearsed = await purged(office, is_rehearsal=True)

    assert (rehearsed.count, rehearsed.warned) == (0, 1)
    assert letters_to(office, cast.caseworker) == []
    assert (await Member.get(id=cast.caseworker.member.id)).warned_on is None


async def test_those_of_the_demonstration_and_the_stopped_get_no_mail(
    office: Office, cast: Cast, clock: SetClock
) -> None:
    await disable_member(office, HOUSE, cast.stranger.member)
    await Member.filter(id=cast.caseworker.member.id).update(is_demo=True)
    clock.advance(350 * DAY)
    await use_all_but(cast, office, cast.stranger, cast.caseworker)

    assert (await purged(office)).warned == 0
