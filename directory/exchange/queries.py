"""Reading our taxonomy as HSDS says it."""

from collections.abc import Mapping
from dataclasses import dataclass

from directory.catalog.models import Taxonomy, TaxonomyTerm
from directory.exchange.parts import Part, Terms

TAXONOMY = ("id", "name", "description", "uri", "version")
TERM = ("id", "code", "name", "description", "parent_id", "language", "taxonomy_id", "term_uri")


@dataclass(frozen=True, slots=True)
class Taxonomies:
    """All taxonomies by id, all their terms by id, and the terms of needs by their code."""

    taxonomies: Mapping[str, Part]
    terms: Mapping[str, Part]
    by_code: Terms


async def load_taxonomies() -> Taxonomies:
    taxonomies = await Taxonomy.all().order_by("name", "id").values(*TAXONOMY)
    terms = await TaxonomyTerm.all().order_by("code", "id").values(*TERM)
    found = {str(row["id"]): _part(row) for row in taxonomies}
    by_id = {str(row["id"]): _part(row) for row in terms}
    for term in by_id.values():
        if "taxonomy_id" in term:
            term["taxonomy"] = found[term["taxonomy_id"]]["name"]
    by_code = {term["code"]: term for term in by_id.values() if "code" in term}
    return Taxonomies(found, by_id, by_code)


def _part(row: Mapping[str, object]) -> Part:
    return {name: str(value) for name, value in row.items() if value is not None}
