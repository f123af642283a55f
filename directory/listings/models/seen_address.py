"""Links and mail addresses that did not work when they were last looked at."""

from tortoise import fields
from tortoise.models import Model


class SeenAddress(Model):
    """address: as listings write it. problem and detail: as a `findings.Finding` has them.

    seen_on: when it was first found so. No listing is named: what is found belongs to whichever
    listing shows the address now.
    """

    id = fields.UUIDField(primary_key=True)
    address = fields.TextField()
    problem = fields.CharField(32)
    detail = fields.TextField(default="", db_default="")
    seen_on = fields.DateField()

    class Meta:
        table = "seen_addresses"
