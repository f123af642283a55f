"""What /api/openapi.json says: lists, their parameters, and the official schemas by reference."""

from collections.abc import Iterable
from typing import Any

from directory import __version__
from directory.exchange.openapi_writing import SECURITY, describe_writing
from directory.exchange.parameters import FULL, PAGING, SEARCH, TERMS, Parameter

SCHEMAS = "https://raw.githubusercontent.com/openreferral/specification/3.2/schema/"
# A list's name: the schema of one item, the schema of one record, what it can be asked by.
LISTS = {
    "services": ("compiled/service_list.json", "compiled/service.json", (*SEARCH, *PAGING, FULL)),
    "service_at_locations": (
        "compiled/service_at_location_list.json",
        "compiled/service_at_location.json",
        (*SEARCH, *PAGING, FULL),
    ),
    "organizations": (
        "compiled/organization_list.json",
        "compiled/organization.json",
        (*SEARCH, *PAGING, FULL),
    ),
    "taxonomies": ("taxonomy.json", "taxonomy.json", PAGING),
    "taxonomy_terms": ("taxonomy_term.json", "taxonomy_term.json", (*PAGING, *TERMS)),
}
_COUNTS = {
    "total_items": "integer",
    "total_pages": "integer",
    "page_number": "integer",
    "size": "integer",
    "first_page": "boolean",
    "last_page": "boolean",
    "empty": "boolean",
}
_REFERENCE = "#/components/schemas/Problems"
_FAULT = {name: {"type": "string"} for name in ("field", "value", "sentence")}
_PROBLEMS = {
    "type": "object",
    "properties": {
        "problems": {"type": "array", "items": {"type": "object", "properties": _FAULT}}
    },
}


def describe_api() -> dict[str, Any]:
    """An OpenAPI 3.1 document of all that can be read, and of what programs write."""
    paths: dict[str, Any] = {
        "/": _get("What this API is.", {"type": "object"}),
        "/services.geojson": _asked("Listings as points (RFC 7946).", (*SEARCH, *PAGING), {}),
    }
    for name, (item, record, parameters) in LISTS.items():
        page = _page({"$ref": SCHEMAS + item})
        paths[f"/{name}"] = _asked(f"A page of {name}.", parameters, page)
        one = _get(f"One of {name}, with all that belongs to it.", {"$ref": SCHEMAS + record})
        paths[f"/{name}/{{id}}"] = {"parameters": [_id()], **one}
    service = {"$ref": SCHEMAS + LISTS["services"][1]}
    for path, acts in describe_writing(service, {"$ref": _REFERENCE}).items():
        paths[path] = paths.get(path, {"parameters": [_id()]}) | acts
    return {
        "openapi": "3.1.0",
        "info": {"title": "Handrail", "version": __version__, "summary": "HSDS 3.2"},
        "servers": [{"url": "/api"}],
        "paths": paths,
        "components": {"schemas": {"Problems": _PROBLEMS}, "securitySchemes": SECURITY},
    }


def _asked(summary: str, parameters: Iterable[Parameter], schema: dict[str, Any]) -> dict[str, Any]:
    """By GET, and by POST with the same names in a body, so that none stands in an address."""
    listed = list(parameters)
    properties = {parameter.name: _schema(parameter) for parameter in listed}
    body = {"schema": {"type": "object", "properties": properties, "additionalProperties": False}}
    types = ("application/x-www-form-urlencoded", "application/json")
    answers = _answers(schema)
    return {
        "get": {
            "summary": summary,
            "parameters": [_in_address(parameter) for parameter in listed],
            "responses": answers,
        },
        "post": {
            "summary": summary,
            "requestBody": {"content": dict.fromkeys(types, body)},
            "responses": answers,
        },
    }


def _get(summary: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {"get": {"summary": summary, "responses": _answers(schema)}}


def _answers(schema: dict[str, Any]) -> dict[str, Any]:
    problems = {"application/json": {"schema": {"$ref": _REFERENCE}}}
    return {
        "200": {"description": "Found.", "content": {"application/json": {"schema": schema}}},
        "default": {"description": "What was wrong, in sentences.", "content": problems},
    }


def _page(item: dict[str, Any]) -> dict[str, Any]:
    counts = {name: {"type": kind} for name, kind in _COUNTS.items()}
    contents = {"contents": {"type": "array", "items": item}}
    return {"type": "object", "properties": counts | contents, "required": [*counts, *contents]}


def _in_address(parameter: Parameter) -> dict[str, Any]:
    schema = _schema(parameter)
    told = {"name": parameter.name, "in": "query", "description": parameter.meaning}
    return told | {"required": False, "schema": schema}


def _schema(parameter: Parameter) -> dict[str, Any]:
    one = {"type": parameter.kind}
    return {"type": "array", "items": one} if parameter.is_repeatable else one


def _id() -> dict[str, Any]:
    return {"name": "id", "in": "path", "required": True, "schema": {"type": "string"}}
