"""The shell of a referral: where it stands. What it says lies sealed, in `payload`."""

from uuid import UUID

from tortoise import fields
from tortoise.migrations.constraints import CheckConstraint
from tortoise.models import Model

from directory.accounts.models import Member, Team
from directory.catalog.models import Organization, Service
from directory.referrals.models.consent import Consent

_STATES = (
    "'draft', 'sent', 'accepted', 'in_contact', 'waiting', 'completed', 'declined', 'unable',"
    " 'recalled', 'withdrawn', 'lapsed', 'voided'"
)


class Referral(Model):
    """id: 128 random bits, in hex. version: one more with each change (optimistic lock).

    code_hash: of the code that both sides say on the telephone, keyed. field_mask: which of
    `minimal.Field` it says. urgency, needs, region: the codes that stay for the shell's 12 months.
    recipient_team: none where the desk has no account and answers by a link. moved_at: when it
    came into its state; of a draft, when it was last written. approved_by: a second member of
    staff, where a consent needs two.
    void_asked_by: who says that it was made in error, until a supervisor agrees.
    deleted_there_at: when the other side said that it has deleted any copy. reminded_at,
    lead_asked_at, warned_at: by the clock, to the desk, to its lead and to the sender.
    """

    id = fields.CharField(32, primary_key=True)
    code_hash = fields.CharField(64, null=True, unique=True)
    consent_id: str | None
    consent: fields.OneToOneNullableRelation[Consent] = fields.OneToOneField(
        "directory.Consent", related_name="referral", null=True, on_delete=fields.RESTRICT
    )
    organization_id: UUID | None
    organization: fields.ForeignKeyNullableRelation[Organization] = fields.ForeignKeyField(
        "directory.Organization",
        related_name="referrals",
        db_index=True,
        null=True,
        on_delete=fields.SET_NULL,
    )
    service_id: UUID | None
    service: fields.ForeignKeyNullableRelation[Service] = fields.ForeignKeyField(
        "directory.Service",
        related_name="referrals",
        db_index=True,
        null=True,
        on_delete=fields.SET_NULL,
    )
    team_id: UUID
    team: fields.ForeignKeyRelation[Team] = fields.ForeignKeyField(
        "directory.Team", related_name="referrals", db_index=True, on_delete=fields.RESTRICT
    )
    member_id: UUID | None
    member: fields.ForeignKeyNullableRelation[Member] = fields.ForeignKeyField(
        "directory.Member",
        related_name="referrals",
        db_index=True,
        null=True,
        on_delete=fields.SET_NULL,
    )
    recipient_team_id: UUID | None
    recipient_team: fields.ForeignKeyNullableRelation[Team] = fields.ForeignKeyField(
        "directory.Team",
        related_name="incoming",
        db_index=True,
        null=True,
        on_delete=fields.RESTRICT,
    )
    state = fields.CharField(10, default="draft", db_default="draft", db_index=True)
    version = fields.IntField(default=1, db_default=1)
    urgency = fields.CharField(10)
    needs = fields.JSONField[list[str]](default=list)
    region = fields.CharField(15, null=True)
    field_mask = fields.IntField(default=0, db_default=0)
    may_count = fields.BooleanField(default=False, db_default=False)
    reason = fields.CharField(40, default="", db_default="")
    expected_week = fields.DateField(null=True)
    created_at = fields.DatetimeField()
    moved_at = fields.DatetimeField()
    sent_at = fields.DatetimeField(null=True)
    answered_at = fields.DatetimeField(null=True)
    in_contact_on = fields.DateField(null=True)
    ended_at = fields.DatetimeField(null=True, db_index=True)
    reminded_at = fields.DatetimeField(null=True)
    lead_asked_at = fields.DatetimeField(null=True)
    warned_at = fields.DatetimeField(null=True)
    deleted_there_at = fields.DatetimeField(null=True)
    approved_by_id = fields.UUIDField(null=True)
    void_asked_by_id = fields.UUIDField(null=True)

    class Meta:
        table = "referrals"
        constraints = (
            CheckConstraint(check=f"state IN ({_STATES})", name="referrals_state"),
            CheckConstraint(
                check="urgency IN ('today', 'within_72h', 'routine')", name="referrals_urgency"
            ),
        )
