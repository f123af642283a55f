"""The way to answer for a desk that has no account."""

from tortoise import fields
from tortoise.models import Model

from directory.referrals.models.referral import Referral


class AnswerLink(Model):
    """token_hash: of what stands in the mail. recipe: how token and digits make the key.

    tries_left: wrong digits until it is dead. opened_at: it opens once. answer_hash: of the token
    that the opened page holds, with which the desk answers until expires_at.
    """

    referral_id: str
    referral: fields.OneToOneRelation[Referral] = fields.OneToOneField(
        "directory.Referral", related_name="answer_link", primary_key=True
    )
    token_hash = fields.CharField(64, unique=True)
    recipe = fields.TextField()
    tries_left = fields.IntField()
    expires_at = fields.DatetimeField()
    opened_at = fields.DatetimeField(null=True)
    answer_hash = fields.CharField(64, null=True, unique=True)

    class Meta:
        table = "answer_links"
