"""Changes that wait for an editor."""

from uuid import UUID

from tortoise import fields
from tortoise.indexes import Index
from tortoise.models import Model

from directory.catalog.models import Service


class Review(Model):
    """What somebody wishes to change in one listing, fact by fact.

    made_by: the id of a member, or "link". seen and wished: by the code of a fact, the value that
    they saw and the one that they wish; note: their words to the editor. state: "pending",
    "decided" or "withdrawn". taken: the facts that were taken over; answer: the editor's words.
    batch_id: the same for all that came in one table.

    Of one that asks for translations: their language, and texts, by the codes of facts
    {"original", "before", "value"}; nothing else is wished then.
    """

    id = fields.UUIDField(primary_key=True)
    service_id: UUID
    service: fields.ForeignKeyRelation[Service] = fields.ForeignKeyField(
        "directory.Service", related_name="reviews", db_index=True
    )
    made_at = fields.DatetimeField()
    made_by = fields.CharField(36)
    seen = fields.JSONField[dict[str, object]](default=dict)
    wished = fields.JSONField[dict[str, object]](default=dict)
    note = fields.TextField(default="", db_default="")
    state = fields.CharField(9, default="pending", db_default="pending")
    taken = fields.JSONField[list[str]](default=list)
    answer = fields.TextField(default="", db_default="")
    language = fields.CharField(35, null=True)
    texts = fields.JSONField[dict[str, dict[str, str]]](null=True)
    batch_id = fields.UUIDField(null=True)
    decided_at = fields.DatetimeField(null=True)
    decided_by = fields.CharField(36, null=True)

    @property
    def codes(self) -> set[str]:
        """Of the facts and texts that it asks for."""
        return {*self.wished, *(self.texts or {})}

    class Meta:
        table = "reviews"
        indexes = (Index(fields=("state",)),)
