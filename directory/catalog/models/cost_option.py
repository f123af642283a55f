"""HSDS cost_option."""

from tortoise import fields

from directory.catalog.models.record import Record
from directory.catalog.models.service import Service


class CostOption(Record):
    """What a service costs under one condition."""

    service: fields.ForeignKeyRelation[Service] = fields.ForeignKeyField(
        "directory.Service", related_name="cost_options", db_index=True
    )
    valid_from = fields.DateField(null=True)
    valid_to = fields.DateField(null=True)
    option = fields.TextField(null=True)
    currency = fields.CharField(3, null=True)
    amount = fields.DecimalField(max_digits=12, decimal_places=2, null=True)
    amount_description = fields.TextField(null=True)

    class Meta:
        table = "cost_options"
