"""A link lets one person in, once, and within its time."""

from collections.abc import Callable

import pytest

from directory.accounts.letters import Kind
from directory.accounts.models import AuditLine, Invitation, Member, Membership
from directory.accounts.office import Office
from directory.accounts.roles import Role
from tests.accounts.browser import Browser
from tests.accounts.cast import Cast
from tests.accounts.clock import SetClock, code_at
from tests.accounts.inviting import invite_somebody, secret_on

NEW = "new@harbour.example"
PASSWORD = "four quiet lanterns wander"


async def accept(browser: Browser, path: str, **changes: str) -> int:
    secret = await secret_on(browser, path)
    fields = {"name": "Nour", "password": PASSWORD, "code": code_at(secret, browser.clock)}
    return (await browser.post(path, **{**fields, **changes})).status_code


async def test_who_opens_the_link_comes_in_with_codes_on_paper(
    browser: Browser, office: Office, cast: Cast
) -> None:
    path = await invite_somebody(office, NEW, cast.team)
    secret = await secret_on(browser, path)
    code = code_at(secret, browser.clock)
    answer = await browser.post(path, name="Nour", password=PASSWORD, code=code)
    assert answer.headers["location"] == "/en/staff/once"
    page = await browser.get("/en/staff/once")

    assert page.status_code == 200
    assert page.text.count("<li><bdi>") == 10
    assert "Nour" in (await browser.get("/en/staff/")).text
    await browser.post("/en/staff/sign-out")
    assert (await browser.sign_in(NEW, PASSWORD, secret)).status_code == 303


async def test_to_look_at_the_page_uses_nothing_up(
    browser: Browser, office: Office, cast: Cast
) -> None:
    path = await invite_somebody(office, NEW, cast.team)
    for _ in range(3):
        assert (await browser.get(path)).status_code == 200

    assert await accept(browser, path) == 303


async def test_a_link_works_once(
    open_browser: Callable[..., Browser], office: Office, cast: Cast
) -> None:
    path = await invite_somebody(office, NEW, cast.team)
    assert await accept(open_browser(), path) == 303
    again = open_browser()

    assert (await again.get(path)).status_code == 404
    assert (await again.post(path, name="X", password=PASSWORD, code="1")).status_code == 404


async def test_a_link_ends_after_72_hours(
    browser: Browser, office: Office, cast: Cast, clock: SetClock
) -> None:
    path = await invite_somebody(office, NEW, cast.team)
    clock.advance(72 * 3600 - 1)
    assert (await browser.get(path)).status_code == 200
    clock.advance(1)

    assert (await browser.get(path)).status_code == 404


@pytest.mark.parametrize("token", ["x", "A" * 43, "é" * 43])
async def test_a_link_that_was_never_ours_is_not_there(browser: Browser, token: str) -> None:
    assert (await browser.get(f"/en/staff/link/{token}")).status_code == 404


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"password": "too short"}, "too short"),
        ({"password": "a" * 129}, "too long"),
        ({"password": "password12345"}, "guessed first"),
        ({"password": "new@harbour.example"}, "holds your name"),
        ({"name": " "}, "colleagues know you"),
        ({"code": "000000"}, "does not belong to the square"),
    ],
)
async def test_what_does_not_fit_comes_back_and_the_link_still_works(
    browser: Browser, office: Office, cast: Cast, change: dict[str, str], sentence: str
) -> None:
    path = await invite_somebody(office, NEW, cast.team)
    secret = await secret_on(browser, path)
    fields = {"name": "Nour", "password": PASSWORD, "code": code_at(secret, browser.clock)}
    answer = await browser.post(path, **{**fields, **change})

    assert answer.status_code == 422
    assert sentence in answer.text
    assert not await Member.filter(email=NEW).exists()
    assert await accept(browser, path) == 303


async def test_a_link_sent_from_another_site_is_refused(
    browser: Browser, office: Office, cast: Cast
) -> None:
    path = await invite_somebody(office, NEW, cast.team)
    answer = await browser.client.post(path, data={}, headers={"origin": "https://evil.example"})

    assert answer.status_code == 403


