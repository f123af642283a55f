"""What is left of a referral after its year: that there was one more."""

from tortoise import fields
from tortoise.models import Model


class ReferralCount(Model):
    """How many referrals were sent in a quarter ("2026Q4") and ended so. There is no id in it.

    need: a code, only of families who agreed to be counted (rule R-10); "" counts all of them, and
    tells nothing of anybody. A referral of two needs counts under each.
    """

    id = fields.UUIDField(primary_key=True)
    need = fields.CharField(20, default="", db_default="")
    quarter = fields.CharField(6)
    state = fields.CharField(10)
    number = fields.IntField()

    class Meta:
        table = "referral_counts"
        unique_together = (("need", "quarter", "state"),)
