# ruff: noqa: E501, I001, RUF012 - written by makemigrations, and reviewed
# fmt: off
from tortoise import migrations
from tortoise.migrations import operations as ops
from tortoise import fields

class Migration(migrations.Migration):
    dependencies = [('directory', '0005_accounts')]

    initial = False

    operations = [
        ops.CreateModel(
            name='AuditCut',
            fields=[
                ('seq', fields.BigIntField(generated=False, primary_key=True, unique=True, db_index=True)),
                ('mac', fields.CharField(max_length=64)),
                ('at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('seal', fields.CharField(max_length=64)),
            ],
            options={'table': 'audit_cuts', 'app': 'directory', 'pk_attr': 'seq', 'table_description': 'Stands in for the lines up to `seq`, the last of which had `mac`.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='GuessCount',
            fields=[
                ('mark', fields.CharField(primary_key=True, unique=True, db_index=True, max_length=32)),
                ('failures', fields.IntField()),
                ('last_at', fields.FloatField(db_index=True)),
                ('open_at', fields.FloatField()),
            ],
            options={'table': 'guess_counts', 'app': 'directory', 'pk_attr': 'mark', 'table_description': 'Failures of one mark. last_at, open_at: seconds since 1970.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='KnownPlace',
            fields=[
                ('mark', fields.CharField(primary_key=True, unique=True, db_index=True, max_length=32)),
                ('expires_at', fields.DatetimeField(db_index=True, auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'known_places', 'app': 'directory', 'pk_attr': 'mark', 'table_description': "Somebody has signed in from some address: no stranger's guesses hold them up there."},
            bases=['Model'],
        ),
        ops.AddField(
            model_name='Member',
            name='used_on',
            field=fields.DateField(null=True),
        ),
        ops.AddField(
            model_name='Member',
            name='warned_on',
            field=fields.DateField(null=True),
        ),
        ops.AddField(
            model_name='Session',
            name='to_show',
            field=fields.BinaryField(null=True),
        ),
    ]
