# ruff: noqa: E501, RUF012 - written by makemigrations, and reviewed
"""Mails that wait to leave, what the clock has done, and the counts that outlive a referral."""

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
        ops.CreateModel(
            name='ReferralCount',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ('need', fields.CharField(default='', db_default='', max_length=20)),
                ('quarter', fields.CharField(max_length=6)),
                ('state', fields.CharField(max_length=10)),
                ('number', fields.IntField()),
            ],
            options={'table': 'referral_counts', 'app': 'directory', 'unique_together': (('need', 'quarter', 'state'),), 'pk_attr': 'id', 'table_description': 'How many referrals were sent in a quarter ("2026Q4") and ended so. There is no id in it.'},
            bases=['Model'],
        ),
    ]
