"""Those who keep listings make keys for their programs, see them, and end them."""

import asyncio
import re
from collections.abc import Callable
from datetime import timedelta
from email import message_from_bytes
from email.policy import default

import pytest

from directory.accounts.actions.api_keys import MOST_KEYS, use_key
from directory.accounts.models import ApiKey, AuditLine, Notice
from directory.accounts.notices import post_notices
from directory.accounts.offers import Offer
from directory.accounts.office import Office
from directory.accounts.purge import purge
from directory.accounts.retention import account_rules
from directory.accounts.roles import Role
from directory.accounts.scopes import Scope
from directory.errors import NoKey, ScopeMissing
from directory.settings import Settings
from tests.accounts.browser import Browser
from tests.accounts.cast import Cast, come_in
from tests.accounts.clock import SetClock
from tests.accounts.conftest import signed_in
from tests.command import handrail_here as handrail
from tests.finder.reading import words

PAGE = "/en/staff/keys"
FORM = {"name": "Our own system", "scope": Scope.ROOM_WRITE, "days": "30"}
DAY = 24 * 3600


async def make(browser: Browser, **typed: str) -> str:
    """The key, off the page that shows it once."""
    answer = await browser.post(f"{PAGE}/new", **FORM | typed)
    assert answer.headers["location"] == "/en/staff/once", words(answer.text)
    found = re.search(r"handrail_\w+", (await browser.get("/en/staff/once")).text)
    assert found is not None
    await browser.get(PAGE)
    return found[0]


async def use(office: Office, key: str, scope: Scope = Scope.ROOM_WRITE) -> None:
    await use_key(office, key, scope, "192.0.2.50")


async def test_a_key_is_shown_once_and_then_only_its_beginning(
    provider: Browser, office: Office
) -> None:
    key = await make(provider)
    page = await provider.get(PAGE)

    assert key not in page.text
    for said in (f"{key[:15]}…", "Our own system", "room:write", "never", "25 December 2026"):
        assert said in words(page.text)
    assert key not in (await provider.get("/en/staff/once")).text
    await use(office, key)
    assert "never" not in words((await provider.get(PAGE)).text)
    with pytest.raises(ScopeMissing):
        await use(office, key, Scope.LISTINGS_WRITE)


async def test_the_second_factor_is_asked_for_first(
    open_browser: Callable[..., Browser], cast: Cast
) -> None:
    browser = await signed_in(open_browser(), cast.players[Role.PROVIDER])
    await browser.get(PAGE)
    answer = await browser.post(f"{PAGE}/new", **FORM)

    assert "Our own system" not in answer.headers.get("location", "")
    assert not await ApiKey.exists()


async def test_a_key_that_is_ended_is_refused_from_the_next_request_on(
    provider: Browser, office: Office
) -> None:
    key = await make(provider)
    answer = await provider.post(f"{PAGE}/{(await ApiKey.get()).id}/revoke")
    page = words((await provider.get(answer.headers["location"])).text)

    assert "The key has ended." in page
    assert "Keys that have ended" in page
    with pytest.raises(NoKey):
        await use(office, key)
    again = await provider.post(f"{PAGE}/{(await ApiKey.get()).id}/revoke")
    assert again.status_code == 404
    lines = AuditLine.filter(action__startswith="api_key").order_by("seq")
    assert [line.action for line in await lines] == ["api_key_made", "api_key_revoked"]


async def test_an_operator_ends_a_key_that_somebody_has_found(
    provider: Browser, office: Office, settings: Settings
) -> None:
    key = await make(provider)
    ours = {
        "HANDRAIL_DATABASE_URL": settings.database_url,
        "HANDRAIL_DATA_DIR": str(settings.data_dir),
        "HANDRAIL_SECRET_KEY": settings.secret_key,
        "HANDRAIL_SITE_URL": settings.site_url,
    }
    ended = await asyncio.to_thread(handrail, "user", "end-key", key, **ours)
    again = await asyncio.to_thread(handrail, "user", "end-key", key[:15], **ours)

    assert ended.stdout == f"{key[:15]}…\tHarbour\tOur own system\n"
    assert again.stderr == "handrail: No key that has not ended begins so.\n"
    with pytest.raises(NoKey):
        await use(office, key)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"name": " "}, "Write which program it is for"),
        ({"scope": "everything"}, "Choose what the program may do"),
        ({"days": "3650"}, "Choose how long the key counts"),
    ],
)
async def test_what_cannot_be_comes_back_as_it_was_typed(
    provider: Browser, typed: dict[str, str], said: str
) -> None:
    answer = await provider.post(f"{PAGE}/new", **FORM | typed)

    assert answer.status_code == 422
    assert said in words(answer.text)
    assert ("Our own system" in answer.text) is ("name" not in typed)
    assert not await ApiKey.exists()


async def test_there_are_only_so_many(provider: Browser) -> None:
    await make(provider)
    kept = (await ApiKey.all().values())[0]
    for number in range(MOST_KEYS - 1):
        key_id = f"00000000-0000-4000-8000-{number:012}"
        await ApiKey.create(**kept | {"id": key_id, "key_hash": str(number)})

    assert (await provider.post(f"{PAGE}/new", **FORM)).status_code == 422


async def test_all_who_keep_the_listings_are_told_and_not_what(
    provider: Browser, office: Office, cast: Cast, clock: SetClock
) -> None:
    offer = Offer(Role.PROVIDER, cast.team.agency)
    colleague = await come_in(office, clock, "second@harbour.example", offer)
    for path in office.mailbox.folder.glob("*"):
        path.unlink()
    await provider.get(PAGE)
    await make(provider)
    paths = office.mailbox.folder.glob("*")
    letters = [message_from_bytes(path.read_bytes(), policy=default) for path in paths]

    told = {cast.players[Role.PROVIDER].email, colleague.email}
    assert {str(letter["To"]) for letter in letters} == told
    for letter in letters:
        assert "Our own system" not in letter.as_string()
        assert str(letter["Subject"]).startswith("You have an update")
    assert "made a key for a program this week" in words((await provider.get("/en/staff/")).text)
    assert await post_notices(office) == 0
    assert not await Notice.exists()


async def test_a_key_that_ends_soon_waits_on_the_first_page(
    provider: Browser, office: Office
) -> None:
    await make(provider)
    soon = office.clock() + timedelta(days=13)
    await ApiKey.all().update(expires_at=soon, made_at=soon - timedelta(days=40))
    page = words((await provider.get("/en/staff/")).text)

    assert "ends within two weeks" in page
    assert "this week" not in page


async def test_a_key_is_forgotten_a_year_after_its_end(
    provider: Browser, office: Office, clock: SetClock
) -> None:
    await make(provider)
    rule = [each for each in account_rules(office) if each.what.startswith("keys of")]
    clock.advance(395 * DAY - 1)
    assert (await purge(rule))[0].count == 0
    clock.advance(1)
    rule = [each for each in account_rules(office) if each.what.startswith("keys of")]

    assert (await purge(rule))[0].count == 1
    assert not await ApiKey.exists()
