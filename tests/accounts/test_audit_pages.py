"""The audit: complete, readable for those who lead, and no line can be changed unseen."""

import json
from pathlib import Path

import pytest

from directory.accounts.chain import Break
from directory.accounts.checkpoints import check_audit, make_checkpoint, read_checkpoints
from directory.accounts.house_keys import HouseKeys
from directory.accounts.ledger import Actor, WrongAuditKey, note, turn
from directory.accounts.models import AuditLine, Membership
from directory.accounts.office import Office
from tests.accounts.browser import Browser
from tests.accounts.cast import Cast
from tests.accounts.clock import SetClock


async def broken(office: Office, folder: Path) -> tuple[int, Break] | None:
    found = (await check_audit(office, folder)).broken
    return (found.seq, found.how) if found else None


async def test_all_that_the_cast_did_is_a_whole_chain(
    office: Office, cast: Cast, tmp_path: Path
) -> None:
    checked = await check_audit(office, tmp_path)

    assert checked.broken is None
    assert checked.lines == await AuditLine.all().count() > 30


@pytest.mark.parametrize(
    ("change", "how"),
    [
        ({"action": "signed_out"}, Break.CHANGED),
        ({"after": "operator"}, Break.CHANGED),
        ({"actor": "command_line"}, Break.CHANGED),
        ({"team_id": None}, Break.CHANGED),
    ],
)
async def test_a_changed_line_is_found(
    office: Office, cast: Cast, tmp_path: Path, change: dict[str, str | None], how: Break
) -> None:
    line = await AuditLine.filter(action="role_given", team_id__not_isnull=True).first()
    assert line is not None
    await AuditLine.filter(seq=line.seq).update(**change)

    assert await broken(office, tmp_path) == (line.seq, how)


async def test_a_missing_line_is_found(office: Office, cast: Cast, tmp_path: Path) -> None:
    await AuditLine.filter(seq=7).delete()

    assert await broken(office, tmp_path) == (7, Break.MISSING)


async def test_lines_cut_off_at_the_end_are_found_by_the_checkpoint(
    office: Office, cast: Cast, tmp_path: Path
) -> None:
    kept = await make_checkpoint(office, tmp_path)
    assert kept is not None
    assert await broken(office, tmp_path) is None
    await AuditLine.filter(seq=kept.seq).delete()

    assert await broken(office, tmp_path) == (kept.seq, Break.MISSING)


async def test_a_checkpoint_is_kept_each_day_and_mailed_to_operators(
    office: Office, cast: Cast, clock: SetClock, tmp_path: Path
) -> None:
    folder = tmp_path / "audit"
    first = await make_checkpoint(office, folder)
    assert await make_checkpoint(office, folder) is None
    clock.advance(24 * 3600)
    second = await make_checkpoint(office, folder)

    assert read_checkpoints(folder) == [first, second]
    mails = [each.read_text("utf-8") for each in office.mailbox.folder.iterdir()]
    for checkpoint in (first, second):
        assert checkpoint is not None
        [mail] = [text for text in mails if f"{checkpoint.seq} {checkpoint.mac}" in text]
        assert f"To: {cast.operator.email}" in mail


async def test_an_act_is_refused_where_the_newest_line_is_not_ours(
    office: Office, cast: Cast
) -> None:
    """Otherwise whoever changes the last line would have it signed over by the next act."""
    newest = await AuditLine.all().order_by("-seq").first()
    assert newest is not None
    await AuditLine.filter(seq=newest.seq).update(action="signed_out")
    with pytest.raises(WrongAuditKey):
        async with turn():
            await note(office, Actor(), "settings_changed")


async def test_an_operator_reads_all_of_it_and_a_lead_the_own_team(
    operator: Browser, lead: Browser, cast: Cast
) -> None:
    all_of_it = (await operator.get("/en/staff/audit")).text
    own = (await lead.get("/en/staff/audit")).text

    assert "Far team" in all_of_it
    assert cast.stranger.member.name in all_of_it
    assert "Far team" not in own
    assert cast.stranger.member.name not in own
    assert cast.caseworker.member.name in own


async def test_a_lead_reads_older_lines_page_by_page(
    lead: Browser, office: Office, cast: Cast
) -> None:
    membership = await Membership.get(member_id=cast.lead.member.id)
    async with turn():
        for _ in range(120):
            await note(office, Actor.of(membership), "settings_changed")
    page = (await lead.get("/en/staff/audit")).text
    older = page.partition("/en/staff/audit?before=")[2].partition('"')[0]

    assert older.isdecimal()
    assert (await lead.get(f"/en/staff/audit?before={older}")).text != page


async def test_taking_the_audit_away_asks_for_the_second_factor_and_is_a_line_itself(
    lead: Browser, cast: Cast
) -> None:
    path = "/en/staff/audit/export"
    assert (await lead.post(path)).headers["location"].startswith("/en/staff/confirm?next=")
    await lead.confirm(cast.lead.secret)
    await lead.get("/en/staff/audit")
    answer = await lead.post(path)

    lines = [json.loads(line) for line in answer.text.splitlines()]
    assert lines[0]["action"] == "audit_exported"
    assert {line["team"] for line in lines} == {str(cast.team.id)}
    assert answer.headers["cache-control"] == "no-store"


async def test_the_second_factor_counts_for_five_minutes(
    lead: Browser, cast: Cast, clock: SetClock
) -> None:
    await lead.confirm(cast.lead.secret)
    clock.advance(299)
    await lead.get("/en/staff/audit")
    assert (await lead.post("/en/staff/audit/export")).status_code == 200
    clock.advance(2)

    assert (await lead.post("/en/staff/audit/export")).status_code == 303


def test_keys_of_the_house_are_different_and_follow_from_the_secret_alone() -> None:
    one, again, other = (HouseKeys.of(text * 32) for text in ("a", "a", "b"))

    assert one == again
    assert len({one.audit.reveal(), one.factors.reveal(), one.join.reveal()}) == 3
    assert one.audit != other.audit
    assert repr(one.audit.reveal()) not in repr(one)
