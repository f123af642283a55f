"""Which records have been written, in the order in which it became visible. Not HSDS."""

from tortoise import fields
from tortoise.models import Model


class Revision(Model):
    """A service, an organization or a term that a transaction has touched, for those who follow.

    It names what has to be read again and holds nothing of it. Only the newest are kept.
    """

    sequence = fields.BigIntField(primary_key=True)
    record_id = fields.UUIDField()

    class Meta:
        table = "revisions"
