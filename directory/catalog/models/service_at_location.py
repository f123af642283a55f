"""HSDS service_at_location."""

from tortoise import fields

from directory.catalog.models.location import Location
from directory.catalog.models.record import Record
from directory.catalog.models.service import Service


class ServiceAtLocation(Record):
    """A service at one of its places."""

    service: fields.ForeignKeyRelation[Service] = fields.ForeignKeyField(
        "directory.Service", related_name="service_at_locations", db_index=True
    )
    location: fields.ForeignKeyRelation[Location] = fields.ForeignKeyField(
        "directory.Location", related_name="service_at_locations", db_index=True
    )
    description = fields.TextField(null=True)

    class Meta:
        table = "service_at_locations"
