"""HSDS meta_table_description."""

from tortoise import fields

from directory.catalog.models.record import Record


class MetaTableDescription(Record):
    """What a table of an HSDS package holds, as its publisher says."""

    name = fields.TextField(null=True)
    language = fields.CharField(35, null=True)
    character_set = fields.TextField(null=True)

    class Meta:
        table = "meta_table_descriptions"