async def test_somebody_with_an_account_takes_a_further_role_and_switches(
    browser: Browser, office: Office, cast: Cast
) -> None:
    player = cast.caseworker
    path = await invite_somebody(office, player.email, cast.strange_team, Role.RECIPIENT)
    page = await browser.get(path)
    assert "You have an account here already" in page.text
    browser.clock.advance(30)
    code = code_at(player.secret, browser.clock)
    wrong = await browser.post(path, password="wrong password", code=code)
    assert wrong.status_code == 422
    answer = await browser.post(path, password=player.password, code=code)
    assert answer.status_code == 303

    start = await browser.get("/en/staff/")
    assert "Far team" in start.text
    assert start.text.count("Work in this role") == 1
    first = await Membership.get(member_id=player.member.id, role=Role.CASEWORKER)
    assert (await browser.post("/en/staff/switch", membership=str(first.id))).status_code == 303
    assert "Quay" in (await browser.get("/en/staff/")).text
    other = await Membership.get(member_id=cast.lead.member.id)
    assert (await browser.post("/en/staff/switch", membership=str(other.id))).status_code == 404


async def test_a_lead_invites_to_the_own_team_only(lead: Browser, cast: Cast) -> None:
    page = (await lead.get("/en/staff/invite")).text
    assert str(cast.team.id) in page
    assert str(cast.strange_team.id) not in page
    assert 'value="operator"' not in page
    for place in ("operator", "editor", f"provider {cast.team.agency_id}", "caseworker"):
        answer = await lead.post("/en/staff/invite", email=NEW, place=place, language="en")
        assert answer.status_code == 404
    strange = f"caseworker {cast.strange_team.id}"
    assert (await lead.post("/en/staff/invite", email=NEW, place=strange)).status_code == 404

    own = f"caseworker {cast.team.id}"
    answer = await lead.post("/en/staff/invite", email=NEW, place=own, language="ar")
    assert answer.headers["location"].endswith("?said=sent")
    assert NEW in (await lead.get(f"/en/staff/teams/{cast.team.id}")).text


@pytest.mark.parametrize(
    "email", ["", "x", "a@b", "a b@c.de", "a@b.de\nBcc: c@d.de", "a@b.de,c@d.e"]
)
async def test_an_address_that_is_none_is_refused(lead: Browser, cast: Cast, email: str) -> None:
    place = f"caseworker {cast.team.id}"
    answer = await lead.post("/en/staff/invite", email=email, place=place)

    assert answer.status_code == 422
    assert not await Invitation.filter(used_at=None).exists()


async def test_a_withdrawn_invitation_opens_nothing(
    lead: Browser, browser: Browser, office: Office, cast: Cast
) -> None:
    path = await invite_somebody(office, NEW, cast.team)
    invitation = await Invitation.get(email=NEW)
    answer = await lead.post(f"/en/staff/invitations/{invitation.id}/withdraw")

    assert answer.status_code == 303
    assert (await browser.get(path)).status_code == 404


async def test_the_mail_holds_the_link_and_says_nothing_else(
    browser: Browser, office: Office, cast: Cast
) -> None:
    path = await invite_somebody(office, NEW, cast.team)
    mails = [each.read_text("utf-8") for each in office.mailbox.folder.iterdir()]
    [mail] = [text for text in mails if f"To: {NEW}" in text]

    assert f"Subject: {Kind.INVITATION.value[0]}" in mail
    assert path in mail.replace("=\n", "")
    for word in ("Quay", "Harbour", "caseworker", "referral", "child"):
        assert word not in mail.partition("\n\n")[2]


async def test_each_step_is_a_line_of_the_audit(
    browser: Browser, office: Office, cast: Cast
) -> None:
    before = await AuditLine.all().count()
    await accept(browser, await invite_somebody(office, NEW, cast.team))
    actions = await AuditLine.filter(seq__gt=before).order_by("seq").values_list("action")

    assert [row[0] for row in actions] == ["account_invited", "role_given", "signed_in"]
