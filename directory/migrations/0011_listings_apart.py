# ruff: noqa: E501, RUF012 - written by makemigrations, and reviewed
"""Pairs of listings that look like one service, and are two."""

from uuid import uuid4

from tortoise import fields, migrations
from tortoise.fields.base import OnDelete
from tortoise.migrations import operations as ops


# fmt: off
class Migration(migrations.Migration):
    dependencies = [('directory', '0010_listings')]

    initial = False

    operations = [
        ops.CreateModel(
            name='Apart',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ('one', fields.ForeignKeyField('directory.Service', source_field='one_id', db_constraint=True, to_field='id', related_name='apart_from_later', on_delete=OnDelete.CASCADE)),
                ('other', fields.ForeignKeyField('directory.Service', source_field='other_id', db_index=True, db_constraint=True, to_field='id', related_name='apart_from_earlier', on_delete=OnDelete.CASCADE)),
                ('said_by', fields.CharField(max_length=36)),
                ('said_on', fields.DateField()),
            ],
            options={'table': 'listings_apart', 'app': 'directory', 'unique_together': (('one_id', 'other_id'),), 'pk_attr': 'id', 'table_description': 'An editor has looked at both. one: the smaller id, so that each pair has one row.'},
            bases=['Model'],
        ),
    ]
