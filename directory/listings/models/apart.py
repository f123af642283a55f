"""Two listings that look like one service, and are two."""

from uuid import UUID

from tortoise import fields
from tortoise.models import Model

from directory.catalog.models import Service


class Apart(Model):
    """An editor has looked at both. one: the smaller id, so that each pair has one row.

    said_by: as the history names them.
    """

    id = fields.UUIDField(primary_key=True)
    one_id: UUID
    one: fields.ForeignKeyRelation[Service] = fields.ForeignKeyField(
        "directory.Service", related_name="apart_from_later"
    )
    other_id: UUID
    other: fields.ForeignKeyRelation[Service] = fields.ForeignKeyField(
        "directory.Service", related_name="apart_from_earlier", db_index=True
    )
    said_by = fields.CharField(36)
    said_on = fields.DateField()

    class Meta:
        table = "listings_apart"
        unique_together = (("one_id", "other_id"),)
