# ruff: noqa: E501, RUF012 - written by makemigrations, and reviewed
"""Tables of listings that wait to be taken over, and reviews of one of them or of translations."""

import functools
from json import dumps, loads
from uuid import uuid4

from tortoise import fields, migrations
from tortoise.fields.base import OnDelete
from tortoise.migrations import operations as ops


# fmt: off
class Migration(migrations.Migration):
    dependencies = [('directory', '0012_api_keys')]

    initial = False

    operations = [
        ops.CreateModel(
            name='TableDraft',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ('made_by', fields.ForeignKeyField('directory.Membership', source_field='made_by_id', db_index=True, db_constraint=True, to_field='id', related_name='table_drafts', on_delete=OnDelete.CASCADE)),
                ('made_at', fields.DatetimeField(db_index=True, auto_now=False, auto_now_add=False)),
                ('lines', fields.IntField()),
                ('planned', fields.JSONField(encoder=functools.partial(dumps, separators=(',', ':')), decoder=loads)),
                ('unknown', fields.JSONField(encoder=functools.partial(dumps, separators=(',', ':')), decoder=loads)),
                ('taken_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('waits', fields.BooleanField(default=False, db_default=False)),
            ],
            options={'table': 'table_drafts', 'app': 'directory', 'pk_attr': 'id', 'table_description': 'It waits for whoever sent it, a day long, and only where nothing in it is wrong.'},
            bases=['Model'],
        ),
        ops.AddField(
            model_name='Review',
            name='language',
            field=fields.CharField(null=True, max_length=35),
        ),
        ops.AddField(
            model_name='Review',
            name='texts',
            field=fields.JSONField(null=True, encoder=functools.partial(dumps, separators=(',', ':')), decoder=loads),
        ),
        ops.AddField(
            model_name='Review',
            name='batch_id',
            field=fields.UUIDField(null=True),
        ),
    ]
