"""HSDS schedule."""

from tortoise import fields

from directory.catalog.models.location import Location
from directory.catalog.models.record import Record
from directory.catalog.models.service import Service
from directory.catalog.models.service_at_location import ServiceAtLocation


class Schedule(Record):
    """When a service is open, as RFC 5545 says it: WEEKLY, byday "MO,TU", opens_at "09:00".

    A closing time at or before the opening runs past midnight. A row without `freq` only carries
    the source's own words in `description`. Not HSDS: `time_zone`, the IANA zone that the times
    are written in, because HSDS has only an offset, which summer time makes wrong.
    """

    service: fields.ForeignKeyNullableRelation[Service] = fields.ForeignKeyField(
        "directory.Service", related_name="schedules", db_index=True, null=True
    )
    location: fields.ForeignKeyNullableRelation[Location] = fields.ForeignKeyField(
        "directory.Location", related_name="schedules", db_index=True, null=True
    )
    service_at_location: fields.ForeignKeyNullableRelation[ServiceAtLocation] = (
        fields.ForeignKeyField(
            "directory.ServiceAtLocation", related_name="schedules", db_index=True, null=True
        )
    )
    valid_from = fields.DateField(null=True)
    valid_to = fields.DateField(null=True)
    dtstart = fields.DateField(null=True)
    timezone = fields.FloatField(null=True)
    until = fields.DateField(null=True)
    count = fields.IntField(null=True)
    wkst = fields.CharField(2, null=True)
    freq = fields.CharField(7, null=True)
    interval = fields.IntField(null=True)
    byday = fields.TextField(null=True)
    byweekno = fields.TextField(null=True)
    bymonthday = fields.TextField(null=True)
    byyearday = fields.TextField(null=True)
    description = fields.TextField(null=True)
    opens_at = fields.CharField(20, null=True)
    closes_at = fields.CharField(20, null=True)
    schedule_link = fields.TextField(null=True)
    attending_type = fields.TextField(null=True)
    notes = fields.TextField(null=True)
    time_zone = fields.CharField(60, null=True)

    class Meta:
        table = "schedules"
