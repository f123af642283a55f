"""HSDS language."""

from tortoise import fields

from directory.catalog.models.location import Location
from directory.catalog.models.phone import Phone
from directory.catalog.models.record import Record
from directory.catalog.models.service import Service


class Language(Record):
    """A language in which a service, a place or a number answers; `code` is BCP 47.

    Not HSDS: `how`, one of `facts.How`; `since`, the day since which it is so.
    """

    service: fields.ForeignKeyNullableRelation[Service] = fields.ForeignKeyField(
        "directory.Service", related_name="languages", db_index=True, null=True
    )
    location: fields.ForeignKeyNullableRelation[Location] = fields.ForeignKeyField(
        "directory.Location", related_name="languages", db_index=True, null=True
    )
    phone: fields.ForeignKeyNullableRelation[Phone] = fields.ForeignKeyField(
        "directory.Phone", related_name="languages", db_index=True, null=True
    )
    name = fields.TextField(null=True)
    code = fields.CharField(35, null=True)
    note = fields.TextField(null=True)
    how = fields.CharField(14, null=True)
    since = fields.DateField(null=True)

    class Meta:
        table = "languages"
