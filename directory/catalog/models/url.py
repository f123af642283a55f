"""HSDS url."""

from tortoise import fields

from directory.catalog.models.organization import Organization
from directory.catalog.models.record import Record
from directory.catalog.models.service import Service


class Url(Record):
    """A further address; the label "chat" marks the page where a service chats."""

    organization: fields.ForeignKeyNullableRelation[Organization] = fields.ForeignKeyField(
        "directory.Organization", related_name="urls", db_index=True, null=True
    )
    service: fields.ForeignKeyNullableRelation[Service] = fields.ForeignKeyField(
        "directory.Service", related_name="urls", db_index=True, null=True
    )
    label = fields.TextField(null=True)
    url = fields.TextField()

    class Meta:
        table = "urls"
