"""Which records have been written, in the order in which it became visible. Not HSDS."""

from secrets import token_hex

from tortoise import fields
from tortoise.models import Model


def random_mark() -> str:
    return token_hex(8)


class Revision(Model):
    """A service, an organization or a term that a transaction has touched, for those who follow.

    It names what has to be read again and holds nothing of it. Only the newest are kept. `mark` is
    random: another database, or this one restored from a backup, has another at the same number.
    """

    sequence = fields.BigIntField(primary_key=True)
    record_id = fields.UUIDField()
    mark = fields.CharField(max_length=16, default=random_mark, db_default="")

    class Meta:
        table = "revisions"
