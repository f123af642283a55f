"""What is past its time goes, what is not stays, and the audit can still be checked."""

import asyncio
from pathlib import Path
from uuid import uuid4

import pytest

from directory.accounts.actions.members import disable_member, end_membership
from directory.accounts.audit_cuts import find_start
from directory.accounts.chain import BEGINNING, Break
from directory.accounts.checkpoints import check_audit, make_checkpoint
from directory.accounts.ledger import Actor, note, turn
from directory.accounts.models import (
    AuditCut,
    AuditLine,
    Invitation,
    Member,
    Membership,
    Passkey,
    Seat,
    Session,
)
from directory.accounts.office import Office
from directory.accounts.purge import purge
from directory.accounts.retention import account_rules
from directory.accounts.roles import Role
from directory.errors import VerbRefused
from tests.accounts.browser import Browser
from tests.accounts.cast import HOUSE, Cast
from tests.accounts.clock import SetClock
from tests.accounts.inviting import invite_somebody

DAY = 24 * 3600


async def purged(office: Office, *, is_rehearsal: bool = False) -> dict[str, int]:
    report = await purge(account_rules(office), is_rehearsal=is_rehearsal)
    return {each.rule.what: each.count for each in report}


async def broken(office: Office, folder: Path) -> tuple[int, Break] | None:
    found = (await check_audit(office, folder)).broken
    return (found.seq, found.how) if found else None


async def test_who_left_is_deleted_after_twelve_months_and_not_before(
    caseworker: Browser, office: Office, cast: Cast, clock: SetClock
) -> None:
    member = cast.caseworker.member
    await caseworker.post("/en/staff/account/leave", password=cast.caseworker.password)
    clock.advance(365 * DAY - 1)
    assert (await purged(office))["accounts that left or were stopped"] == 0
    assert await Member.filter(id=member.id).exists()
    clock.advance(1)

    assert (await purged(office))["accounts that left or were stopped"] == 1
    assert not await Member.filter(id=member.id).exists()
    assert not await Membership.filter(member_id=member.id).exists()
    assert await Member.filter(id=cast.lead.member.id).exists()


async def test_who_was_stopped_goes_too_with_all_that_was_theirs(
    office: Office, cast: Cast, clock: SetClock
) -> None:
    member = cast.caseworker.member
    await disable_member(office, HOUSE, member)
    clock.advance(365 * DAY)
    await purged(office)

    for model in (Membership, Passkey, Seat, Session):
        assert not await model.filter(member_id=member.id).exists()
    line = await AuditLine.filter(action="account_deleted").get()
    assert (line.object_id, line.before) == (member.id, "suspended")


async def test_sessions_and_invitations_go_when_they_are_over(
    lead: Browser, office: Office, cast: Cast, clock: SetClock
) -> None:
    await invite_somebody(office, "new@harbour.example", cast.team)
    before = await Session.all().count()
    assert (await purged(office))["sessions that are over"] == 0
    clock.advance(8 * 3600)
    report = await purged(office)
    assert report["sessions that are over"] == before
    assert report["counts of wrong guesses"] > 0
    assert not await Session.all().exists()
    assert await Invitation.filter(used_at=None).count() == 1
    clock.advance(72 * 3600)

    assert (await purged(office))["invitations"] > 1
    assert not await Invitation.all().exists()


async def test_a_rehearsal_says_the_same_and_changes_nothing(
    office: Office, cast: Cast, clock: SetClock
) -> None:
    await disable_member(office, HOUSE, cast.caseworker.member)
    clock.advance(731 * DAY)
    before = [await model.all().count() for model in (Member, AuditLine, Session, Invitation)]
    rehearsed = await purged(office, is_rehearsal=True)
    after = [await model.all().count() for model in (Member, AuditLine, Session, Invitation)]

    assert before == after
    assert rehearsed["accounts that left or were stopped"] == 1
    # The rehearsed deletion of the account was taken back, with its line in the audit.
    assert rehearsed == await purged(office) | {"lines of the audit": before[1] - 1}


async def test_lines_of_two_years_ago_go_and_the_chain_stays_whole(
    office: Office, cast: Cast, clock: SetClock, tmp_path: Path
) -> None:
    old = await AuditLine.all().count()
    clock.advance(400 * DAY)
    kept = await make_checkpoint(office, tmp_path)
    assert kept is not None
    clock.advance(330 * DAY)
    assert (await purged(office))["lines of the audit"] == old

    assert (await AuditLine.all().order_by("seq").first()).seq == old + 1  # type: ignore[union-attr]  # there are newer ones
    assert await broken(office, tmp_path) is None
    assert (await find_start(office)).seq == old
    clock.advance(800 * DAY)
    await purged(office)
    assert await AuditCut.all().count() == 1
    assert await broken(office, tmp_path) is None
    async with turn():
        await note(office, Actor(), "settings_changed")
    assert await broken(office, tmp_path) is None


async def test_who_has_only_the_database_cannot_say_that_lines_were_old(
    office: Office, cast: Cast, tmp_path: Path
) -> None:
    line = await AuditLine.get(seq=9)
    await AuditLine.filter(seq__lte=9).delete()
    await AuditCut.create(seq=9, mac=line.mac, at=office.clock(), seal="0" * 64)

    assert await find_start(office) == BEGINNING
    assert await broken(office, tmp_path) == (1, Break.MISSING)


async def test_a_cut_that_was_changed_counts_for_nothing(
    office: Office, cast: Cast, clock: SetClock, tmp_path: Path
) -> None:
    clock.advance(731 * DAY)
    await purged(office)
    await AuditCut.all().update(mac="0" * 64)

    assert await broken(office, tmp_path) == (1, Break.MISSING)


async def test_a_broken_chain_is_not_cut(office: Office, cast: Cast, clock: SetClock) -> None:
    """Otherwise the purge would destroy what shows where it was broken."""
    await AuditLine.filter(seq=5).update(action="signed_out")
    before = await AuditLine.all().count()
    clock.advance(731 * DAY)
    with pytest.raises(VerbRefused, match="broken at line 5: changed"):
        await purged(office)

    assert await AuditLine.filter(seq__lte=before).count() == before


async def test_two_nodes_at_once_do_it_once(office: Office, cast: Cast, clock: SetClock) -> None:
    for role in (Role.CASEWORKER, Role.RECIPIENT):
        await disable_member(office, HOUSE, cast.players[role].member)
    clock.advance(365 * DAY)
    one, other = await asyncio.gather(purged(office), purged(office))

    name = "accounts that left or were stopped"
    assert sorted((one[name], other[name])) == [0, 2]
    assert await AuditLine.filter(action="account_deleted").count() == 2


async def test_a_role_that_ended_goes_with_its_member_alone(
    office: Office, cast: Cast, clock: SetClock
) -> None:
    """Who still works here keeps a record of where they worked."""
    held = await Membership.get(member_id=cast.caseworker.member.id).select_related(
        "member", "team"
    )
    await end_membership(office, HOUSE, held)
    clock.advance(400 * DAY)
    await purged(office)

    assert await Membership.filter(id=held.id).exists()
    assert not await Membership.filter(id=uuid4()).exists()
