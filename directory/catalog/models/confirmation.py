"""Which section of a listing was last seen to be true, and when. Not HSDS."""

from uuid import UUID

from tortoise import fields

from directory.catalog.models.record import Record
from directory.catalog.models.service import Service


class Confirmation(Record):
    """The newest confirmation of one section of `facts.Section`. The history has all of them.

    by: "link", "provider" or "editor".
    """

    service_id: UUID
    service: fields.ForeignKeyRelation[Service] = fields.ForeignKeyField(
        "directory.Service", related_name="confirmations", db_index=True
    )
    section = fields.CharField(12)
    confirmed_on = fields.DateField()
    by = fields.CharField(12)

    class Meta:
        table = "confirmations"
        unique_together = (("service_id", "section"),)
