"""A person who signs in, and the roles that they hold."""

from datetime import date
from uuid import UUID

from tortoise import fields
from tortoise.migrations.constraints import CheckConstraint
from tortoise.models import Model

from directory.accounts.models.agency import Agency, Team


class Member(Model):
    """One person. `email` is folded to lower case, and is the name that they sign in with.

    status: "active", "disabled" (by somebody else, may come back) or "left" (for good).
    key_version, public_key, private_key, key_recipe: as `keyring` writes them; the private key is
    wrapped by a key that only the password makes. totp_secret: sealed by a key of the house, so
    that a stolen disk alone gives no codes. totp_step: the newest step whose code was used, so
    that none is taken twice. recovery_codes: the recipe, then the hash of each that is left.
    used_on: the day of the newest sign-in; warned_on: of the mail that nobody uses it (`unused`).
    """

    id = fields.UUIDField(primary_key=True)
    email = fields.CharField(254, unique=True)
    name = fields.TextField()
    language = fields.CharField(35, default="en", db_default="en")
    status = fields.CharField(8, default="active", db_default="active")
    password_hash = fields.TextField()
    key_version = fields.IntField()
    public_key = fields.BinaryField()
    private_key = fields.BinaryField()
    key_recipe = fields.TextField()
    totp_secret = fields.BinaryField()
    totp_step = fields.BigIntField(default=0, db_default=0)
    recovery_codes = fields.TextField()
    created_at = fields.DatetimeField()
    used_on: date | None = fields.DateField(null=True)
    warned_on: date | None = fields.DateField(null=True)
    ended_at = fields.DatetimeField(null=True)
    is_demo = fields.BooleanField(default=False, db_default=False)

    class Meta:
        table = "members"
        constraints = (
            CheckConstraint(
                check="status IN ('active', 'disabled', 'left')", name="members_status"
            ),
        )


class Membership(Model):
    """One role (`roles.Role`) of one member in one place. An ended one stays on record."""

    id = fields.UUIDField(primary_key=True)
    member_id: UUID
    member: fields.ForeignKeyRelation[Member] = fields.ForeignKeyField(
        "directory.Member", related_name="memberships", db_index=True
    )
    role = fields.CharField(10)
    agency_id: UUID | None
    agency: fields.ForeignKeyNullableRelation[Agency] = fields.ForeignKeyField(
        "directory.Agency",
        related_name="memberships",
        db_index=True,
        null=True,
        on_delete=fields.RESTRICT,
    )
    team_id: UUID | None
    team: fields.ForeignKeyNullableRelation[Team] = fields.ForeignKeyField(
        "directory.Team",
        related_name="memberships",
        db_index=True,
        null=True,
        on_delete=fields.RESTRICT,
    )
    began_at = fields.DatetimeField()
    ended_at = fields.DatetimeField(null=True)

    class Meta:
        table = "memberships"
        constraints = (
            CheckConstraint(
                check="(role IN ('caseworker', 'team_lead', 'recipient')"
                " AND agency_id IS NOT NULL AND team_id IS NOT NULL)"
                " OR (role = 'provider' AND agency_id IS NOT NULL AND team_id IS NULL)"
                " OR (role IN ('editor', 'operator') AND agency_id IS NULL AND team_id IS NULL)",
                name="memberships_place",
            ),
        )
