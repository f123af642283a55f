"""A listing as it was."""

from uuid import UUID

from tortoise import fields
from tortoise.models import Model

from directory.catalog.models import Service


class Version(Model):
    """All facts of a listing after a change, by their codes. number counts up from 1, which is the
    listing before the first change. cause: "found", "edit", "table", "review",
    "restored" or "merged"."""

    id = fields.UUIDField(primary_key=True)
    service_id: UUID
    service: fields.ForeignKeyRelation[Service] = fields.ForeignKeyField(
        "directory.Service", related_name="versions", db_index=True
    )
    number = fields.IntField()
    facts = fields.JSONField[dict[str, object]](default=dict)
    made_at = fields.DatetimeField()
    made_by = fields.CharField(36)
    cause = fields.CharField(8)

    class Meta:
        table = "listing_versions"
        unique_together = (("service_id", "number"),)
