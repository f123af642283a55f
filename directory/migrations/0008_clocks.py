# ruff: noqa: E501, RUF012 - written by makemigrations, and reviewed
"""Mails that wait to leave, and what the clock has done."""

from uuid import uuid4

from tortoise import fields, migrations
from tortoise.fields.base import OnDelete
from tortoise.migrations import operations as ops


# fmt: off
class Migration(migrations.Migration):
    dependencies = [('directory', '0007_referrals')]

    initial = False

    operations = [
        ops.CreateModel(
            name='Notice',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ('member', fields.ForeignKeyField('directory.Member', source_field='member_id', db_index=True, db_constraint=True, to_field='id', related_name='notices', on_delete=OnDelete.CASCADE)),
                ('made_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('taken_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'notices', 'app': 'directory', 'pk_attr': 'id', 'table_description': 'That something waits for somebody, written in the same transaction as what waits.'},
            bases=['Model'],
        ),
        ops.AddField(
            model_name='Referral',
            name='warned_at',
            field=fields.DatetimeField(null=True, auto_now=False, auto_now_add=False),
        ),
    ]
