"""HSDS phone."""

from tortoise import fields

from directory.catalog.models.contact import Contact
from directory.catalog.models.location import Location
from directory.catalog.models.organization import Organization
from directory.catalog.models.record import Record
from directory.catalog.models.service import Service
from directory.catalog.models.service_at_location import ServiceAtLocation


class Phone(Record):
    """A number to ring or write to.

    HSDS draws `type` from RFC 6350: voice, text (SMS), fax, cell, video, pager, textphone.
    Not HSDS: the type "whatsapp"; `shown`, the number as its source prints it; `position`, the
    source's order.
    """

    location: fields.ForeignKeyNullableRelation[Location] = fields.ForeignKeyField(
        "directory.Location", related_name="phones", db_index=True, null=True
    )
    service: fields.ForeignKeyNullableRelation[Service] = fields.ForeignKeyField(
        "directory.Service", related_name="phones", db_index=True, null=True
    )
    organization: fields.ForeignKeyNullableRelation[Organization] = fields.ForeignKeyField(
        "directory.Organization", related_name="phones", db_index=True, null=True
    )
    contact: fields.ForeignKeyNullableRelation[Contact] = fields.ForeignKeyField(
        "directory.Contact", related_name="phones", db_index=True, null=True
    )
    service_at_location: fields.ForeignKeyNullableRelation[ServiceAtLocation] = (
        fields.ForeignKeyField(
            "directory.ServiceAtLocation", related_name="phones", db_index=True, null=True
        )
    )
    number = fields.CharField(50)
    extension = fields.IntField(null=True)
    type = fields.CharField(20, default="voice", db_default="voice")
    description = fields.TextField(null=True)
    shown = fields.TextField(null=True)
    position = fields.SmallIntField(default=0, db_default=0)

    class Meta:
        table = "phones"
