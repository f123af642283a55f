"""HSDS attribute."""

from tortoise import fields
from tortoise.indexes import Index

from directory.catalog.models.record import Record
from directory.catalog.models.taxonomy_term import TaxonomyTerm


class Attribute(Record):
    """Ties a taxonomy term to any record. A service's needs have link_type "need"."""

    link_id = fields.UUIDField()
    taxonomy_term: fields.ForeignKeyRelation[TaxonomyTerm] = fields.ForeignKeyField(
        "directory.TaxonomyTerm", related_name="attributes", db_index=True
    )
    link_type = fields.CharField(40, null=True)
    link_entity = fields.CharField(40)
    value = fields.TextField(null=True)
    label = fields.TextField(null=True)

    class Meta:
        table = "attributes"
        indexes = (Index(fields=("link_id",)),)
