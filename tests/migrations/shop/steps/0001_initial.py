# ruff: noqa: N999, RUF012 - Tortoise wants lists, and files in a numbered row
from tortoise import fields, migrations
from tortoise.migrations import operations as ops
from tortoise.migrations.schema_editor import BaseSchemaEditor
from tortoise.migrations.schema_generator.state_apps import StateApps

SQLITE = """CREATE TRIGGER shop_parents_named BEFORE UPDATE OF name ON shop_parents
WHEN NEW.name = '' BEGIN SELECT RAISE(ABORT, 'a name; please'); END;
CREATE TRIGGER shop_children_placed BEFORE INSERT ON shop_children
WHEN (SELECT town FROM shop_parents WHERE id = NEW.parent_id) = ''
BEGIN SELECT RAISE(ABORT, 'a town'); END;"""


async def make_triggers(_apps: StateApps, editor: BaseSchemaEditor) -> None:
    if editor.DIALECT == "sqlite":
        await editor.client.execute_script(SQLITE)


class Migration(migrations.Migration):
    operations = [
        ops.CreateModel(
            name="Parent",
            fields=[
                ("id", fields.IntField(primary_key=True, generated=True)),
                ("name", fields.CharField(max_length=200)),
                ("town", fields.CharField(max_length=50, db_index=True)),
                ("street", fields.CharField(max_length=50)),
                ("fax", fields.CharField(max_length=50, null=True, db_index=True)),
            ],
            options={
                "table": "shop_parents",
                "app": "shop",
                "pk_attr": "id",
                "unique_together": (("name", "town"),),
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="Child",
            fields=[
                ("id", fields.IntField(primary_key=True, generated=True)),
                ("parent", fields.ForeignKeyField("shop.Parent", related_name="children")),
            ],
            options={"table": "shop_children", "app": "shop", "pk_attr": "id"},
            bases=["Model"],
        ),
        ops.RunPython(make_triggers),
    ]
