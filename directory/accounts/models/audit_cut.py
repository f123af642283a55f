"""Where the audit begins, once its oldest lines were deleted."""

from tortoise import fields
from tortoise.models import Model


class AuditCut(Model):
    """Stands in for the lines up to `seq`, the last of which had `mac`.

    at: when they were deleted. seal: signs all of it with the key of the audit, so that who merely
    has the database cannot make lines disappear in the same way.
    """

    seq = fields.BigIntField(primary_key=True, generated=False)
    mac = fields.CharField(64)
    at = fields.DatetimeField()
    seal = fields.CharField(64)

    class Meta:
        table = "audit_cuts"
