"""A mail that has not left yet."""

from uuid import UUID

from tortoise import fields
from tortoise.models import Model

from directory.accounts.models.member import Member


class Notice(Model):
    """That something waits for somebody, written in the same transaction as what waits.

    It does not say what. taken_at: when a process began to mail it; one that ended in between is
    mailed again, under the same number, so that a mail program shows it once.
    """

    id = fields.UUIDField(primary_key=True)
    member_id: UUID
    member: fields.ForeignKeyRelation[Member] = fields.ForeignKeyField(
        "directory.Member", related_name="notices", db_index=True
    )
    made_at = fields.DatetimeField()
    taken_at = fields.DatetimeField(null=True)

    class Meta:
        table = "notices"
