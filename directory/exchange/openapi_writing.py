"""The part of /api/openapi.json about what programs write with a key."""

from typing import Any

from directory.accounts.scopes import Scope
from directory.catalog.facts import Section
from directory.exchange.incoming.room import LONGEST_WAIT, STATES

Described = dict[str, Any]
SECURITY = {
    "key": {
        "type": "http",
        "scheme": "bearer",
        "description": "A key that an organization makes under “Keys of programs”: handrail_…",
    }
}
_DAY = {"type": "string", "format": "date"}
_SECTIONS = {"type": "array", "items": {"enum": list(Section)}, "minItems": 1}
_ROOM = {
    "type": "object",
    "properties": {
        "state": {"enum": list(STATES)},
        "until": _DAY,
        "wait_days": {"type": "integer", "minimum": 1, "maximum": LONGEST_WAIT},
    },
    "required": ["state", "until"],
    "additionalProperties": False,
}
_FIELDS = {"type": "array", "items": {"type": "string"}}
_REVIEW = {
    "type": "object",
    "properties": {
        "id": {"type": "string"},
        "service_id": {"type": "string"},
        "state": {"enum": ["pending", "decided", "withdrawn"]},
        "asked_on": _DAY,
        "asked": _FIELDS,
        "decided_on": _DAY,
        "taken": _FIELDS,
        "answer": {"type": "string"},
    },
}
_REFUSALS = {
    "401": "No key, or one that does not count.",
    "403": "The key was not made for this.",
    "404": "No such record, or one of another organization.",
    "412": "It is not the record that was read. The ETag is that of now.",
    "422": "What cannot stand, by the paths of fields. Nothing was changed.",
    "428": "There is no If-Match: send the ETag of what was read.",
    "429": "Too often.",
}
_PUT = (
    "Puts a service in the place of the one that was read. What stands as it was stays; a property"
    " that is left out is taken away. What cannot be changed here may be left out, and has to be as"
    " it was otherwise; ids in lists are passed over. 202 where an editor has to look at it first."
)


def describe_writing(service: Described, problems: Described) -> dict[str, Described]:
    """By path, the operations. service: the schema of a whole one; problems: of what was wrong."""
    one = "/services/{id}"
    put = _act(_PUT, Scope.LISTINGS_WRITE, problems, {"200": service, "202": _REVIEW}, service)
    said = {"type": "object", "properties": {"sections": _SECTIONS}, "required": ["sections"]}
    days = {"type": "object", "additionalProperties": _DAY}
    kept = {"type": "object", "properties": {"confirmed": days}}
    confirmed = "Says that sections of a service are right as they were read."
    room = "Says whether a service takes new people, until a day within two months."
    known = "What was said about that, as long as it holds."
    silent = "Takes back what was said about it."
    asked = "What became of a change that an editor had to look at. Fields are paths in a service."
    return {
        one: {"put": _conditional(put)},
        f"{one}/confirmations": {
            "post": _conditional(
                _act(confirmed, Scope.LISTINGS_CONFIRM, problems, {"200": kept}, said)
            )
        },
        f"{one}/room": {
            "get": _act(known, Scope.ROOM_WRITE, problems, {"200": _ROOM}),
            "put": _act(room, Scope.ROOM_WRITE, problems, {"200": _ROOM}, _ROOM),
            "delete": _act(silent, Scope.ROOM_WRITE, problems, {"204": {}}),
        },
        "/reviews/{id}": {
            "get": _act(asked, Scope.LISTINGS_WRITE, problems, {"200": _REVIEW}),
        },
    }


def _act(
    summary: str,
    scope: Scope,
    problems: Described,
    answers: dict[str, Described],
    body: Described | None = None,
) -> Described:
    said = {"summary": summary, "description": f"The key needs the scope {scope}."}
    refused = {
        status: {"description": why, "content": _json(problems)}
        for status, why in _REFUSALS.items()
        if status not in {"412", "428"}
    }
    done = {
        status: {"description": "Done."} | ({"content": _json(schema)} if schema else {})
        for status, schema in answers.items()
    }
    sent = {"requestBody": {"required": True, "content": _json(body)}} if body else {}
    return said | {"security": [{"key": []}], "responses": done | refused} | sent


def _conditional(act: Described) -> Described:
    header = {"name": "If-Match", "in": "header", "required": True, "schema": {"type": "string"}}
    more = {status: {"description": _REFUSALS[status]} for status in ("412", "428")}
    return act | {"parameters": [header], "responses": act["responses"] | more}


def _json(schema: Described) -> Described:
    return {"application/json": {"schema": schema}}
