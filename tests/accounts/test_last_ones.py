"""Nobody goes unnoticed on whom an installation or a team's key depends."""

import asyncio
from uuid import uuid4

import pytest

from directory.accounts.actions.members import disable_member, leave
from directory.accounts.actions.teams import make_paper
from directory.accounts.key_store import load_team_keys
from directory.accounts.models import Member, Membership, Seat
from directory.accounts.office import Office
from directory.accounts.queries import find_badge
from directory.accounts.refusals import LeavesBehind, NotTaken
from directory.accounts.roles import Role
from directory.privacy.stretching import Password
from tests.accounts.browser import Browser
from tests.accounts.cast import HOUSE, Cast, come_in, offer_of
from tests.accounts.clock import SetClock

LAST = "This is the last operator"
LOST = "What is sealed to this team would be lost for ever"


async def test_the_last_operator_cannot_leave_or_lose_the_role(
    operator: Browser, cast: Cast
) -> None:
    await operator.get("/en/staff/account")
    left = await operator.post("/en/staff/account/leave", password=cast.operator.password)
    held = await Membership.get(member_id=cast.operator.member.id)
    ended = await operator.post(f"/en/staff/memberships/{held.id}/end")

    assert (left.status_code, ended.status_code) == (422, 422)
    assert LAST in left.text
    assert LAST in ended.text
    assert (await operator.get("/en/staff/members")).status_code == 200


async def test_nobody_can_stop_the_last_operator_not_even_the_command_line(
    office: Office, cast: Cast
) -> None:
    with pytest.raises(NotTaken):
        await disable_member(office, HOUSE, cast.operator.member, knows_loss=True)


async def test_of_two_operators_who_go_at_once_one_stays(
    office: Office, cast: Cast, clock: SetClock
) -> None:
    offer = offer_of(Role.OPERATOR, cast.team.agency, cast.team)
    second = await come_in(office, clock, "second@harbour.example", offer)
    outcomes = await asyncio.gather(
        *(disable_member(office, HOUSE, each.member) for each in (cast.operator, second)),
        return_exceptions=True,
    )

    assert sorted(type(each).__name__ for each in outcomes) == ["NoneType", "NotTaken"]
    assert await Member.filter(memberships__role="operator", status="active").count() == 1


async def test_who_alone_holds_a_key_reads_first_what_is_lost(
    operator: Browser, office: Office, cast: Cast
) -> None:
    await Seat.exclude(member_id=cast.lead.member.id).delete()
    path = f"/en/staff/members/{cast.lead.member.id}"
    await operator.get(path)
    warned = await operator.post(f"{path}/disable")
    assert warned.status_code == 422
    assert LOST in warned.text
    assert "Quay" in warned.text
    assert (await Member.get(id=cast.lead.member.id)).status == "active"
    assert await Seat.filter(member_id=cast.lead.member.id).exists()

    done = await operator.post(f"{path}/disable", knows_loss="1")
    assert done.headers["location"].endswith("?said=stopped")
    assert (await load_team_keys(cast.team.id)).current.is_lost()


async def test_a_team_of_people_does_not_lose_its_last_lead_unnoticed(
    operator: Browser, cast: Cast
) -> None:
    path = f"/en/staff/members/{cast.lead.member.id}"
    await operator.get(path)
    warned = await operator.post(f"{path}/disable")
    assert warned.status_code == 422
    assert "Quay would have no team lead" in warned.text
    assert LOST not in warned.text
    assert "One team has no team lead." not in (await operator.get("/en/staff/")).text

    await operator.post(f"{path}/disable", knows_loss="1")
    assert "One team has no team lead." in (await operator.get("/en/staff/")).text


async def test_a_lead_who_stays_as_something_else_is_asked_all_the_same(
    lead: Browser, office: Office, cast: Cast
) -> None:
    held = await Membership.get(member_id=cast.lead.member.id)
    also = {"id": uuid4(), "role": Role.CASEWORKER, "began_at": office.clock()}
    await held.clone(pk=also["id"]).update_from_dict(also).save(force_create=True)
    warned = await lead.post(f"/en/staff/memberships/{held.id}/end")

    assert "Quay would have no team lead" in warned.text


async def test_a_second_lead_may_go_and_so_may_one_without_people(
    office: Office, cast: Cast, clock: SetClock
) -> None:
    offer = offer_of(Role.TEAM_LEAD, cast.team.agency, cast.team)
    second = await come_in(office, clock, "second@harbour.example", offer)
    await disable_member(office, HOUSE, cast.lead.member)
    await disable_member(office, HOUSE, cast.stranger.member)
    with pytest.raises(LeavesBehind) as refusal:
        await disable_member(office, HOUSE, cast.strange_lead.member)
    assert (refusal.value.unled, refusal.value.locked) == ((), ("Far team",))
    with pytest.raises(LeavesBehind) as refusal:
        await disable_member(office, HOUSE, second.member)
    assert (refusal.value.unled, refusal.value.locked) == (("Quay",), ())


async def test_the_same_holds_for_a_role_that_ends(lead: Browser, cast: Cast) -> None:
    await Seat.exclude(member_id=cast.lead.member.id).delete()
    held = await Membership.get(member_id=cast.lead.member.id)
    await lead.get(f"/en/staff/teams/{cast.team.id}")
    warned = await lead.post(f"/en/staff/memberships/{held.id}/end")
    assert warned.status_code == 422
    assert LOST in warned.text
    assert (await lead.get("/en/staff/")).status_code == 200

    done = await lead.post(f"/en/staff/memberships/{held.id}/end", knows_loss="1")
    assert done.status_code == 303
    assert (await lead.get("/en/staff/")).status_code == 303


async def test_and_for_who_leaves_and_types_the_password_once_more(
    lead: Browser, cast: Cast
) -> None:
    await Seat.exclude(member_id=cast.lead.member.id).delete()
    await lead.get("/en/staff/account")
    leave_path = "/en/staff/account/leave"
    warned = await lead.post(leave_path, password=cast.lead.password)
    assert LOST in warned.text
    wrong = await lead.post(leave_path, password="wrong", knows_loss="1")
    assert wrong.status_code == 422
    assert 'name="knows_loss"' in wrong.text

    done = await lead.post(leave_path, password=cast.lead.password, knows_loss="1")
    assert done.headers["location"] == "/en/staff/sign-in"


async def test_nothing_is_lost_where_a_colleague_or_the_paper_opens_it(
    office: Office, cast: Cast
) -> None:
    await disable_member(office, HOUSE, cast.caseworker.member)
    badge = await find_badge(cast.lead.token, office.clock())
    assert badge is not None
    await make_paper(office, badge, cast.team.agency)
    await Seat.exclude(member_id=cast.lead.member.id).delete()
    await Membership.exclude(member_id=cast.lead.member.id).filter(team_id=cast.team.id).delete()
    badge = await find_badge(cast.lead.token, office.clock())
    assert badge is not None
    await leave(office, badge, Password(cast.lead.password), "192.0.2.1")

    keys = await load_team_keys(cast.team.id)
    assert not any(each.is_lost() for each in keys.generations if each.recovery)


async def test_a_refused_ending_changes_nothing(office: Office, cast: Cast) -> None:
    await Seat.exclude(member_id=cast.lead.member.id).delete()
    with pytest.raises(LeavesBehind) as refusal:
        await disable_member(office, HOUSE, cast.lead.member)

    assert (refusal.value.unled, refusal.value.locked) == (("Quay",), ("Quay",))
    assert await find_badge(cast.lead.token, office.clock()) is not None
