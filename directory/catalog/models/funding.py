"""HSDS funding."""

from tortoise import fields

from directory.catalog.models.organization import Organization
from directory.catalog.models.record import Record
from directory.catalog.models.service import Service


class Funding(Record):
    """Who pays for an organization or a service."""

    organization: fields.ForeignKeyNullableRelation[Organization] = fields.ForeignKeyField(
        "directory.Organization", related_name="funding", db_index=True, null=True
    )
    service: fields.ForeignKeyNullableRelation[Service] = fields.ForeignKeyField(
        "directory.Service", related_name="funding", db_index=True, null=True
    )
    source = fields.TextField(null=True)

    class Meta:
        table = "funding"
