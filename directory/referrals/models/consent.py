"""That somebody agreed, to what, and until when. Kept for 24 months after its end, as a proof."""

from uuid import UUID

from tortoise import fields
from tortoise.migrations.constraints import CheckConstraint
from tortoise.models import Model

from directory.accounts.models import Team
from directory.catalog.models import Organization, Service

_STATES = "'draft', 'active', 'in_use', 'refused', 'spent', 'expired', 'withdrawn', 'superseded'"


class Consent(Model):
    """No name and no signature: those stay on paper, with the agency. id: 128 random bits, in hex.

    organization, service: the one recipient. scope: the mask of `minimal.Field` that may be said.
    withhold_from: ids of organizations that must not learn of it. givers: {role, kind, method} of
    one or two; told: what they were told. A refused one holds the fact and the date alone.
    """

    id = fields.CharField(32, primary_key=True)
    team_id: UUID
    team: fields.ForeignKeyRelation[Team] = fields.ForeignKeyField(
        "directory.Team", related_name="consents", db_index=True, on_delete=fields.RESTRICT
    )
    organization_id: UUID | None
    organization: fields.ForeignKeyNullableRelation[Organization] = fields.ForeignKeyField(
        "directory.Organization",
        related_name="consents",
        db_index=True,
        null=True,
        on_delete=fields.SET_NULL,
    )
    service_id: UUID | None
    service: fields.ForeignKeyNullableRelation[Service] = fields.ForeignKeyField(
        "directory.Service",
        related_name="consents",
        db_index=True,
        null=True,
        on_delete=fields.SET_NULL,
    )
    state = fields.CharField(10, default="draft", db_default="draft")
    state_at = fields.DatetimeField()
    profile = fields.CharField(40, default="", db_default="")
    profile_version = fields.CharField(20, default="", db_default="")
    wording_version = fields.CharField(64, default="", db_default="")
    language = fields.CharField(35, default="", db_default="")
    delivery = fields.CharField(20, default="", db_default="")
    purpose = fields.CharField(20, default="", db_default="")
    scope = fields.IntField(default=0, db_default=0)
    withhold_from = fields.JSONField[list[str]](default=list)
    withhold_reason = fields.CharField(20, default="", db_default="")
    contact_permission = fields.CharField(30, default="", db_default="")
    may_count = fields.BooleanField(default=False, db_default=False)
    age_band = fields.CharField(10, default="", db_default="")
    givers = fields.JSONField[list[dict[str, str]]](default=list)
    told = fields.JSONField[list[str]](default=list)
    is_checked = fields.BooleanField(default=False, db_default=False)
    is_mature = fields.BooleanField(default=False, db_default=False)
    asked_by_id = fields.UUIDField(null=True)
    second_id = fields.UUIDField(null=True)
    copy_offered = fields.CharField(20, default="", db_default="")
    given_at = fields.DatetimeField(null=True)
    expires_at = fields.DatetimeField(null=True, db_index=True)

    class Meta:
        table = "consents"
        constraints = (
            CheckConstraint(check=f"state IN ({_STATES})", name="consents_state"),
            CheckConstraint(
                check="state IN ('draft', 'refused')"
                " OR (given_at IS NOT NULL AND expires_at IS NOT NULL AND given_at < expires_at)",
                name="consents_end",
            ),
            CheckConstraint(
                check="state <> 'refused' OR (scope = 0 AND given_at IS NULL AND age_band = '')",
                name="consents_refused",
            ),
        )
