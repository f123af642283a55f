"""HSDS taxonomy_term."""

from tortoise import fields

from directory.catalog.models.record import Record
from directory.catalog.models.taxonomy import Taxonomy


class TaxonomyTerm(Record):
    """One term. In our own taxonomy `code` is the need's three digits, such as "101".

    `taxonomy_text` is HSDS's free text `taxonomy`: Tortoise needs that name for the relation.
    """

    code = fields.CharField(100, null=True, db_index=True)
    name = fields.TextField()
    description = fields.TextField(default="", db_default="")
    parent: fields.ForeignKeyNullableRelation["TaxonomyTerm"] = fields.ForeignKeyField(
        "directory.TaxonomyTerm", related_name="children", db_index=True, null=True
    )
    taxonomy_text = fields.TextField(null=True)
    language = fields.CharField(35, null=True)
    taxonomy: fields.ForeignKeyNullableRelation[Taxonomy] = fields.ForeignKeyField(
        "directory.Taxonomy", related_name="terms", db_index=True, null=True
    )
    term_uri = fields.TextField(null=True)

    class Meta:
        table = "taxonomy_terms"
