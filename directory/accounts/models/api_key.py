"""What a program of an organization shows."""

from datetime import date, datetime
from uuid import UUID

from tortoise import fields
from tortoise.models import Model

from directory.accounts.models.member import Membership


class ApiKey(Model):
    """A key acts in the role in which it was made, and ends with that role.

    key_hash: SHA-256 of the key, which is kept nowhere; shown: its beginning. scopes: `scopes`.
    last_used_on: a day only, so that it tells no more than whether anybody needs it.
    """

    id = fields.UUIDField(primary_key=True)
    made_by_id: UUID
    made_by: fields.ForeignKeyRelation[Membership] = fields.ForeignKeyField(
        "directory.Membership", related_name="api_keys", db_index=True
    )
    name = fields.TextField()
    scopes = fields.JSONField[list[str]]()
    shown = fields.CharField(15, db_index=True)
    key_hash = fields.CharField(64, unique=True)
    made_at = fields.DatetimeField()
    expires_at = fields.DatetimeField()
    last_used_on: date | None = fields.DateField(null=True)
    revoked_at = fields.DatetimeField(null=True)

    def counts_at(self, now: datetime) -> bool:
        """With the role in which it was made fetched, and its member."""
        works = self.made_by.ended_at is None and self.made_by.member.status == "active"
        return works and self.revoked_at is None and now < self.expires_at

    class Meta:
        table = "api_keys"
