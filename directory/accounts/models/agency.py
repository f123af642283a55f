"""Where people work: an agency and its teams."""

from typing import TYPE_CHECKING
from uuid import UUID

from tortoise import fields
from tortoise.models import Model

from directory.catalog.models import Organization

if TYPE_CHECKING:
    from directory.accounts.models.generation import Generation


class Agency(Model):
    """An organization whose people sign in. Its listings are those of `organization`, if any.

    is_trusted: what its providers change in its listings counts at once.

    recovery_public_key: what the keys of its teams are also sealed to, where the agency has made a
    recovery key. The key itself is on paper only.
    """

    id = fields.UUIDField(primary_key=True)
    name = fields.TextField()
    organization_id: UUID | None
    organization: fields.ForeignKeyNullableRelation[Organization] = fields.ForeignKeyField(
        "directory.Organization",
        related_name="agencies",
        db_index=True,
        null=True,
        on_delete=fields.SET_NULL,
    )
    recovery_public_key = fields.BinaryField(null=True)
    is_demo = fields.BooleanField(default=False, db_default=False)
    is_trusted = fields.BooleanField(default=False, db_default=False)

    teams: fields.ReverseRelation["Team"]

    class Meta:
        table = "agencies"


class Team(Model):
    """Those who may read one another's referrals, by the keys of its generations.

    There is none until the first of the team has come: no operator ever holds one.
    """

    id = fields.UUIDField(primary_key=True)
    agency_id: UUID
    agency: fields.ForeignKeyRelation[Agency] = fields.ForeignKeyField(
        "directory.Agency", related_name="teams", db_index=True, on_delete=fields.RESTRICT
    )
    name = fields.TextField()

    generations: fields.ReverseRelation["Generation"]

    class Meta:
        table = "teams"
