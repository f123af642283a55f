"""HSDS address."""

from tortoise import fields

from directory.catalog.models.location import Location
from directory.catalog.models.record import Record


class Address(Record):
    """Where a location is. `state_province` is an ISO 3166-2 code here, `country` ISO 3166-1.

    The address of a location that is not public has a country and a region and nothing else: a
    trigger of both databases refuses the rest (rule L-01).
    """

    location: fields.ForeignKeyRelation[Location] = fields.ForeignKeyField(
        "directory.Location", related_name="addresses", db_index=True
    )
    attention = fields.TextField(null=True)
    address_1 = fields.TextField(default="", db_default="")
    address_2 = fields.TextField(null=True)
    city = fields.TextField(default="", db_default="")
    region = fields.TextField(null=True)
    state_province = fields.TextField(default="", db_default="")
    postal_code = fields.TextField(default="", db_default="")
    country = fields.CharField(2)
    address_type = fields.CharField(8, default="physical", db_default="physical")

    class Meta:
        table = "addresses"
