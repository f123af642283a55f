# ruff: noqa: E501, I001, RUF012 - written by makemigrations, and reviewed
# fmt: off
from tortoise import migrations
from tortoise.migrations import operations as ops
from tortoise.fields.base import OnDelete
from uuid import uuid4
from tortoise import fields
from tortoise.migrations.constraints import CheckConstraint

class Migration(migrations.Migration):
    dependencies = [('directory', '0004_revision_marks')]

    initial = False

    operations = [
        ops.CreateModel(
            name='Agency',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ('name', fields.TextField(unique=False)),
                ('organization', fields.ForeignKeyField('directory.Organization', source_field='organization_id', null=True, db_index=True, db_constraint=True, to_field='id', related_name='agencies', on_delete=OnDelete.SET_NULL)),
                ('recovery_public_key', fields.BinaryField(null=True)),
                ('is_demo', fields.BooleanField(default=False, db_default=False)),
            ],
            options={'table': 'agencies', 'app': 'directory', 'pk_attr': 'id', 'table_description': 'An organization whose people sign in. Its listings are those of `organization`, if any.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='AuditLine',
            fields=[
                ('seq', fields.BigIntField(generated=False, primary_key=True, unique=True, db_index=True)),
                ('at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('actor', fields.CharField(max_length=36)),
                ('agency_id', fields.UUIDField(null=True)),
                ('team_id', fields.UUIDField(null=True, db_index=True)),
                ('action', fields.CharField(max_length=40)),
                ('object_id', fields.UUIDField(null=True)),
                ('before', fields.CharField(default='', db_default='', max_length=20)),
                ('after', fields.CharField(default='', db_default='', max_length=20)),
                ('reason', fields.CharField(default='', db_default='', max_length=40)),
                ('prev', fields.CharField(max_length=64)),
                ('mac', fields.CharField(max_length=64)),
            ],
            options={'table': 'audit_lines', 'app': 'directory', 'pk_attr': 'seq', 'table_description': 'Who did what to which record, chained to the line before by `mac`.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='Member',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ('email', fields.CharField(unique=True, max_length=254)),
                ('name', fields.TextField(unique=False)),
                ('language', fields.CharField(default='en', db_default='en', max_length=35)),
                ('status', fields.CharField(default='active', db_default='active', max_length=8)),
                ('password_hash', fields.TextField(unique=False)),
                ('key_version', fields.IntField()),
                ('public_key', fields.BinaryField()),
                ('private_key', fields.BinaryField()),
                ('key_recipe', fields.TextField(unique=False)),
                ('totp_secret', fields.BinaryField()),
                ('totp_step', fields.BigIntField(default=0, db_default=0)),
                ('recovery_codes', fields.TextField(unique=False)),
                ('created_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('ended_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('is_demo', fields.BooleanField(default=False, db_default=False)),
            ],
            options={'table': 'members', 'app': 'directory', 'constraints': [CheckConstraint(check="status IN ('active', 'disabled', 'left')", name='members_status')], 'pk_attr': 'id', 'table_description': 'One person. `email` is folded to lower case, and is the name that they sign in with.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='Passkey',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ('member', fields.ForeignKeyField('directory.Member', source_field='member_id', db_index=True, db_constraint=True, to_field='id', related_name='passkeys', on_delete=OnDelete.CASCADE)),
                ('credential_id', fields.BinaryField()),
                ('public_key', fields.BinaryField()),
                ('sign_count', fields.BigIntField()),
                ('name', fields.TextField(unique=False)),
                ('added_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'passkeys', 'app': 'directory', 'pk_attr': 'id', 'table_description': 'A key that a phone or a stick holds. credential_id: as the browser names it.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='Team',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ('agency', fields.ForeignKeyField('directory.Agency', source_field='agency_id', db_index=True, db_constraint=True, to_field='id', related_name='teams', on_delete=OnDelete.RESTRICT)),
                ('name', fields.TextField(unique=False)),
            ],
            options={'table': 'teams', 'app': 'directory', 'pk_attr': 'id', 'table_description': "Those who may read one another's referrals, by the keys of its generations."},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='Generation',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ('team', fields.ForeignKeyField('directory.Team', source_field='team_id', db_index=True, db_constraint=True, to_field='id', related_name='generations', on_delete=OnDelete.CASCADE)),
                ('number', fields.IntField()),
                ('public_key', fields.BinaryField()),
                ('recovery', fields.BinaryField(null=True)),
            ],
            options={'table': 'generations', 'app': 'directory', 'unique_together': (('team', 'number'),), 'pk_attr': 'id', 'table_description': "One key pair of a team. recovery: its private key sealed to the agency's recovery key."},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='Invitation',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ('kind', fields.CharField(max_length=10)),
                ('token_hash', fields.CharField(unique=True, max_length=64)),
                ('email', fields.CharField(max_length=254)),
                ('name', fields.TextField(default='', db_default='', unique=False)),
                ('role', fields.CharField(null=True, max_length=10)),
                ('agency', fields.ForeignKeyField('directory.Agency', source_field='agency_id', null=True, db_index=True, db_constraint=True, to_field='id', related_name='invitations', on_delete=OnDelete.CASCADE)),
                ('team', fields.ForeignKeyField('directory.Team', source_field='team_id', null=True, db_index=True, db_constraint=True, to_field='id', related_name='invitations', on_delete=OnDelete.CASCADE)),
                ('member', fields.ForeignKeyField('directory.Member', source_field='member_id', null=True, db_index=True, db_constraint=True, to_field='id', related_name='invitations', on_delete=OnDelete.CASCADE)),
                ('invited_by', fields.ForeignKeyField('directory.Member', source_field='invited_by_id', null=True, db_index=True, db_constraint=True, to_field='id', related_name='invited', on_delete=OnDelete.SET_NULL)),
                ('created_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('expires_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('used_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'invitations', 'app': 'directory', 'constraints': [CheckConstraint(check="(kind = 'join' AND role IS NOT NULL AND member_id IS NULL) OR (kind IN ('password', 'everything') AND member_id IS NOT NULL)", name='invitations_kind')], 'pk_attr': 'id', 'table_description': 'token_hash: SHA-256 of what stands in the link, which is kept nowhere.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='Membership',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ('member', fields.ForeignKeyField('directory.Member', source_field='member_id', db_index=True, db_constraint=True, to_field='id', related_name='memberships', on_delete=OnDelete.CASCADE)),
                ('role', fields.CharField(max_length=10)),
                ('agency', fields.ForeignKeyField('directory.Agency', source_field='agency_id', null=True, db_index=True, db_constraint=True, to_field='id', related_name='memberships', on_delete=OnDelete.RESTRICT)),
                ('team', fields.ForeignKeyField('directory.Team', source_field='team_id', null=True, db_index=True, db_constraint=True, to_field='id', related_name='memberships', on_delete=OnDelete.RESTRICT)),
                ('began_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('ended_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'memberships', 'app': 'directory', 'constraints': [CheckConstraint(check="(role IN ('caseworker', 'team_lead', 'recipient') AND agency_id IS NOT NULL AND team_id IS NOT NULL) OR (role = 'provider' AND agency_id IS NOT NULL AND team_id IS NULL) OR (role IN ('editor', 'operator') AND agency_id IS NULL AND team_id IS NULL)", name='memberships_place')], 'pk_attr': 'id', 'table_description': 'One role (`roles.Role`) of one member in one place. An ended one stays on record.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='Seat',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ('generation', fields.ForeignKeyField('directory.Generation', source_field='generation_id', db_index=True, db_constraint=True, to_field='id', related_name='seats', on_delete=OnDelete.CASCADE)),
                ('member', fields.ForeignKeyField('directory.Member', source_field='member_id', db_index=True, db_constraint=True, to_field='id', related_name='seats', on_delete=OnDelete.CASCADE)),
                ('sealed', fields.BinaryField()),
            ],
            options={'table': 'seats', 'app': 'directory', 'unique_together': (('generation', 'member'),), 'pk_attr': 'id', 'table_description': "The private key of a generation, sealed to one member's public key."},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='Session',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ('member', fields.ForeignKeyField('directory.Member', source_field='member_id', db_index=True, db_constraint=True, to_field='id', related_name='sessions', on_delete=OnDelete.CASCADE)),
                ('membership', fields.ForeignKeyField('directory.Membership', source_field='membership_id', null=True, db_index=True, db_constraint=True, to_field='id', related_name='sessions', on_delete=OnDelete.CASCADE)),
                ('token_hash', fields.CharField(unique=True, max_length=64)),
                ('kept', fields.BinaryField()),
                ('is_complete', fields.BooleanField(default=False, db_default=False)),
                ('challenge', fields.BinaryField(null=True)),
                ('began_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('seen_at', fields.DatetimeField(db_index=True, auto_now=False, auto_now_add=False)),
                ('confirmed_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'sessions', 'app': 'directory', 'pk_attr': 'id', 'table_description': 'One browser that is signed in, or half way there.'},
            bases=['Model'],
        ),
    ]
