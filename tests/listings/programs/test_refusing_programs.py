"""What a program is refused, and that a stranger learns nothing by it."""

import io
import logging
from collections.abc import Awaitable, Callable
from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from directory.accounts.actions.api_keys import revoke_key
from directory.accounts.actions.members import disable_member, end_membership
from directory.accounts.models import Agency, ApiKey, AuditLine, Membership
from directory.accounts.office import Office
from directory.accounts.roles import Role
from directory.accounts.scopes import Scope
from directory.catalog.models import Service
from directory.privacy.logging import configure_logging
from directory.privacy.program_key import ProgramKey
from tests.accounts.browser import Browser
from tests.accounts.cast import HOUSE, Cast
from tests.accounts.clock import SetClock
from tests.accounts.conftest import signed_in
from tests.listings.form import take_letters
from tests.listings.programs.conftest import ADDRESS, Keys, Program

End = Callable[[Office, Cast, SetClock], Awaitable[None]]


async def put(program: Program, service_id: UUID, **headers: str) -> int:
    answer = await program.put(service_id, {"name": "Another"}, **headers)
    return answer.status_code


async def test_without_a_key_that_counts_nothing_is_told(program: Program, own: Service) -> None:
    unknown = ProgramKey.new(bytes).reveal()
    wrong = ("", "Bearer", "Basic YTpi", "Bearer handrail_", "Bearer " + "x" * 58)
    for shown in (*wrong, f"Bearer {unknown}"):
        for service_id in (own.id, uuid4()):
            answer = await program.put(service_id, {}, authorization=shown)
            assert answer.status_code == 401
            assert answer.headers["www-authenticate"].startswith("Bearer ")
            assert answer.headers["cache-control"] == "no-store"
            assert answer.json()["problems"][0]["sentence"].startswith("Show a key that counts")


async def _revoke(office: Office, _: Cast, __: SetClock) -> None:
    await revoke_key(office, HOUSE, await ApiKey.get())


async def _expire(_: Office, __: Cast, clock: SetClock) -> None:
    clock.advance(timedelta(days=180).total_seconds())


async def _end_role(office: Office, cast: Cast, _: SetClock) -> None:
    held = Membership.get(member_id=cast.players[Role.PROVIDER].member.id)
    membership = await held.select_related("member", "team")
    await end_membership(office, HOUSE, membership, knows_loss=True)


async def _stop_account(office: Office, cast: Cast, _: SetClock) -> None:
    await disable_member(office, HOUSE, cast.players[Role.PROVIDER].member, knows_loss=True)


@pytest.mark.parametrize("end", [_revoke, _expire, _end_role, _stop_account])
async def test_a_key_that_is_over_counts_no_more(
    program: Program, own: Service, cast: Cast, clock: SetClock, end: End
) -> None:
    await program.read(own.id)
    assert await put(program, own.id) == 422
    await end(program.app.state.office, cast, clock)

    assert await put(program, own.id) == 401


async def test_the_listing_of_others_is_not_there(
    program: Program, own: Service, strange: UUID
) -> None:
    for path in (f"services/{strange}", "services/nothing", f"services/{uuid4()}"):
        assert (await program.send("PUT", path, {})).status_code == 404
        assert (await program.send("PUT", f"{path}/room", {})).status_code == 404
        assert (await program.send("DELETE", f"{path}/room")).status_code == 404
        assert (await program.send("GET", f"{path}/room")).status_code == 404
        assert (await program.send("POST", f"{path}/confirmations", {})).status_code == 404
    assert (await program.send("GET", f"reviews/{uuid4()}")).status_code == 404
    assert (await program.change(own.id, description="New words.")).status_code == 202
    await Agency.filter(name="Harbour").update(organization_id=None)
    assert await put(program, own.id) == 404


async def test_the_review_of_others_is_not_there(program: Program, own: Service) -> None:
    where = (await program.change(own.id, description="New.")).headers["location"]
    await Agency.filter(name="Harbour").update(organization_id=None)

    assert (await program.send("GET", where.removeprefix("/api/"))).status_code == 404


async def test_a_key_does_only_what_it_was_made_for(
    program: Program, own: Service, new_key: Keys
) -> None:
    path, tried = f"services/{own.id}", {}
    for scope in Scope:
        program.key = await new_key(scope)
        tried[scope] = [
            (await program.send(*each, {})).status_code == 403
            for each in (
                ("PUT", path),
                ("GET", f"reviews/{uuid4()}"),
                ("POST", f"{path}/confirmations"),
                ("PUT", f"{path}/room"),
            )
        ]

    assert tried == {
        Scope.LISTINGS_WRITE: [False, False, True, True],
        Scope.LISTINGS_CONFIRM: [True, True, False, True],
        Scope.ROOM_WRITE: [True, True, True, False],
    }


