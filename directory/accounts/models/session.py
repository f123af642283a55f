"""Somebody's stay, from sign-in to sign-out."""

from uuid import UUID

from tortoise import fields
from tortoise.models import Model

from directory.accounts.models.member import Member, Membership


class Session(Model):
    """One browser that is signed in, or half way there.

    token_hash: fingerprint of the token that the cookie alone holds. kept: the member's private
    key, sealed by a key made from that token: who has this row and no cookie opens nothing.
    is_complete: the second factor has been given too; until then the session may do nothing else.
    challenge: what a passkey has to sign next. confirmed_at: when the person last showed a second
    factor. to_show: what the next page shows, once, sealed like `kept`.
    """

    id = fields.UUIDField(primary_key=True)
    member_id: UUID
    member: fields.ForeignKeyRelation[Member] = fields.ForeignKeyField(
        "directory.Member", related_name="sessions", db_index=True
    )
    membership_id: UUID | None
    membership: fields.ForeignKeyNullableRelation[Membership] = fields.ForeignKeyField(
        "directory.Membership", related_name="sessions", db_index=True, null=True
    )
    token_hash = fields.CharField(64, unique=True)
    kept = fields.BinaryField()
    is_complete = fields.BooleanField(default=False, db_default=False)
    challenge = fields.BinaryField(null=True)
    began_at = fields.DatetimeField()
    seen_at = fields.DatetimeField(db_index=True)
    confirmed_at = fields.DatetimeField(null=True)
    to_show = fields.BinaryField(null=True)

    class Meta:
        table = "sessions"
