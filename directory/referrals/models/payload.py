"""What a referral says, sealed, and the keys to it: tables whose backups live for 7 days only."""

from tortoise import fields
from tortoise.migrations.constraints import CheckConstraint
from tortoise.models import Model

from directory.referrals.models.referral import Referral


class SealedPayload(Model):
    """As `sealed` writes it. version: how often it was sealed; a part of what it is bound to."""

    referral_id: str
    referral: fields.OneToOneRelation[Referral] = fields.OneToOneField(
        "directory.Referral", related_name="payload", primary_key=True
    )
    version = fields.IntField()
    sealed = fields.BinaryField()

    class Meta:
        table = "payloads"


class SealedKey(Model):
    """The key of one payload, closed for one holder: the store that shredding empties.

    holder: "sender" or "recipient" (sealed to that generation of the team's key), "receipt" (closed
    by the family's code) or "link" (closed by a link and its digits). lookup: what finds a receipt,
    a hash. A receipt that opens nothing any more keeps its lookup for a while, so that the family
    still learns how it ended.
    """

    id = fields.UUIDField(primary_key=True)
    referral_id: str
    referral: fields.ForeignKeyRelation[Referral] = fields.ForeignKeyField(
        "directory.Referral", related_name="sealed_keys", db_index=True
    )
    holder = fields.CharField(10)
    team_id = fields.UUIDField(null=True)
    generation = fields.IntField(null=True)
    lookup = fields.CharField(64, null=True, unique=True)
    sealed = fields.BinaryField(null=True)

    class Meta:
        table = "sealed_keys"
        unique_together = (("referral", "holder"),)
        constraints = (
            CheckConstraint(
                check="(holder IN ('sender', 'recipient')) = (team_id IS NOT NULL)"
                " AND (team_id IS NULL) = (generation IS NULL)"
                " AND (holder <> 'receipt' OR lookup IS NOT NULL)"
                " AND holder IN ('sender', 'recipient', 'receipt', 'link')",
                name="sealed_keys_holder",
            ),
        )
