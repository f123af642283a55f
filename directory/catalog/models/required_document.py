"""HSDS required_document."""

from tortoise import fields

from directory.catalog.models.record import Record
from directory.catalog.models.service import Service


class RequiredDocument(Record):
    """A paper that somebody has to bring."""

    service: fields.ForeignKeyRelation[Service] = fields.ForeignKeyField(
        "directory.Service", related_name="required_documents", db_index=True
    )
    document = fields.TextField(null=True)
    uri = fields.TextField(null=True)

    class Meta:
        table = "required_documents"
