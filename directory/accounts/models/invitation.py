"""A link that lets one person in, once."""

from uuid import UUID

from tortoise import fields
from tortoise.migrations.constraints import CheckConstraint
from tortoise.models import Model

from directory.accounts.models.agency import Agency, Team
from directory.accounts.models.member import Member


class Invitation(Model):
    """token_hash: SHA-256 of what stands in the link, which is kept nowhere.

    kind: "join" (a role for whoever reads `email`), "password" (a new password for `member`, who
    still shows the second factor) or "everything" (a new password and a new second factor).
    """

    id = fields.UUIDField(primary_key=True)
    kind = fields.CharField(10)
    token_hash = fields.CharField(64, unique=True)
    email = fields.CharField(254)
    name = fields.TextField(default="", db_default="")
    role = fields.CharField(10, null=True)
    agency_id: UUID | None
    agency: fields.ForeignKeyNullableRelation[Agency] = fields.ForeignKeyField(
        "directory.Agency", related_name="invitations", db_index=True, null=True
    )
    team_id: UUID | None
    team: fields.ForeignKeyNullableRelation[Team] = fields.ForeignKeyField(
        "directory.Team", related_name="invitations", db_index=True, null=True
    )
    member_id: UUID | None
    member: fields.ForeignKeyNullableRelation[Member] = fields.ForeignKeyField(
        "directory.Member", related_name="invitations", db_index=True, null=True
    )
    invited_by_id: UUID | None
    invited_by: fields.ForeignKeyNullableRelation[Member] = fields.ForeignKeyField(
        "directory.Member",
        related_name="invited",
        db_index=True,
        null=True,
        on_delete=fields.SET_NULL,
    )
    created_at = fields.DatetimeField()
    expires_at = fields.DatetimeField()
    used_at = fields.DatetimeField(null=True)

    class Meta:
        table = "invitations"
        constraints = (
            CheckConstraint(
                check="(kind = 'join' AND role IS NOT NULL AND member_id IS NULL)"
                " OR (kind IN ('password', 'everything') AND member_id IS NOT NULL)",
                name="invitations_kind",
            ),
        )
