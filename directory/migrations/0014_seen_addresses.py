# ruff: noqa: E501, RUF012 - written by makemigrations, and reviewed
"""What the last look at links and mail addresses has found."""

from uuid import uuid4

from tortoise import fields, migrations
from tortoise.migrations import operations as ops


# fmt: off
class Migration(migrations.Migration):
    dependencies = [('directory', '0013_tables_of_listings')]

    initial = False

    operations = [
        ops.CreateModel(
            name='SeenAddress',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ('address', fields.TextField(unique=False)),
                ('problem', fields.CharField(max_length=32)),
                ('detail', fields.TextField(default='', db_default='', unique=False)),
                ('seen_on', fields.DateField()),
            ],
            options={'table': 'seen_addresses', 'app': 'directory', 'pk_attr': 'id', 'table_description': 'address: as listings write it. problem and detail: as a `findings.Finding` has them.'},
            bases=['Model'],
        ),
    ]