async def test_a_change_says_what_it_has_read(trusted: Program, own: Service) -> None:
    body = await trusted.read(own.id)
    first = await trusted.put(own.id, body | {"description": "First."})
    assert first.status_code == 200
    for said, status in (("", 428), ("*", 428), (trusted.etag, 412), ('"x"', 412)):
        answer = await trusted.put(own.id, body | {"description": "Second."}, if_match=said)
        assert answer.status_code == status
    assert answer.headers["etag"] == first.headers["etag"]

    again = answer.headers["etag"]
    assert (await trusted.put(own.id, first.json(), if_match=f'"x", {again}')).status_code == 200


async def test_what_is_no_json_object_is_refused(program: Program, own: Service) -> None:
    await program.read(own.id)
    told = {"authorization": f"Bearer {program.key}", "if-match": program.etag}
    path = f"/api/services/{own.id}"
    for body in (
        b"",
        b"[]",
        b"{",
        b'{"a": NaN}',
        b'{"a": "\\ud800"}',
        b'{"a": 1, "a": 2}',
        b"\xff",
    ):
        json = told | {"content-type": "application/json"}
        assert (await program.client.put(path, content=body, headers=json)).status_code in (
            415,
            422,
        )
    form = await program.client.put(path, data={"name": "x"}, headers=told)
    assert form.status_code == 415


async def test_another_site_cannot_make_a_browser_write(program: Program, own: Service) -> None:
    """A browser asks before it sends a PUT or a key elsewhere, and nobody allows it."""
    await program.read(own.id)
    for method in ("OPTIONS", "PUT"):
        answer = await program.client.request(
            method,
            f"/api/services/{own.id}",
            headers={
                "origin": "https://elsewhere.example",
                "access-control-request-method": "PUT",
                "access-control-request-headers": "authorization",
            },
        )
        assert answer.status_code in (401, 405)
        assert not [name for name in answer.headers if name.startswith("access-control")]
    # A program is no browser: it names no origin.
    assert (await program.put(own.id, await program.read(own.id))).status_code == 200


async def test_guesses_are_slowed_down_and_its_owner_is_not(
    program: Program, own: Service, cast: Cast, clock: SetClock
) -> None:
    await program.read(own.id)
    statuses = []
    for _ in range(25):
        guess = ProgramKey.new().reveal()
        answer = await program.put(own.id, {}, authorization=f"Bearer {guess}")
        statuses.append(answer.status_code)

    assert statuses[0] == 401
    assert statuses[-1] == 429
    assert int(answer.headers["retry-after"]) >= 1
    # Its owner and the people of its office go on.
    player = cast.players[Role.PROVIDER]
    assert await signed_in(Browser(program.app, clock, ADDRESS), player)
    assert (await program.put(own.id, await program.read(own.id))).status_code == 200


async def test_a_key_is_compared_as_a_whole(
    program: Program, own: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another key that begins as one of ours is looked at, and is none."""
    await program.read(own.id)
    other = ProgramKey.new(bytes)
    await ApiKey.all().update(shown=other.shown)

    assert await put(program, own.id, authorization=f"Bearer {other.reveal()}") == 401


async def test_a_key_stands_in_no_log_no_audit_and_no_row(
    program: Program, own: Service, office: Office
) -> None:
    root = logging.getLogger()
    before, level, stream = root.handlers, root.level, io.StringIO()
    configure_logging(logging.DEBUG, stream)
    try:
        await program.change(own.id, description="New words.")
        await program.put(own.id, {}, authorization=f"Bearer {program.key[:-1]}")
        await program.put(own.id, {}, authorization=f"Bearer {ProgramKey.new().reveal()}")
        logging.getLogger("directory.test").info("the log works")
    finally:
        root.handlers, root.level = before, level
    rows = [str(row) for row in await ApiKey.all().values()]
    lines = [str(row) for row in await AuditLine.all().values()]
    letters = [letter.get_content() for letter in take_letters(office)]

    assert "the log works" in stream.getvalue()
    for text in (stream.getvalue(), *rows, *lines, *letters):
        assert program.key[15:] not in text
