# ruff: noqa: RUF012 - written by makemigrations, and reviewed
"""Which records have been written, for processes that follow the catalog."""

from tortoise import fields, migrations
from tortoise.migrations import operations as ops


class Migration(migrations.Migration):
    dependencies = [("directory", "0002_confidential_addresses")]

    operations = [
        ops.CreateModel(
            name="Revision",
            fields=[
                (
                    "sequence",
                    fields.BigIntField(
                        generated=True, primary_key=True, unique=True, db_index=True
                    ),
                ),
                ("record_id", fields.UUIDField()),
            ],
            options={"table": "revisions", "app": "directory", "pk_attr": "sequence"},
            bases=["Model"],
        ),
    ]
