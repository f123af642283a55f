"""The desk that can open a referral."""

from uuid import UUID

from tortoise import fields
from tortoise.models import Model

from directory.accounts.models import Team
from directory.catalog.models import Service


class Recipient(Model):
    """One desk a service. team: who opens what is sent there; without one, `email` gets a link.

    email: an address that the listing itself publishes. asks_for: names of `minimal.Field` beside
    those that every referral says; eligibility: codes of `coded.Eligibility`.
    """

    id = fields.UUIDField(primary_key=True)
    service_id: UUID
    service: fields.OneToOneRelation[Service] = fields.OneToOneField(
        "directory.Service", related_name="recipient"
    )
    team_id: UUID | None
    team: fields.ForeignKeyNullableRelation[Team] = fields.ForeignKeyField(
        "directory.Team",
        related_name="desks",
        db_index=True,
        null=True,
        on_delete=fields.SET_NULL,
    )
    email = fields.CharField(254, null=True)
    asks_for = fields.JSONField[list[str]](default=list)
    eligibility = fields.JSONField[list[str]](default=list)
    answers_same_day = fields.BooleanField(default=False, db_default=False)
    is_paused = fields.BooleanField(default=False, db_default=False)

    class Meta:
        table = "recipients"
