"""HSDS organization_identifier."""

from tortoise import fields

from directory.catalog.models.organization import Organization
from directory.catalog.models.record import Record


class OrganizationIdentifier(Record):
    """A number that a third party knows an organization by, such as a charity register."""

    organization: fields.ForeignKeyRelation[Organization] = fields.ForeignKeyField(
        "directory.Organization", related_name="organization_identifiers", db_index=True
    )
    identifier_scheme = fields.TextField(null=True)
    identifier_type = fields.TextField()
    identifier = fields.TextField()

    class Meta:
        table = "organization_identifiers"
