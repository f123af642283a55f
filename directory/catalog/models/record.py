"""What every HSDS object has."""

from tortoise import fields
from tortoise.models import Model


class Record(Model):
    """An id. HSDS forbids null: a field that is empty here is left out of every export."""

    id = fields.UUIDField(primary_key=True)

    class Meta:
        abstract = True
