"""HSDS organization."""

from typing import TYPE_CHECKING

from tortoise import fields

from directory.catalog.models.record import Record

if TYPE_CHECKING:
    from directory.catalog.models.service import Service


class Organization(Record):
    """Who provides services.

    Not HSDS: `language`, the BCP 47 tag of the language that its texts are written in.
    """

    name = fields.TextField()
    alternate_name = fields.TextField(null=True)
    description = fields.TextField(default="", db_default="")
    email = fields.TextField(null=True)
    website = fields.TextField(null=True)
    tax_status = fields.TextField(null=True)
    tax_id = fields.TextField(null=True)
    year_incorporated = fields.IntField(null=True)
    legal_status = fields.TextField(null=True)
    logo = fields.TextField(null=True)
    uri = fields.TextField(null=True)
    parent_organization: fields.ForeignKeyNullableRelation["Organization"] = fields.ForeignKeyField(
        "directory.Organization",
        related_name="children",
        db_index=True,
        null=True,
        on_delete=fields.SET_NULL,
    )
    language = fields.CharField(35, default="en", db_default="en")

    services: fields.ReverseRelation["Service"]

    class Meta:
        table = "organizations"
