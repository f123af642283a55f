"""The way to a listing for somebody without an account."""

from uuid import UUID

from tortoise import fields
from tortoise.models import Model

from directory.catalog.models import Service
from directory.listings.models.review import Review


class ListingLink(Model):
    """It counts once: after used_at it only shows what came of it.

    token_hash: of what stands in a mail to the address that the listing shows. review: what it
    asked for, or what it answers.
    """

    token_hash = fields.CharField(64, primary_key=True)
    service_id: UUID
    service: fields.ForeignKeyRelation[Service] = fields.ForeignKeyField(
        "directory.Service", related_name="links", db_index=True
    )
    made_at = fields.DatetimeField()
    expires_at = fields.DatetimeField(db_index=True)
    used_at = fields.DatetimeField(null=True)
    review_id: UUID | None
    review: fields.ForeignKeyNullableRelation[Review] = fields.ForeignKeyField(
        "directory.Review", related_name="links", null=True, on_delete=fields.SET_NULL
    )

    class Meta:
        table = "listing_links"
