"""HSDS location."""

from typing import TYPE_CHECKING

from tortoise import fields
from tortoise.migrations.constraints import CheckConstraint

from directory.catalog.models.organization import Organization
from directory.catalog.models.record import Record

if TYPE_CHECKING:
    from directory.catalog.models.address import Address


class Location(Record):
    """A place where services are given.

    Not HSDS: `visibility`: "public", "area_only" (its country and region are public) or "none" (a
    confidential place of which nothing is). A place that is not public has no point, no name and no
    words about itself or the way to it, anywhere in Handrail (rules L-01, L-02). The database
    refuses them: a true point that is stored and merely hidden was found within 18 to 630 m by
    asking for radius, distance or order.
    """

    location_type = fields.CharField(8, default="physical", db_default="physical")
    url = fields.TextField(null=True)
    organization: fields.ForeignKeyNullableRelation[Organization] = fields.ForeignKeyField(
        "directory.Organization", related_name="locations", db_index=True, null=True
    )
    name = fields.TextField(null=True)
    alternate_name = fields.TextField(null=True)
    description = fields.TextField(null=True)
    transportation = fields.TextField(null=True)
    latitude = fields.FloatField(null=True)
    longitude = fields.FloatField(null=True)
    external_identifier = fields.TextField(null=True)
    external_identifier_type = fields.TextField(null=True)
    # No default: whoever writes a place says whether it may be known.
    visibility = fields.CharField(9)

    addresses: fields.ReverseRelation["Address"]

    class Meta:
        table = "locations"
        constraints = (
            CheckConstraint(
                check="visibility IN ('public', 'area_only', 'none')", name="locations_visibility"
            ),
            CheckConstraint(
                check="visibility = 'public' OR (latitude IS NULL AND longitude IS NULL"
                " AND url IS NULL AND name IS NULL AND alternate_name IS NULL"
                " AND description IS NULL AND transportation IS NULL"
                " AND external_identifier IS NULL)",
                name="locations_confidential",
            ),
            CheckConstraint(
                check="(latitude IS NULL) = (longitude IS NULL)"
                " AND (latitude IS NULL OR latitude BETWEEN -90 AND 90)"
                " AND (longitude IS NULL OR longitude BETWEEN -180 AND 180)",
                name="locations_point",
            ),
        )
