"""The names that a list of the API may be asked with, and what each means."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

MOST_PER_PAGE = 100
DEFAULT_PER_PAGE = 20


@dataclass(frozen=True, slots=True)
class Parameter:
    """`kind` is the type that JSON Schema gives the value."""

    name: str
    kind: Literal["string", "integer", "number", "boolean"]
    meaning: str
    is_repeatable: bool = False


PAGING = (
    Parameter("page", "integer", "The number of the page, from 1."),
    Parameter("per_page", "integer", f"How many on a page, 1 to {MOST_PER_PAGE}."),
    Parameter("format", "string", "Only json."),
)
SEARCH = (
    Parameter(
        "need", "string", "The code of a need; services for any of them.", is_repeatable=True
    ),
    Parameter("taxonomy_term_id", "string", "The same by the id of the term.", is_repeatable=True),
    Parameter("q", "string", "Own words, in any language."),
    Parameter("search", "string", "HSDS's name for q."),
    Parameter("country", "string", "ISO 3166-1: services for the people there."),
    Parameter("region", "string", "ISO 3166-2: services for the people there."),
    Parameter("place", "string", "The name or the number of a town."),
    Parameter("lat", "number", "Latitude; it is rounded to 0.01 before it is used."),
    Parameter("lon", "number", "Longitude; it is rounded to 0.01 before it is used."),
    Parameter("radius", "number", "Kilometres around the place, 0.1 to 20040; 50 unless told."),
    Parameter("language", "string", "BCP 47: services that speak it."),
    Parameter("age", "integer", "Services for people of this age."),
    Parameter("day", "integer", "Services open on this day of the week, 1 is Monday."),
    Parameter("open_now", "boolean", "Services that are open."),
    Parameter("free", "boolean", "Services that cost nothing."),
    Parameter("remote", "boolean", "Services that can be reached without going there."),
    Parameter("accessible", "boolean", "Places that wheelchairs can get into."),
    Parameter("accepting", "boolean", "Services that say that they have room for one more."),
    Parameter("placed", "boolean", "Services at a place that one can go to."),
)
FULL = Parameter("full", "boolean", "Everything of each object, as under its own address.")
TERMS = (
    Parameter("taxonomy_id", "string", "Only terms of this taxonomy."),
    Parameter("parent_id", "string", "Only terms right below this one."),
    Parameter("top_only", "boolean", "Only terms that stand below no other."),
)


def names_of(parameters: Iterable[Parameter]) -> frozenset[str]:
    return frozenset(parameter.name for parameter in parameters)
