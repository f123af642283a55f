"""HSDS metadata: what was changed, and by whom."""

from tortoise import fields
from tortoise.indexes import Index
from tortoise.models import Model


class Change(Model):
    """One changed field of one record. A Change is only ever added: history is never lost.

    Its name is not HSDS's "metadata", its fields are. Not HSDS: `sequence`, which counts up in the
    order of writing. A new record is one row with the action "create" and no field; what came with
    it on that day has no rows of its own.
    """

    sequence = fields.BigIntField(primary_key=True)
    id = fields.UUIDField(unique=True)
    resource_id = fields.UUIDField()
    resource_type = fields.CharField(40)
    last_action_date = fields.DateField()
    last_action_type = fields.CharField(20)
    field_name = fields.CharField(60, default="", db_default="")
    previous_value = fields.TextField(default="", db_default="")
    replacement_value = fields.TextField(default="", db_default="")
    updated_by = fields.TextField()

    class Meta:
        table = "metadata"
        indexes = (Index(fields=("resource_id",)),)
