"""A program says that a listing is still right, and whether there is room for one more."""

from datetime import timedelta
from typing import Any

from directory.accounts.office import Office
from directory.accounts.scopes import Scope
from directory.catalog.facts import Section
from directory.catalog.models import Intake, Service
from directory.listings.actions.room import LONGEST
from directory.listings.queries import days_confirmed
from tests.exchange.schemas import faults
from tests.listings.programs.conftest import Program, faults_of


async def confirm(program: Program, service: Service, body: Any) -> Any:
    return await program.send("POST", f"services/{service.id}/confirmations", body)


async def test_what_a_program_confirms_counts(
    program: Program, own: Service, office: Office
) -> None:
    await program.read(own.id)
    answer = await confirm(program, own, {"sections": ["hours", "cost", "hours"]})

    today = office.clock().date()
    assert answer.status_code == 200
    assert answer.json() == {"confirmed": dict.fromkeys(("hours", "cost"), today.isoformat())}
    assert await days_confirmed(own.id) == dict.fromkeys((Section.HOURS, Section.COST), today)
    await program.read(own.id)
    assert program.etag == answer.headers["etag"]


async def test_what_it_has_not_read_it_cannot_confirm(program: Program, own: Service) -> None:
    assert (await confirm(program, own, {"sections": ["hours"]})).status_code == 428
    program.etag = '"long ago"'
    assert (await confirm(program, own, {"sections": ["hours"]})).status_code == 412
    await program.read(own.id)
    wrong: list[dict[str, Any]] = [{}, {"section": 1}]
    unsaid: list[Any] = [[], ["all"], [[]], "hours", None]
    wrong += [{"sections": sections} for sections in unsaid]
    for body in wrong:
        assert set(faults_of(await confirm(program, own, body))) & {"section", "sections"}
    assert await days_confirmed(own.id) == {}


async def test_numbers_that_were_never_shown_are_not_confirmed_unseen(
    trusted: Program, own: Service
) -> None:
    await Service.filter(id=own.id).update(assured_date=None, confidence="low")
    body = await trusted.read(own.id)
    assert "phones" not in body

    assert "sections" in faults_of(await confirm(trusted, own, {"sections": ["contact"]}))
    assert "phones" in faults_of(await trusted.change(own.id, url="https://new.example.org"))
    said = await trusted.change(
        own.id, url="https://new.example.org", phones=[{"number": "+31201234567"}]
    )
    assert [each["number"] for each in said.json()["phones"]] == ["+31201234567"]


async def test_a_program_says_whether_there_is_room(
    program: Program, own: Service, office: Office
) -> None:
    path, today = f"services/{own.id}/room", office.clock().date()
    until = (today + LONGEST).isoformat()
    room = {"state": "waiting", "until": until, "wait_days": 14}
    answer = await program.send("PUT", path, room)

    assert answer.json() == room | {"said_on": today.isoformat()}
    kept = await Intake.get(service_id=own.id)
    assert (kept.state, kept.wait_days) == ("waiting", 14)
    assert (await program.send("GET", path)).json() == answer.json()
    assert (await program.send("DELETE", path)).status_code == 204
    assert not await Intake.exists()
    assert (await program.send("GET", path)).status_code == 404


async def test_room_that_cannot_be_is_named(program: Program, own: Service, office: Office) -> None:
    today = office.clock().date()
    good = {"state": "open", "until": (today + timedelta(days=7)).isoformat()}
    for wrong, field in (
        ({"state": "full"}, "state"),
        ({"state": ["open"]}, "state"),
        ({"until": "soon"}, "until"),
        ({"until": (today - timedelta(days=1)).isoformat()}, "until"),
        ({"until": (today + LONGEST + timedelta(days=1)).isoformat()}, "until"),
        ({"wait_days": 3}, "wait_days"),
        ({"wait_days": None}, "wait_days"),
        ({"state": "waiting", "wait_days": 0}, "wait_days"),
        ({"who": "Ana"}, "who"),
    ):
        answer = await program.send("PUT", f"services/{own.id}/room", good | wrong)
        assert set(faults_of(answer)) == {field}
    assert not await Intake.exists()


async def test_the_document_of_the_api_tells_of_all_of_it(program: Program) -> None:
    paths = (await program.client.get("/api/openapi.json")).json()["paths"]
    written = {
        (method, path): act
        for path, acts in paths.items()
        for method, act in acts.items()
        if isinstance(act, dict) and "security" in act
    }

    assert len(written) == 6
    for method, path in written:
        answer = await program.send(
            method.upper(), path[1:].format(id="x"), authorization="", if_match=""
        )
        assert answer.status_code == 401, path
    told = " ".join(act["description"] for act in written.values())
    assert [scope for scope in Scope if scope not in told] == []


async def test_what_is_put_and_answered_is_valid(trusted: Program, own: Service) -> None:
    answer = await trusted.change(own.id, minimum_age=12, languages=[{"code": "nl"}])

    assert faults("service.json", answer.json()) == []
