"""The keys of a team, as `team_keys` describes them."""

from uuid import UUID

from tortoise import fields
from tortoise.models import Model

from directory.accounts.models.agency import Team
from directory.accounts.models.member import Member


class Generation(Model):
    """One key pair of a team. recovery: its private key sealed to the agency's recovery key."""

    id = fields.UUIDField(primary_key=True)
    team_id: UUID
    team: fields.ForeignKeyRelation[Team] = fields.ForeignKeyField(
        "directory.Team", related_name="generations", db_index=True
    )
    number = fields.IntField()
    public_key = fields.BinaryField()
    recovery = fields.BinaryField(null=True)

    seats: fields.ReverseRelation["Seat"]

    class Meta:
        table = "generations"
        unique_together = (("team", "number"),)


class Seat(Model):
    """The private key of a generation, sealed to one member's public key."""

    id = fields.UUIDField(primary_key=True)
    generation_id: UUID
    generation: fields.ForeignKeyRelation[Generation] = fields.ForeignKeyField(
        "directory.Generation", related_name="seats", db_index=True
    )
    member_id: UUID
    member: fields.ForeignKeyRelation[Member] = fields.ForeignKeyField(
        "directory.Member", related_name="seats", db_index=True
    )
    sealed = fields.BinaryField()

    class Meta:
        table = "seats"
        unique_together = (("generation", "member"),)
