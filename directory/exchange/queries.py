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

    @property
    def by_code(self) -> Terms:
        return {term["code"]: term for term in self.terms.values() if "code" in term}


async def load_taxonomies() -> Taxonomies:
    taxonomies = [
        _part(row) for row in await Taxonomy.all().order_by("name", "id").values(*TAXONOMY)
    ]
    names = {taxonomy["id"]: taxonomy["name"] for taxonomy in taxonomies}
    terms = [_part(row) for row in await TaxonomyTerm.all().order_by("code", "id").values(*TERM)]
    for term in terms:
        if "taxonomy_id" in term:
            term["taxonomy"] = names[term["taxonomy_id"]]
    return Taxonomies(
        {each["id"]: each for each in taxonomies}, {each["id"]: each for each in terms}
    )


def _part(row: Mapping[str, object]) -> Part:
    return {name: str(value) for name, value in row.items() if value is not None}
