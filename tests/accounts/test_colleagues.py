"""Providers invite colleagues and let them go, without an operator and into no team."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from directory.accounts.actions.colleagues import MOST_INVITED
from directory.accounts.actions.members import end_membership
from directory.accounts.models import ApiKey, AuditLine, Invitation, Member, Membership
from directory.accounts.offers import Offer
from directory.accounts.office import Office
from directory.accounts.refusals import LeavesBehind
from directory.accounts.roles import Role
from directory.accounts.unused import forget_unused
from tests.accounts.browser import Browser
from tests.accounts.cast import HOUSE, Cast, Player, come_in
from tests.accounts.clock import SetClock
from tests.accounts.conftest import signed_in
from tests.accounts.inviting import invite_somebody
from tests.finder.reading import words
from tests.listings.form import take_letters

PAGE = "/en/staff/colleagues"
NEW = "new@harbour.example"


@pytest.fixture
async def second(office: Office, clock: SetClock, cast: Cast) -> Player:
    offer = Offer(Role.PROVIDER, cast.team.agency)
    return await come_in(office, clock, "second@harbour.example", offer)


async def membership_of(player: Player) -> Membership:
    held = Membership.get(member_id=player.member.id, role=Role.PROVIDER)
    return await held.select_related("member", "team")


async def test_a_colleague_is_invited_by_mail_and_all_are_told(
    provider: Browser, office: Office, cast: Cast
) -> None:
    take_letters(office)
    answer = await provider.post(f"{PAGE}/invite", email=NEW, language="es")
    page = words((await provider.get(answer.headers["location"])).text)
    letters = {str(letter["To"]): letter for letter in take_letters(office)}

    assert "The mail with the link was sent." in page
    assert NEW in page
    assert set(letters) == {NEW, cast.players[Role.PROVIDER].email}
    assert "/es/staff/link/" in letters[NEW].get_content()
    assert NEW not in letters[cast.players[Role.PROVIDER].email].get_content()
    invitation = await Invitation.get(email=NEW)
    assert (invitation.role, invitation.agency_id, invitation.team_id) == (
        "provider",
        cast.team.agency_id,
        None,
    )
    assert "One invitation is open." in words((await provider.get("/en/staff/")).text)


async def test_no_form_of_theirs_chooses_another_role_or_place(
    provider: Browser, cast: Cast
) -> None:
    place = f"team_lead {cast.team.id}"
    await provider.post(f"{PAGE}/invite", email=NEW, place=place, role="operator", team="x")

    assert (await Invitation.get(email=NEW)).role == "provider"
    assert (await provider.get("/en/staff/invite")).status_code == 404


async def test_the_second_factor_is_asked_for_first(
    open_browser: Callable[..., Browser], cast: Cast
) -> None:
    browser = await signed_in(open_browser(), cast.players[Role.PROVIDER])
    await browser.get(PAGE)
    await browser.post(f"{PAGE}/invite", email=NEW)

    assert not await Invitation.filter(email=NEW).exists()


async def test_an_invitation_is_withdrawn(provider: Browser, office: Office, cast: Cast) -> None:
    await provider.post(f"{PAGE}/invite", email=NEW)
    invitation = await Invitation.get(email=NEW)
    answer = await provider.post(f"{PAGE}/invited/{invitation.id}/withdraw")

    assert NEW not in words((await provider.get(answer.headers["location"])).text)
    assert not await Invitation.filter(email=NEW).exists()


async def test_what_cannot_be_invited_comes_back(provider: Browser) -> None:
    answer = await provider.post(f"{PAGE}/invite", email="no address")
    assert answer.status_code == 422
    assert 'value="no address"' in answer.text
    for number in range(MOST_INVITED):
        await provider.post(f"{PAGE}/invite", email=f"{number}@harbour.example")
    answer = await provider.post(f"{PAGE}/invite", email=NEW)

    assert "Ten invitations are open." in words(answer.text)
    assert await Invitation.filter(used_at=None, role="provider").count() == MOST_INVITED


async def test_who_works_in_a_team_of_the_same_organization_is_a_stranger(
    provider: Browser, office: Office, cast: Cast
) -> None:
    await invite_somebody(office, "case@harbour.example", cast.team)
    invited = await Invitation.get(email="case@harbour.example")
    worker = await Membership.get(member_id=cast.caseworker.member.id)
    page = words((await provider.get(PAGE)).text)

    assert "case@harbour.example" not in page
    assert cast.caseworker.email not in page
    for path in (f"invited/{invited.id}/withdraw", f"{worker.id}/end"):
        assert (await provider.post(f"{PAGE}/{path}")).status_code == 404
    assert (await Membership.get(id=worker.id)).ended_at is None


async def test_a_colleague_is_let_go(
    second: Player, provider: Browser, open_browser: Callable[..., Browser], office: Office
) -> None:
    theirs = await signed_in(open_browser("192.0.2.20"), second)
    held = await membership_of(second)
    await provider.get(PAGE)
    answer = await provider.post(f"{PAGE}/{held.id}/end")

    assert "The role has ended." in words((await provider.get(answer.headers["location"])).text)
    assert (await Membership.get(id=held.id)).ended_at is not None
    assert (await theirs.get(PAGE)).headers["location"].startswith("/en/staff/sign-in")
    line = await AuditLine.filter(action="role_taken").order_by("-seq").first()
    assert line is not None
    assert line.object_id == held.id


async def test_before_the_keys_of_programs_end_with_a_role_a_page_says_which(
    second: Player, provider: Browser, office: Office
) -> None:
    held, now = await membership_of(second), office.clock()
    await ApiKey.create(
        made_by_id=held.id,
        name="Our system",
        scopes=["room:write"],
        shown="handrail_123456",
        key_hash="0" * 64,
        made_at=now,
        expires_at=now + timedelta(days=9),
    )
    await provider.get(PAGE)
    answer = await provider.post(f"{PAGE}/{held.id}/end")
    assert answer.status_code == 422
    assert "The key of “Our system” ends with it" in words(answer.text)
    assert (await Membership.get(id=held.id)).ended_at is None

    done = await provider.post(f"{PAGE}/{held.id}/end", knows_loss="1")
    assert done.status_code == 303
    assert (await Membership.get(id=held.id)).ended_at is not None


async def test_the_last_who_keeps_the_listings_reads_first_what_is_lost(
    provider: Browser, office: Office, cast: Cast
) -> None:
    player = cast.players[Role.PROVIDER]
    await provider.get("/en/staff/account")
    path = "/en/staff/account/leave"
    answer = await provider.post(path, password=player.password)
    assert answer.status_code == 422
    assert "Nobody else keeps the listings of Harbour" in words(answer.text)

    with pytest.raises(LeavesBehind) as refusal:
        await end_membership(office, HOUSE, await membership_of(player))
    assert refusal.value.unkept == ("Harbour",)
    done = await provider.post(path, password=player.password, knows_loss="1")
    assert done.status_code == 303


async def test_an_account_that_nobody_uses_goes_also_where_it_kept_listings_alone(
    office: Office, cast: Cast, clock: SetClock
) -> None:
    member = cast.players[Role.PROVIDER].member
    long_ago = (office.clock() - timedelta(days=400)).date()
    await Member.filter(id=member.id).update(used_on=long_ago, warned_on=long_ago)

    assert await forget_unused(office) == 1
    assert not await Member.filter(id=member.id).exists()
