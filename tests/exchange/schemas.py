"""The official schemas of HSDS 3.2.3, ready to hold an object to them.

They leave further properties open. `formats` of dates, e-mail addresses and ids are checked too.
"""

import json
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker
from jsonschema.protocols import Validator
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

FOLDER = Path(__file__).with_name("hsds-3.2.3")
UPSTREAM = "https://raw.githubusercontent.com/openreferral/specification/3.2/schema/"


@cache
def registry() -> Registry[Any]:
    """Every file under the address by which upstream's API reference names it."""
    reference = json.loads((FOLDER / "openapi.json").read_text("utf-8"))
    resource: Resource[Any] = DRAFT202012.create_resource(reference)
    found: Registry[Any] = Registry().with_resource("urn:openapi", resource)
    for path in (*FOLDER.glob("schema/*.json"), *FOLDER.glob("compiled/*.json")):
        place = f"compiled/{path.name}" if path.parent.name == "compiled" else path.name
        schema = json.loads(path.read_text("utf-8"))
        found = found.with_resource(UPSTREAM + place, DRAFT202012.create_resource(schema))
    return found


def faults(schema: str, value: Any) -> list[str]:
    """What is wrong with an object: an empty list where nothing is.

    schema: "service.json", "compiled/service_list.json".
    """
    return _faults(UPSTREAM + schema, value)


def page_faults(path: str, value: Any) -> list[str]:
    """The same for the answer to a GET of an address of the API reference, such as "/services"."""
    escaped = path.replace("/", "~1")
    response = f"#/paths/{escaped}/get/responses/200/content/application~1json/schema"
    return _faults("urn:openapi" + response, value)


def _faults(address: str, value: Any) -> list[str]:
    found = _validator(address).iter_errors(value)
    return [f"{error.json_path}: {error.message}" for error in found]


@cache
def _validator(address: str) -> Validator:
    schema = {"$ref": address}
    return Draft202012Validator(schema, registry=registry(), format_checker=FormatChecker())


def nulls(value: Any, place: str = "$") -> list[str]:
    """Where an object holds null, which HSDS allows nowhere."""
    if isinstance(value, dict):
        return [found for name, part in value.items() for found in nulls(part, f"{place}.{name}")]
    if isinstance(value, list):
        return [found for at, part in enumerate(value) for found in nulls(part, f"{place}[{at}]")]
    return [place] if value is None else []
