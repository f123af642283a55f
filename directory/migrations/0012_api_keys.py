# ruff: noqa: E501, RUF012 - written by makemigrations, and reviewed
"""Keys with which programs keep the listings of an organization."""

import functools
from json import dumps, loads
from uuid import uuid4

from tortoise import fields, migrations
from tortoise.fields.base import OnDelete
from tortoise.migrations import operations as ops


# fmt: off
class Migration(migrations.Migration):
    dependencies = [('directory', '0011_listings_apart')]

    initial = False

    operations = [
        ops.CreateModel(
            name='ApiKey',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ('made_by', fields.ForeignKeyField('directory.Membership', source_field='made_by_id', db_index=True, db_constraint=True, to_field='id', related_name='api_keys', on_delete=OnDelete.CASCADE)),
                ('name', fields.TextField(unique=False)),
                ('scopes', fields.JSONField(encoder=functools.partial(dumps, separators=(',', ':')), decoder=loads)),
                ('shown', fields.CharField(db_index=True, max_length=15)),
                ('key_hash', fields.CharField(unique=True, max_length=64)),
                ('made_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('expires_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('last_used_on', fields.DateField(null=True)),
                ('revoked_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'api_keys', 'app': 'directory', 'pk_attr': 'id', 'table_description': 'A key acts in the role in which it was made, and ends with that role.'},
            bases=['Model'],
        ),
    ]
