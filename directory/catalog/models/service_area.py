"""HSDS service_area."""

from tortoise import fields

from directory.catalog.models.record import Record
from directory.catalog.models.service import Service
from directory.catalog.models.service_at_location import ServiceAtLocation


class ServiceArea(Record):
    """Where the people live whom a service is for.

    Not HSDS: `code`, the ISO 3166 code of the area: "ES" a country, "ES-VC" a region, "ZZ" the
    world.
    """

    service: fields.ForeignKeyNullableRelation[Service] = fields.ForeignKeyField(
        "directory.Service", related_name="service_areas", db_index=True, null=True
    )
    service_at_location: fields.ForeignKeyNullableRelation[ServiceAtLocation] = (
        fields.ForeignKeyField(
            "directory.ServiceAtLocation", related_name="service_areas", db_index=True, null=True
        )
    )
    name = fields.TextField(null=True)
    description = fields.TextField(null=True)
    extent = fields.TextField(null=True)
    extent_type = fields.CharField(10, null=True)
    uri = fields.TextField(null=True)
    code = fields.CharField(6, null=True, db_index=True)

    class Meta:
        table = "service_areas"
