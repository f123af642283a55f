# ruff: noqa: RUF012 - as makemigrations writes it
"""PostgreSQL keeps no samples of what is sealed: they would outlive its shredding."""

from tortoise import migrations
from tortoise.migrations import operations as ops
from tortoise.migrations.schema_editor import BaseSchemaEditor
from tortoise.migrations.schema_generator.state_apps import StateApps


async def keep_no_samples(_apps: StateApps, editor: BaseSchemaEditor) -> None:
    """ANALYZE, which the server runs by itself, copies values of a column into pg_statistic."""
    if editor.DIALECT != "sqlite":
        for table in ("payloads", "sealed_keys"):
            await editor.client.execute_script(
                f"ALTER TABLE {table} ALTER COLUMN sealed SET STATISTICS 0"
            )


class Migration(migrations.Migration):
    dependencies = [("directory", "0008_clocks")]

    operations = [ops.RunPython(keep_no_samples)]
