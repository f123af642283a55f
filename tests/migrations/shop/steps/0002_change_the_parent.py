# ruff: noqa: N999, RUF012 - Tortoise wants lists, and files in a numbered row
from tortoise import fields, migrations
from tortoise.migrations import operations as ops


class Migration(migrations.Migration):
    dependencies = [("shop", "0001_initial")]

    operations = [
        ops.AlterField("Parent", "name", fields.CharField(max_length=300)),
        ops.AlterField("Parent", "street", fields.CharField(max_length=50, db_index=True)),
        ops.RemoveField("Parent", "fax"),
    ]
