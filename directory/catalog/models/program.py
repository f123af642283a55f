"""HSDS program."""

from tortoise import fields

from directory.catalog.models.organization import Organization
from directory.catalog.models.record import Record


class Program(Record):
    """Services of one organization that belong together."""

    organization: fields.ForeignKeyRelation[Organization] = fields.ForeignKeyField(
        "directory.Organization", related_name="programs", db_index=True
    )
    name = fields.TextField()
    alternate_name = fields.TextField(null=True)
    description = fields.TextField(default="", db_default="")

    class Meta:
        table = "programs"
