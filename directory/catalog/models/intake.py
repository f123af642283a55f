"""Whether a service takes somebody now, and until when that is known. Not HSDS."""

from uuid import UUID

from tortoise import fields
from tortoise.migrations.constraints import CheckConstraint

from directory.catalog.models.record import Record
from directory.catalog.models.service import Service


class Intake(Record):
    """What a service says of itself until the day `until`; after it, nothing.

    state: "open", "waiting" (takes people, who then wait) or "paused". wait_days: how long.
    """

    service_id: UUID
    service: fields.OneToOneRelation[Service] = fields.OneToOneField(
        "directory.Service", related_name="intake"
    )
    state = fields.CharField(7)
    wait_days = fields.IntField(null=True)
    said_on = fields.DateField()
    until = fields.DateField(db_index=True)

    class Meta:
        table = "intakes"
        constraints = (
            CheckConstraint(check="state IN ('open', 'waiting', 'paused')", name="intakes_state"),
        )
