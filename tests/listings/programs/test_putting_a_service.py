"""A program reads a service, changes it and puts it back."""

from typing import Any

from directory.accounts.models import AuditLine
from directory.catalog.facts import Section
from directory.catalog.models import Service
from directory.listings.models import Review, Version
from directory.listings.queries import days_confirmed, get_held
from tests.accounts.browser import Browser
from tests.accounts.cast import Cast
from tests.listings.form import change
from tests.listings.programs.conftest import Program, faults_of

# What is changed (None: left out), and the field that is named.
WRONG: list[tuple[dict[str, Any], str]] = [
    ({"id": "another"}, "id"),
    ({"organization_id": "another"}, "organization_id"),
    ({"organization": {"name": "Another"}}, "organization"),
    ({"status": "inactive"}, "status"),
    ({"assured_date": "2030-01-01"}, "assured_date"),
    ({"last_modified": "2030-01-01T00:00:00Z"}, "last_modified"),
    ({"licenses": "Many"}, "licenses"),
    ({"contacts": []}, "contacts"),
    ({"name": ""}, "name"),
    ({"name": None}, "name"),
    ({"name": 7}, "name"),
    ({"description": "See https://elsewhere.example/x.jpg"}, "description"),
    ({"email": "nobody"}, "email"),
    ({"url": "no page"}, "url"),
    ({"minimum_age": 1.5}, "minimum_age"),
    ({"minimum_age": True}, "minimum_age"),
    ({"minimum_age": 500}, "minimum_age"),
    ({"minimum_age": 20, "maximum_age": 10}, "maximum_age"),
    ({"phones": [{"number": "12"}] * 9}, "phones"),
    ({"phones": "112"}, "phones"),
    ({"phones": [{"number": "+312"}]}, "phones[0].number"),
    ({"phones": [{"type": "voice"}]}, "phones[0].number"),
    ({"phones": [{"number": "+31201234567", "type": "pager"}]}, "phones[0].type"),
    ({"phones": [{"number": "+31201234567", "contact": 1}]}, "phones[0].contact"),
    ({"phones": [{"number": "112", "service_id": "x"}]}, "phones[0].service_id"),
    ({"languages": [{"code": "xx"}]}, "languages[0].code"),
    ({"service_areas": None}, "service_areas"),
    ({"service_areas": [{"extent": "XX"}]}, "service_areas[0].extent"),
    ({"attributes": []}, "attributes"),
    ({"attributes": [{"taxonomy_term_id": "x"}]}, "attributes[0].taxonomy_term_id"),
    ({"cost_options": [{"option": "dear"}]}, "cost_options[0].option"),
    ({"cost_options": [{"option": "paid", "amount": 5}]}, "cost_options[0].amount"),
    ({"additional_urls": [{"label": "x", "url": "https://x.org"}]}, "additional_urls[0].label"),
    ({"schedules": [{"freq": "WEEKLY"}]}, "schedules"),
    ({"schedules": [{"freq": "DAILY", "x_time_zone": "Mars"}]}, "schedules[0].x_time_zone"),
    ({"schedules": [{"opens_at": "25:00"}]}, "schedules[0].opens_at"),
    ({"schedules": [{"opens_at": "09:00+11:00"}]}, "schedules[0].opens_at"),
    ({"schedules": [{"notes": "ask Ana"}]}, "schedules[0].notes"),
    ({"schedules": [{"notes": "closed", "opens_at": "09:00"}]}, "schedules[0].notes"),
    ({"schedules": [{"notes": "on public holidays of NL", "byday": "MO"}]}, "schedules[0].notes"),
    ({"schedules": [{"notes": "on public holidays of XX"}]}, "schedules[0].notes"),
    ({"schedules": [{"attending_type": "swim"}]}, "schedules[0].attending_type"),
    ({"schedules": [{"valid_from": "20270101"}]}, "schedules[0].valid_from"),
    ({"schedules": [{"description": "a"}, {"description": "b"}]}, "schedules"),
    ({"service_at_locations": [{"location": {}}]}, "service_at_locations"),
]


async def test_what_is_put_back_as_it_was_changes_nothing(program: Program, own: Service) -> None:
    body = await program.read(own.id)
    answer = await program.put(own.id, body)

    assert answer.status_code == 200
    assert (answer.json(), answer.headers["etag"]) == (body, program.etag)
    assert not await Version.exists()
    assert not await Review.exists()
    assert await days_confirmed(own.id) == {}


async def test_what_a_trusted_organization_puts_counts_at_once(
    trusted: Program, own: Service
) -> None:
    phone = {"number": "+31201234567", "type": "voice", "extension": 12}
    answer = await trusted.change(own.id, description="New words.", phones=[phone], email=None)

    assert answer.status_code == 200
    said = answer.json()
    assert said["description"] == "New words."
    assert [(each["number"], each["extension"]) for each in said["phones"]] == [
        ("+31201234567", 12)
    ]
    assert "email" not in said
    facts = (await get_held(own.id)).facts
    assert facts["phones"] == [
        {"kind": "voice", "number": "+31201234567", "shown": "+31201234567", "extension": 12}
    ]
    assert set(await days_confirmed(own.id)) == {Section.CONTACT, Section.AUDIENCE}
    assert await trusted.read(own.id) == said
    assert trusted.etag == answer.headers["etag"]


