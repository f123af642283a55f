"""A table that was looked at and waits to be taken over."""

from uuid import UUID

from tortoise import fields
from tortoise.models import Model

from directory.accounts.models import Membership


class TableDraft(Model):
    """It waits for whoever sent it, a day long, and only where nothing in it is wrong.

    planned: the lines (`plans.write_plan`). unknown: headings that are none of ours. waits: of one
    that was taken over, whether an editor looks at its changes.
    """

    id = fields.UUIDField(primary_key=True)
    made_by_id: UUID
    made_by: fields.ForeignKeyRelation[Membership] = fields.ForeignKeyField(
        "directory.Membership", related_name="table_drafts", db_index=True
    )
    made_at = fields.DatetimeField(db_index=True)
    lines = fields.IntField()
    planned = fields.JSONField[list[dict[str, object]]]()
    unknown = fields.JSONField[list[str]]()
    taken_at = fields.DatetimeField(null=True)
    waits = fields.BooleanField(default=False, db_default=False)

    class Meta:
        table = "table_drafts"
