"""HSDS accessibility."""

from tortoise import fields

from directory.catalog.models.location import Location
from directory.catalog.models.record import Record


class Accessibility(Record):
    """How people with disabilities get into a place.

    Not HSDS: `wheelchair`, yes, no or not known.
    """

    location: fields.ForeignKeyRelation[Location] = fields.ForeignKeyField(
        "directory.Location", related_name="accessibility", db_index=True
    )
    description = fields.TextField(null=True)
    details = fields.TextField(null=True)
    url = fields.TextField(null=True)
    wheelchair = fields.BooleanField(null=True)

    class Meta:
        table = "accessibility"
