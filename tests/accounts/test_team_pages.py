"""A team's key goes where its people give it, and nowhere else."""

from collections.abc import Callable
from uuid import UUID

from directory.accounts.key_store import load_team_keys, resume
from directory.accounts.models import Member, Membership, Seat, Session
from directory.accounts.office import Office
from directory.accounts.queries import find_badge
from directory.privacy.codes import SessionToken
from directory.privacy.sealing import CannotOpen, KeyPair, open_with, seal_to
from tests.accounts.browser import Browser
from tests.accounts.cast import Cast, Player
from tests.accounts.clock import code_at
from tests.accounts.conftest import signed_in
from tests.accounts.inviting import invite_somebody, secret_on
from tests.accounts.resetting import forget_password

PASSWORD = "four quiet lanterns wander"
LETTER = b"what only the team may read"
BINDING = ("letter", "of this test")


async def write_to(team_id: UUID) -> bytes:
    """Something sealed to the newest key of a team."""
    return seal_to(LETTER, (await load_team_keys(team_id)).current.public, BINDING)


async def keys_in(browser: Browser, office: Office, team_id: UUID) -> list[KeyPair]:
    """All that the cookie of a browser opens."""
    badge = await find_badge(SessionToken.read(browser.cookie or ""), office.clock())
    assert badge is not None
    team = await load_team_keys(team_id)
    mine = str(badge.member.id)
    return [each.unlock(mine, resume(badge)) for each in team.generations if mine in each.seats]


async def reads(browser: Browser, office: Office, team_id: UUID, letter: bytes) -> bool:
    for pair in await keys_in(browser, office, team_id):
        try:
            return open_with(letter, pair.private, BINDING) == LETTER
        except CannotOpen:
            continue
    return False


async def newcomer(browser: Browser, office: Office, cast: Cast) -> Player:
    path = await invite_somebody(office, "new@harbour.example", cast.team)
    secret = await secret_on(browser, path)
    code = code_at(secret, browser.clock)
    await browser.post(path, name="Nour", password=PASSWORD, code=code)
    member = await Member.get(email="new@harbour.example")
    token = SessionToken.read(browser.cookie or "")
    return Player(member, PASSWORD, secret, (), token)


async def test_a_newcomer_waits_until_a_colleague_gives_the_key(
    lead: Browser, open_browser: Callable[..., Browser], office: Office, cast: Cast
) -> None:
    browser, team = open_browser("192.0.2.77"), cast.team
    letter = await write_to(team.id)
    player = await newcomer(browser, office, cast)
    assert not await reads(browser, office, team.id, letter)
    assert "You wait for the key of your team" in (await browser.get("/en/staff/")).text
    assert "One colleague waits" in (await lead.get("/en/staff/")).text
    give = f"/en/staff/teams/{team.id}/keys/{player.member.id}"
    assert (await browser.post(give)).headers["location"].startswith("/en/staff/confirm")

    assert (await lead.post(give)).headers["location"].startswith("/en/staff/confirm")
    await lead.confirm(cast.lead.secret)
    await lead.get(f"/en/staff/teams/{team.id}")
    assert (await lead.post(give)).headers["location"].endswith("?said=given")
    assert await reads(browser, office, team.id, letter)


async def test_who_waits_for_the_key_cannot_give_it(
    browser: Browser, office: Office, cast: Cast
) -> None:
    player = await newcomer(browser, office, cast)
    await browser.confirm(player.secret)
    give = f"/en/staff/teams/{cast.team.id}/keys/{player.member.id}"
    answer = await browser.post(give)

    assert answer.status_code == 422
    assert "You do not have the key" in answer.text


async def test_nobody_outside_the_team_is_given_its_key(
    lead: Browser, office: Office, cast: Cast
) -> None:
    await lead.confirm(cast.lead.secret)
    for outsider in (cast.operator, cast.stranger):
        give = f"/en/staff/teams/{cast.team.id}/keys/{outsider.member.id}"
        assert (await lead.post(give)).status_code == 404


async def test_a_role_that_ends_takes_the_key_in_the_same_second(
    lead: Browser, caseworker: Browser, office: Office, cast: Cast
) -> None:
    membership = await Membership.get(member_id=cast.caseworker.member.id)
    answer = await lead.post(f"/en/staff/memberships/{membership.id}/end")

    assert answer.headers["location"].endswith("?said=ended")
    assert (await caseworker.get("/en/staff/")).status_code == 303
    assert not await Seat.filter(member_id=cast.caseworker.member.id).exists()
    keys = await load_team_keys(cast.team.id)
    assert len(keys.generations) == 2
    assert await reads(lead, office, cast.team.id, await write_to(cast.team.id))


async def test_what_was_sealed_before_stays_readable_for_those_who_remain(
    lead: Browser, operator: Browser, office: Office, cast: Cast
) -> None:
    letter = await write_to(cast.team.id)
    await lead.get(f"/en/staff/teams/{cast.team.id}")
    assert (await lead.post(f"/en/staff/teams/{cast.team.id}/renew")).status_code == 303
    await operator.get(f"/en/staff/teams/{cast.team.id}")
    assert (await operator.post(f"/en/staff/teams/{cast.team.id}/renew")).status_code == 303

    assert len((await load_team_keys(cast.team.id)).generations) == 3
    opened = [
        open_with(letter, (await keys_in(lead, office, cast.team.id))[0].private, BINDING),
        open_with(
            await write_to(cast.team.id),
            (await keys_in(lead, office, cast.team.id))[2].private,
            BINDING,
        ),
    ]
    assert opened == [LETTER, LETTER]


async def test_a_stopped_account_is_out_at_once_and_comes_back_without_the_key(
    operator: Browser, caseworker: Browser, office: Office, cast: Cast
) -> None:
    player = cast.caseworker
    path = f"/en/staff/members/{player.member.id}"
    await operator.post(f"{path}/disable")
    assert (await caseworker.get("/en/staff/")).status_code == 303
    refused = await caseworker.give_password(player.email, player.password)
    assert refused.status_code == 422
    assert not await Session.filter(member_id=player.member.id).exists()

    assert (await operator.post(f"{path}/enable")).status_code == 303
    await signed_in(caseworker, player)
    assert "You wait for the key of your team" in (await caseworker.get("/en/staff/")).text


async def test_the_paper_brings_the_key_back_after_a_forgotten_password(
    lead: Browser, open_browser: Callable[..., Browser], office: Office, cast: Cast
) -> None:
    """The agency makes a recovery key; then everybody in the team is gone but one."""
    agency = f"/en/staff/agencies/{cast.team.agency_id}/recovery-key"
    await lead.confirm(cast.lead.secret)
    await lead.post(agency)
    page = (await lead.get("/en/staff/once")).text
    paper = page.partition("data-recovery-key><bdi>")[2].partition("</bdi>")[0]
    letter = await write_to(cast.team.id)
    await Seat.exclude(member_id=cast.lead.member.id).delete()
    player = await forget_password(lead, office, cast.lead)

    again = await signed_in(open_browser("192.0.2.66"), player)
    assert not await keys_in(again, office, cast.team.id)
    use = f"/en/staff/teams/{cast.team.id}/recover"
    await again.get(f"/en/staff/teams/{cast.team.id}")
    assert (await again.post(use, recovery_key="K7Q2 MX4P")).status_code == 422
    assert (await again.post(use, recovery_key=paper.lower())).status_code == 303
    assert await reads(again, office, cast.team.id, letter)
    assert paper not in (await again.get("/en/staff/audit")).text
