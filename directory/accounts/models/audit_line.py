"""One line of the audit."""

from tortoise import fields
from tortoise.models import Model


class AuditLine(Model):
    """Who did what to which record, chained to the line before by `mac`.

    No name, no address and no word of a referral: ids are random, so that deleting a person's data
    never has to touch a line. There are no foreign keys for the same reason. at: UTC, in seconds.
    What may stand in `actor` and the words is in `audit_words`.
    """

    seq = fields.BigIntField(primary_key=True, generated=False)
    at = fields.DatetimeField()
    actor = fields.CharField(36)
    agency_id = fields.UUIDField(null=True)
    team_id = fields.UUIDField(null=True, db_index=True)
    action = fields.CharField(40)
    object_id = fields.UUIDField(null=True)
    before = fields.CharField(20, default="", db_default="")
    after = fields.CharField(20, default="", db_default="")
    reason = fields.CharField(40, default="", db_default="")
    prev = fields.CharField(64)
    mac = fields.CharField(64)

    class Meta:
        table = "audit_lines"
