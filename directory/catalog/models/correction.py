"""Somebody says that a fact of a listing is wrong. Not HSDS."""

from uuid import UUID

from tortoise import fields
from tortoise.indexes import Index

from directory.catalog.models.record import Record
from directory.catalog.models.service import Service


class Correction(Record):
    """One fact that is said to be wrong, by its code in `facts.Fact`.

    source: "reader" or "worker". words: what they say. Who said it is not known for a reader, and
    not kept for a worker: together with the day it would tell of a referral.
    """

    service_id: UUID
    service: fields.ForeignKeyRelation[Service] = fields.ForeignKeyField(
        "directory.Service", related_name="corrections", db_index=True
    )
    fact = fields.CharField(20)
    source = fields.CharField(10)
    words = fields.TextField(default="", db_default="")
    made_on = fields.DateField()
    settled_on = fields.DateField(null=True)

    class Meta:
        table = "corrections"
        indexes = (Index(fields=("settled_on",)),)
