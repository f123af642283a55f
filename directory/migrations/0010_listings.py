# ruff: noqa: E501, RUF012 - written by makemigrations, and reviewed
"""What keeps a listing true: confirmations, corrections, reviews, versions, links, who takes people."""

import functools
from json import dumps, loads
from uuid import uuid4

from tortoise import fields, migrations
from tortoise.fields.base import OnDelete
from tortoise.indexes import Index
from tortoise.migrations import operations as ops
from tortoise.migrations.constraints import CheckConstraint


# fmt: off
class Migration(migrations.Migration):
    dependencies = [('directory', '0009_no_samples_of_sealed')]

    initial = False

    operations = [
        ops.CreateModel(
            name='Confirmation',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ('service', fields.ForeignKeyField('directory.Service', source_field='service_id', db_index=True, db_constraint=True, to_field='id', related_name='confirmations', on_delete=OnDelete.CASCADE)),
                ('section', fields.CharField(max_length=12)),
                ('confirmed_on', fields.DateField()),
                ('by', fields.CharField(max_length=12)),
            ],
            options={'table': 'confirmations', 'app': 'directory', 'unique_together': (('service_id', 'section'),), 'pk_attr': 'id', 'table_description': 'The newest confirmation of one section of `facts.Section`. The history has all of them.'},
            bases=['Record'],
        ),
        ops.CreateModel(
            name='Correction',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ('service', fields.ForeignKeyField('directory.Service', source_field='service_id', db_index=True, db_constraint=True, to_field='id', related_name='corrections', on_delete=OnDelete.CASCADE)),
                ('fact', fields.CharField(max_length=20)),
                ('source', fields.CharField(max_length=10)),
                ('words', fields.TextField(default='', db_default='', unique=False)),
                ('made_on', fields.DateField()),
                ('settled_on', fields.DateField(null=True)),
            ],
            options={'table': 'corrections', 'app': 'directory', 'indexes': [Index(fields=['settled_on'])], 'pk_attr': 'id', 'table_description': 'One fact that is said to be wrong, by its code in `facts.Fact`.'},
            bases=['Record'],
        ),
        ops.CreateModel(
            name='Intake',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ('service', fields.OneToOneField('directory.Service', source_field='service_id', db_constraint=True, to_field='id', related_name='intake', on_delete=OnDelete.CASCADE)),
                ('state', fields.CharField(max_length=7)),
                ('wait_days', fields.IntField(null=True)),
                ('said_on', fields.DateField()),
                ('until', fields.DateField(db_index=True)),
            ],
            options={'table': 'intakes', 'app': 'directory', 'constraints': [CheckConstraint(check="state IN ('open', 'waiting', 'paused')", name='intakes_state')], 'pk_attr': 'id', 'table_description': 'What a service says of itself until the day `until`; after it, nothing.'},
            bases=['Record'],
        ),
        ops.CreateModel(
            name='Review',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ('service', fields.ForeignKeyField('directory.Service', source_field='service_id', db_index=True, db_constraint=True, to_field='id', related_name='reviews', on_delete=OnDelete.CASCADE)),
                ('made_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('made_by', fields.CharField(max_length=36)),
                ('seen', fields.JSONField(default=dict, encoder=functools.partial(dumps, separators=(',', ':')), decoder=loads)),
                ('wished', fields.JSONField(default=dict, encoder=functools.partial(dumps, separators=(',', ':')), decoder=loads)),
                ('note', fields.TextField(default='', db_default='', unique=False)),
                ('state', fields.CharField(default='pending', db_default='pending', max_length=9)),
                ('taken', fields.JSONField(default=list, encoder=functools.partial(dumps, separators=(',', ':')), decoder=loads)),
                ('answer', fields.TextField(default='', db_default='', unique=False)),
                ('decided_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('decided_by', fields.CharField(null=True, max_length=36)),
            ],
            options={'table': 'reviews', 'app': 'directory', 'indexes': [Index(fields=['state'])], 'pk_attr': 'id', 'table_description': 'What somebody wishes to change in one listing, fact by fact.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='ListingLink',
            fields=[
                ('token_hash', fields.CharField(primary_key=True, unique=True, db_index=True, max_length=64)),
                ('service', fields.ForeignKeyField('directory.Service', source_field='service_id', db_index=True, db_constraint=True, to_field='id', related_name='links', on_delete=OnDelete.CASCADE)),
                ('made_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('expires_at', fields.DatetimeField(db_index=True, auto_now=False, auto_now_add=False)),
                ('used_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('review', fields.ForeignKeyField('directory.Review', source_field='review_id', null=True, db_constraint=True, to_field='id', related_name='links', on_delete=OnDelete.SET_NULL)),
            ],
            options={'table': 'listing_links', 'app': 'directory', 'pk_attr': 'token_hash', 'table_description': 'It counts once: after used_at it only shows what came of it.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='Version',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ('service', fields.ForeignKeyField('directory.Service', source_field='service_id', db_index=True, db_constraint=True, to_field='id', related_name='versions', on_delete=OnDelete.CASCADE)),
                ('number', fields.IntField()),
                ('facts', fields.JSONField(default=dict, encoder=functools.partial(dumps, separators=(',', ':')), decoder=loads)),
                ('made_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('made_by', fields.CharField(max_length=36)),
                ('cause', fields.CharField(max_length=8)),
            ],
            options={'table': 'listing_versions', 'app': 'directory', 'unique_together': (('service_id', 'number'),), 'pk_attr': 'id', 'table_description': 'All facts of a listing after a change, by their codes. number counts up from 1, which is the'},
            bases=['Model'],
        ),
        ops.AddField(
            model_name='Agency',
            name='is_trusted',
            field=fields.BooleanField(default=False, db_default=False),
        ),
        ops.AlterModelOptions(
            name='AnswerLink',
            options={'table': 'answer_links', 'app': 'directory', 'pk_attr': 'referral_id', 'table_description': 'token_hash: of what stands in the mail. recipe: how token and digits make the key.'},
        ),
        ops.AddField(
            model_name='Language',
            name='how',
            field=fields.CharField(null=True, max_length=14),
        ),
        ops.AddField(
            model_name='Language',
            name='since',
            field=fields.DateField(null=True),
        ),
        ops.AlterModelOptions(
            name='Revision',
            options={'table': 'revisions', 'app': 'directory', 'pk_attr': 'sequence', 'table_description': 'A service, an organization or a term that a transaction has touched, for those who follow.'},
        ),
        ops.AlterModelOptions(
            name='SealedPayload',
            options={'table': 'payloads', 'app': 'directory', 'pk_attr': 'referral_id', 'table_description': 'As `sealed` writes it. version: how often it was sealed; a part of what it is bound to.'},
        ),
        ops.AddField(
            model_name='Service',
            name='duties',
            field=fields.JSONField(null=True, encoder=functools.partial(dumps, separators=(',', ':')), decoder=loads),
        ),
        ops.AddField(
            model_name='Service',
            name='kept_on',
            field=fields.DateField(null=True),
        ),
        ops.AddField(
            model_name='Service',
            name='used_on',
            field=fields.DateField(null=True),
        ),
    ]
