"""HSDS contact."""

from tortoise import fields

from directory.catalog.models.location import Location
from directory.catalog.models.organization import Organization
from directory.catalog.models.record import Record
from directory.catalog.models.service import Service
from directory.catalog.models.service_at_location import ServiceAtLocation


class Contact(Record):
    """A named desk or person to speak to. Handrail shows desks, never private people."""

    organization: fields.ForeignKeyNullableRelation[Organization] = fields.ForeignKeyField(
        "directory.Organization", related_name="contacts", db_index=True, null=True
    )
    service: fields.ForeignKeyNullableRelation[Service] = fields.ForeignKeyField(
        "directory.Service", related_name="contacts", db_index=True, null=True
    )
    service_at_location: fields.ForeignKeyNullableRelation[ServiceAtLocation] = (
        fields.ForeignKeyField(
            "directory.ServiceAtLocation", related_name="contacts", db_index=True, null=True
        )
    )
    location: fields.ForeignKeyNullableRelation[Location] = fields.ForeignKeyField(
        "directory.Location", related_name="contacts", db_index=True, null=True
    )
    name = fields.TextField(null=True)
    title = fields.TextField(null=True)
    department = fields.TextField(null=True)
    email = fields.TextField(null=True)

    class Meta:
        table = "contacts"
