"""What was done already, so that a form sent twice acts once."""

from tortoise import fields
from tortoise.models import Model

from directory.referrals.models.referral import Referral


class DoneRequest(Model):
    """id: a hash of who asked, for what, and the request's own random id."""

    id = fields.CharField(64, primary_key=True)
    referral_id: str
    referral: fields.ForeignKeyRelation[Referral] = fields.ForeignKeyField(
        "directory.Referral", related_name="done_requests", db_index=True
    )

    class Meta:
        table = "done_requests"
