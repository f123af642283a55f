"""HSDS service_capacity."""

from tortoise import fields

from directory.catalog.models.record import Record
from directory.catalog.models.service import Service
from directory.catalog.models.unit import Unit


class ServiceCapacity(Record):
    """How many places of one kind are free."""

    service: fields.ForeignKeyRelation[Service] = fields.ForeignKeyField(
        "directory.Service", related_name="service_capacities", db_index=True
    )
    unit: fields.ForeignKeyRelation[Unit] = fields.ForeignKeyField(
        "directory.Unit", related_name="service_capacities", db_index=True
    )
    available = fields.FloatField()
    maximum = fields.FloatField(null=True)
    description = fields.TextField(null=True)
    updated = fields.DatetimeField()

    class Meta:
        table = "service_capacities"
