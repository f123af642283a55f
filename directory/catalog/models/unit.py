"""HSDS unit."""

from tortoise import fields

from directory.catalog.models.record import Record


class Unit(Record):
    """What a capacity counts: beds, hours."""

    name = fields.TextField()
    scheme = fields.TextField(null=True)
    identifier = fields.TextField(null=True)
    uri = fields.TextField(null=True)

    class Meta:
        table = "units"