async def test_what_others_put_waits_and_can_be_asked_after(
    program: Program, own: Service, editor: Browser
) -> None:
    before = (await get_held(own.id)).facts
    answer = await program.change(own.id, description="New words.", url="https://new.example.org")

    assert answer.status_code == 202
    where = answer.headers["location"]
    assert answer.json()["state"] == "pending"
    assert answer.json()["asked"] == ["description", "url"]
    assert (await get_held(own.id)).facts == before
    review = await Review.get()
    await editor.get(f"/en/staff/reviews/{review.id}")
    await editor.post(f"/en/staff/reviews/{review.id}", take="description", answer="Thank you.")
    said = (await program.send("GET", where.removeprefix("/api/"))).json()
    assert (said["state"], said["taken"], said["answer"]) == (
        "decided",
        ["description"],
        "Thank you.",
    )


async def test_each_part_of_a_service_is_read(trusted: Program, own: Service) -> None:
    terms = (await trusted.client.get("/api/taxonomy_terms?per_page=100")).json()["contents"]
    need = next(term["id"] for term in terms if term.get("code") == "200")
    week = {"freq": "WEEKLY", "byday": "MO,TU", "opens_at": "09:00", "closes_at": "17:00"}
    shut = {"valid_from": "2027-12-24", "valid_to": "2027-12-31", "notes": "closed"}
    zone = {"x_time_zone": "Europe/Amsterdam"}
    answer = await trusted.change(
        own.id,
        minimum_age=12,
        maximum_age=25,
        eligibility_description="For young people.",
        application_process="A referral is needed. Call first.",
        fees_description="A first talk is free.",
        cost_options=[{"option": "paid", "amount_description": "A first talk is free."}],
        languages=[{"code": "nl"}, {"code": "ar"}],
        service_areas=[{"extent": "NL"}, {"extent": "BE"}],
        attributes=[{"taxonomy_term_id": need}],
        schedules=[week | zone, shut | zone, {"description": "By appointment."}],
        additional_urls=[{"label": "chat", "url": "https://chat.example.org"}],
    )

    assert answer.status_code == 200, answer.text
    facts = (await get_held(own.id)).facts
    assert (facts["minimum_age"], facts["maximum_age"]) == (12, 25)
    assert facts["audience"] == "For young people."
    assert (facts["referral_required"], facts["process"]) == (True, "Call first.")
    assert (facts["cost"], facts["cost_text"]) == ("paid", "A first talk is free.")
    assert [each["code"] for each in facts["languages"]] == ["ar", "nl"]
    assert facts["serves"] == ["BE", "NL"]
    assert facts["needs"] == ["200"]
    assert facts["chat_url"] == "https://chat.example.org"
    assert facts["hours_text"] == "By appointment."
    rules = [{k: v for k, v in rule.items() if k != "time_zone"} for rule in facts["hours"]]
    assert sorted(rules, key=len) == [shut, week]
    again = await trusted.put(own.id, answer.json(), if_match=answer.headers["etag"])
    assert again.status_code == 200
    assert again.json() == answer.json()


async def test_what_cannot_stand_is_named_by_its_path(trusted: Program, own: Service) -> None:
    body = await trusted.read(own.id)
    for values, field in WRONG:
        sent = {k: v for k, v in (body | values).items() if v is not None}
        answer = await trusted.put(own.id, sent)
        assert field in faults_of(answer), (values, answer.text)
    assert not await Version.exists()


async def test_problems_are_said_in_the_language_of_the_caller(
    trusted: Program, own: Service
) -> None:
    body = await trusted.read(own.id)
    del body["name"]
    answer = await trusted.put(own.id, body, accept_language="es")

    assert faults_of(answer)["name"].startswith("Escribe")


async def test_what_nobody_touched_keeps_how_its_owner_writes_it(
    trusted: Program, editor: Browser, own: Service
) -> None:
    await change(
        editor, own.id, phone_1="020 123 45 67", language_1="Dutch", language_1_how="staff"
    )
    body = await trusted.read(own.id)
    body["phones"].append({"number": "116111", "type": "voice"})
    body["languages"].append({"code": "uk"})
    answer = await trusted.put(own.id, body)

    assert answer.status_code == 200, answer.text
    facts = (await get_held(own.id)).facts
    assert facts["phones"][0]["shown"] == "020 123 45 67"
    assert {"code": "nl", "how": "staff"} in facts["languages"]


async def test_the_audit_says_that_a_program_did_it(
    trusted: Program, own: Service, cast: Cast
) -> None:
    await trusted.change(own.id, description="New words.")
    line = await AuditLine.all().order_by("-seq").first()

    assert line is not None
    assert (line.action, line.object_id, line.reason) == ("listing_changed", own.id, "by_key")
