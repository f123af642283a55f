"""HSDS taxonomy."""

from tortoise import fields

from directory.catalog.models.record import Record


class Taxonomy(Record):
    """A set of terms. Ours has the name "needs"."""

    name = fields.TextField()
    description = fields.TextField(default="", db_default="")
    uri = fields.TextField(null=True)
    version = fields.TextField(null=True)

    class Meta:
        table = "taxonomies"
