# ruff: noqa: RUF012 - Tortoise wants lists
"""A random mark beside each revision's number: what one database wrote is known from another's."""

from tortoise import fields, migrations
from tortoise.migrations import operations as ops
from tortoise.migrations.schema_editor import BaseSchemaEditor
from tortoise.migrations.schema_generator.state_apps import StateApps

RANDOM = {"sqlite": "lower(hex(randomblob(8)))", "postgres": "left(md5(random()::text), 16)"}


async def mark_all(_apps: StateApps, editor: BaseSchemaEditor) -> None:
    random = RANDOM["sqlite" if editor.DIALECT == "sqlite" else "postgres"]
    await editor.client.execute_script(f"UPDATE revisions SET mark = {random}")  # noqa: S608  our own words


class Migration(migrations.Migration):
    dependencies = [("directory", "0003_revisions")]

    operations = [
        ops.AddField(
            model_name="Revision",
            name="mark",
            field=fields.CharField(max_length=16, db_default=""),
        ),
        ops.RunPython(mark_all),
    ]
