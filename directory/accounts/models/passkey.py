"""A passkey. What else somebody has beside the password stands in Member."""

from uuid import UUID

from tortoise import fields
from tortoise.models import Model

from directory.accounts.models.member import Member


class Passkey(Model):
    """A key that a phone or a stick holds. credential_id: as the browser names it."""

    id = fields.UUIDField(primary_key=True)
    member_id: UUID
    member: fields.ForeignKeyRelation[Member] = fields.ForeignKeyField(
        "directory.Member", related_name="passkeys", db_index=True
    )
    credential_id = fields.BinaryField()
    public_key = fields.BinaryField()
    sign_count = fields.BigIntField()
    name = fields.TextField()
    added_at = fields.DatetimeField()

    class Meta:
        table = "passkeys"
