# ruff: noqa: E501, RUF012, S608 - written by makemigrations, and reviewed; SQL of constants
"""Referrals, and what the database itself refuses about them, whoever asks (rules R-01, R-02, R-06).

Threat: somebody with the database, or a program of ours with a mistake, moves a row by hand. A CHECK
cannot look at the row as it was or into another table, so these are triggers, alike on both sides.
The clock is the act's own (`sent_at`), so that a restored database says the same as before.
"""

import functools
from json import dumps, loads
from uuid import uuid4

from tortoise import fields, migrations
from tortoise.fields.base import OnDelete
from tortoise.migrations import operations as ops
from tortoise.migrations.constraints import CheckConstraint
from tortoise.migrations.schema_editor import BaseSchemaEditor
from tortoise.migrations.schema_generator.state_apps import StateApps

TAKEN = ("accepted", "in_contact", "waiting")
MOVES = (
    *(("draft", to) for to in ("sent", "withdrawn", "voided")),
    *(("sent", to) for to in ("accepted", "declined", "recalled", "withdrawn", "lapsed", "voided")),
    *(("accepted", to) for to in ("in_contact", "waiting", "recalled")),
    ("in_contact", "waiting"),
    *(("waiting", to) for to in ("in_contact", "recalled")),
    *(
        (one, to)
        for one in TAKEN
        for to in ("completed", "unable", "withdrawn", "lapsed", "voided")
    ),
)
CONSENT_MOVES = (
    *(("draft", to) for to in ("active", "refused")),
    *(("active", to) for to in ("in_use", "expired", "withdrawn", "superseded")),
    *(("in_use", to) for to in ("spent", "expired", "withdrawn")),
)


def among(column: str, words: tuple[str, ...]) -> str:
    return f"{column} IN ({', '.join(repr(word) for word in words)})"


def stray(moves: tuple[tuple[str, str], ...]) -> str:
    pairs = tuple(f"{before} {after}" for before, after in moves)
    way = among("OLD.state || ' ' || NEW.state", pairs)
    return f"NEW.state <> OLD.state AND NOT {way}"


def changed(*columns: str) -> str:
    """A row that something points to may lose it (SET NULL), never point to another."""
    return " OR ".join(
        f"(NEW.{it} IS NOT NULL AND NEW.{it} {{differs}} OLD.{it})" for it in columns
    )


OPEN_STATES = ("draft", "sent", *TAKEN)
OPENS = "SELECT 1 FROM sealed_keys k WHERE k.referral_id = {row}.id AND k.sealed IS NOT NULL"
# (name, table, when, the condition of the refusal, what it says)
RULES = (
    ("consents_begin", "consents", "INSERT", "NEW.state <> 'draft'", "a consent begins as a draft"),
    (
        "consents_move",
        "consents",
        "UPDATE OF state",
        stray(CONSENT_MOVES),
        "a consent does not move so",
    ),
    (
        "consents_stand",
        "consents",
        "UPDATE",
        f"OLD.state <> 'draft' AND ({changed('team_id', 'organization_id', 'service_id', 'scope', 'given_at', 'expires_at', 'purpose')})",
        "a consent that was given does not change",
    ),
    (
        "consents_end",
        "consents",
        "UPDATE OF state",
        "NEW.state IN ('withdrawn', 'expired') AND EXISTS (SELECT 1 FROM referrals r WHERE"
        f" r.consent_id = NEW.id AND r.state <> 'draft' AND EXISTS ({OPENS.format(row='r')}))",
        "what a consent no longer covers is shredded first",
    ),
    (
        "referrals_begin",
        "referrals",
        "INSERT",
        "NEW.state <> 'draft'",
        "a referral begins as a draft",
    ),
    ("referrals_move", "referrals", "UPDATE OF state", stray(MOVES), "a referral does not move so"),
    (
        "referrals_consent",
        "referrals",
        "UPDATE OF state",
        "OLD.state = 'draft' AND NEW.state = 'sent' AND NOT EXISTS (SELECT 1 FROM consents c"
        " JOIN services s ON s.id = c.service_id AND s.organization_id = c.organization_id"
        " WHERE c.id = NEW.consent_id AND c.state IN ('active', 'in_use')"
        " AND c.team_id = NEW.team_id"
        " AND c.service_id = NEW.service_id AND c.organization_id = NEW.organization_id"
        " AND (NEW.field_mask & ~c.scope) = 0"
        " AND {given_at} <= {sent_at} AND {sent_at} < {expires_at})",
        "nothing is sent without a consent for it",
    ),
    (
        "referrals_desk",
        "referrals",
        "UPDATE OF state",
        "NEW.state = 'sent' AND NEW.recipient_team_id IS NOT NULL AND NOT EXISTS (SELECT 1"
        " FROM teams t JOIN agencies a ON a.id = t.agency_id"
        " WHERE t.id = NEW.recipient_team_id AND a.organization_id = NEW.organization_id)",
        "the team is not one of the recipient",
    ),
    (
        "referrals_stand",
        "referrals",
        "UPDATE",
        f"OLD.state <> 'draft' AND ({changed('consent_id', 'organization_id', 'service_id', 'team_id', 'recipient_team_id', 'field_mask', 'sent_at', 'code_hash')})",
        "a referral that was sent does not change",
    ),
    (
        "referrals_gone",
        "referrals",
        "UPDATE OF state",
        "NEW.state IN ('recalled', 'withdrawn', 'lapsed', 'voided')"
        f" AND (EXISTS ({OPENS.format(row='NEW')})"
        " OR EXISTS (SELECT 1 FROM payloads p WHERE p.referral_id = NEW.id))",
        "what is taken back is shredded first",
    ),
    (
        "referrals_end",
        "referrals",
        "UPDATE OF state",
        "NEW.state IN ('completed', 'declined', 'unable')"
        f" AND EXISTS ({OPENS.format(row='NEW')} AND k.holder IN ('recipient', 'link'))",
        "the key of the recipient ends first",
    ),
    *(
        (
            f"{table}_late_{when[:6].lower()}",
            table,
            when,
            f"{given} AND NOT EXISTS (SELECT 1 FROM referrals r WHERE r.id = NEW.referral_id"
            f" AND {among('r.state', OPEN_STATES)})",
            "an ended referral is closed",
        )
        for table, given in (("payloads", "true"), ("sealed_keys", "NEW.sealed IS NOT NULL"))
        for when in ("INSERT", "UPDATE")
    ),
    *(
        (
            f"sealed_keys_consent_{when[:6].lower()}",
            "sealed_keys",
            when,
            "NEW.sealed IS NOT NULL AND NEW.holder <> 'sender' AND NOT EXISTS (SELECT 1"
            " FROM referrals r JOIN consents c ON c.id = r.consent_id"
            " WHERE r.id = NEW.referral_id AND r.state <> 'draft' AND c.state = 'in_use')",
            "no key to a referral without a consent",
        )
        for when in ("INSERT", "UPDATE")
    ),
)
SQLITE = {
    "differs": "IS NOT",
    "given_at": "julianday(c.given_at)",
    "sent_at": "julianday(NEW.sent_at)",
    "expires_at": "julianday(c.expires_at)",
}
POSTGRES = {
    "differs": "IS DISTINCT FROM",
    "given_at": "c.given_at",
    "sent_at": "NEW.sent_at",
    "expires_at": "c.expires_at",
}
# What a rule looks at does not change before the commit of what it allowed.
LOCKS = {
    "referrals_consent": "PERFORM 1 FROM consents c WHERE c.id = NEW.consent_id FOR SHARE;",
    "payloads_late_insert": "PERFORM 1 FROM referrals r WHERE r.id = NEW.referral_id FOR SHARE;",
    "sealed_keys_late_insert": "PERFORM 1 FROM referrals r WHERE r.id = NEW.referral_id FOR SHARE;",
}


def statements(dialect: str) -> list[str]:
    if dialect == "sqlite":
        return [
            f"CREATE TRIGGER {name} BEFORE {when} ON {table} WHEN {condition.format(**SQLITE)}"
            f" BEGIN SELECT RAISE(ABORT, '{refusal}'); END;"
            for name, table, when, condition, refusal in RULES
        ]
    made = []
    for name, table, when, condition, refusal in RULES:
        made += [
            f"CREATE FUNCTION refuse_{name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
            f" {LOCKS.get(name, '')} IF {condition.format(**POSTGRES)} THEN"
            f" RAISE EXCEPTION '{refusal}' USING ERRCODE = 'check_violation';"
            " END IF; RETURN NEW; END $$",
            f"CREATE TRIGGER {name} BEFORE {when} ON {table}"
            f" FOR EACH ROW EXECUTE FUNCTION refuse_{name}()",
        ]
    return made


async def make_triggers(_apps: StateApps, editor: BaseSchemaEditor) -> None:
    for statement in statements(editor.DIALECT):
        await editor.client.execute_script(statement)


# fmt: off
class Migration(migrations.Migration):
    dependencies = [('directory', '0006_slowdown_and_retention')]

    initial = False

    operations = [
        ops.CreateModel(
            name='Consent',
            fields=[
                ('id', fields.CharField(primary_key=True, unique=True, db_index=True, max_length=32)),
                ('team', fields.ForeignKeyField('directory.Team', source_field='team_id', db_index=True, db_constraint=True, to_field='id', related_name='consents', on_delete=OnDelete.RESTRICT)),
                ('organization', fields.ForeignKeyField('directory.Organization', source_field='organization_id', null=True, db_index=True, db_constraint=True, to_field='id', related_name='consents', on_delete=OnDelete.SET_NULL)),
                ('service', fields.ForeignKeyField('directory.Service', source_field='service_id', null=True, db_index=True, db_constraint=True, to_field='id', related_name='consents', on_delete=OnDelete.SET_NULL)),
                ('state', fields.CharField(default='draft', db_default='draft', max_length=10)),
                ('state_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('profile', fields.CharField(default='', db_default='', max_length=40)),
                ('profile_version', fields.CharField(default='', db_default='', max_length=20)),
                ('wording_version', fields.CharField(default='', db_default='', max_length=64)),
                ('language', fields.CharField(default='', db_default='', max_length=35)),
                ('delivery', fields.CharField(default='', db_default='', max_length=20)),
                ('purpose', fields.CharField(default='', db_default='', max_length=20)),
                ('scope', fields.IntField(default=0, db_default=0)),
                ('withhold_from', fields.JSONField(default=list, encoder=functools.partial(dumps, separators=(',', ':')), decoder=loads)),
                ('withhold_reason', fields.CharField(default='', db_default='', max_length=20)),
                ('contact_permission', fields.CharField(default='', db_default='', max_length=30)),
                ('may_count', fields.BooleanField(default=False, db_default=False)),
                ('age_band', fields.CharField(default='', db_default='', max_length=10)),
                ('givers', fields.JSONField(default=list, encoder=functools.partial(dumps, separators=(',', ':')), decoder=loads)),
                ('told', fields.JSONField(default=list, encoder=functools.partial(dumps, separators=(',', ':')), decoder=loads)),
                ('is_checked', fields.BooleanField(default=False, db_default=False)),
                ('is_mature', fields.BooleanField(default=False, db_default=False)),
                ('asked_by_id', fields.UUIDField(null=True)),
                ('second_id', fields.UUIDField(null=True)),
                ('copy_offered', fields.CharField(default='', db_default='', max_length=20)),
                ('given_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('expires_at', fields.DatetimeField(null=True, db_index=True, auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'consents', 'app': 'directory', 'constraints': [CheckConstraint(check="state IN ('draft', 'active', 'in_use', 'refused', 'spent', 'expired', 'withdrawn', 'superseded')", name='consents_state'), CheckConstraint(check="state IN ('draft', 'refused') OR (given_at IS NOT NULL AND expires_at IS NOT NULL AND given_at < expires_at)", name='consents_end'), CheckConstraint(check="state <> 'refused' OR (scope = 0 AND given_at IS NULL AND age_band = '')", name='consents_refused')], 'pk_attr': 'id', 'table_description': 'No name and no signature: those stay on paper, with the agency. id: 128 random bits, in hex.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='Recipient',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ('service', fields.OneToOneField('directory.Service', source_field='service_id', db_constraint=True, to_field='id', related_name='recipient', on_delete=OnDelete.CASCADE)),
                ('team', fields.ForeignKeyField('directory.Team', source_field='team_id', null=True, db_index=True, db_constraint=True, to_field='id', related_name='desks', on_delete=OnDelete.SET_NULL)),
                ('email', fields.CharField(null=True, max_length=254)),
                ('asks_for', fields.JSONField(default=list, encoder=functools.partial(dumps, separators=(',', ':')), decoder=loads)),
                ('eligibility', fields.JSONField(default=list, encoder=functools.partial(dumps, separators=(',', ':')), decoder=loads)),
                ('answers_same_day', fields.BooleanField(default=False, db_default=False)),
                ('is_paused', fields.BooleanField(default=False, db_default=False)),
            ],
            options={'table': 'recipients', 'app': 'directory', 'pk_attr': 'id', 'table_description': 'One desk a service. team: who opens what is sent there; without one, `email` gets a link.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='Referral',
            fields=[
                ('id', fields.CharField(primary_key=True, unique=True, db_index=True, max_length=32)),
                ('code_hash', fields.CharField(null=True, unique=True, max_length=64)),
                ('consent', fields.OneToOneField('directory.Consent', source_field='consent_id', null=True, db_constraint=True, to_field='id', related_name='referral', on_delete=OnDelete.RESTRICT)),
                ('organization', fields.ForeignKeyField('directory.Organization', source_field='organization_id', null=True, db_index=True, db_constraint=True, to_field='id', related_name='referrals', on_delete=OnDelete.SET_NULL)),
                ('service', fields.ForeignKeyField('directory.Service', source_field='service_id', null=True, db_index=True, db_constraint=True, to_field='id', related_name='referrals', on_delete=OnDelete.SET_NULL)),
                ('team', fields.ForeignKeyField('directory.Team', source_field='team_id', db_index=True, db_constraint=True, to_field='id', related_name='referrals', on_delete=OnDelete.RESTRICT)),
                ('member', fields.ForeignKeyField('directory.Member', source_field='member_id', null=True, db_index=True, db_constraint=True, to_field='id', related_name='referrals', on_delete=OnDelete.SET_NULL)),
                ('recipient_team', fields.ForeignKeyField('directory.Team', source_field='recipient_team_id', null=True, db_index=True, db_constraint=True, to_field='id', related_name='incoming', on_delete=OnDelete.RESTRICT)),
                ('state', fields.CharField(default='draft', db_index=True, db_default='draft', max_length=10)),
                ('version', fields.IntField(default=1, db_default=1)),
                ('urgency', fields.CharField(max_length=10)),
                ('needs', fields.JSONField(default=list, encoder=functools.partial(dumps, separators=(',', ':')), decoder=loads)),
                ('region', fields.CharField(null=True, max_length=15)),
                ('field_mask', fields.IntField(default=0, db_default=0)),
                ('may_count', fields.BooleanField(default=False, db_default=False)),
                ('reason', fields.CharField(default='', db_default='', max_length=40)),
                ('expected_week', fields.DateField(null=True)),
                ('created_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('moved_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('sent_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('answered_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('in_contact_on', fields.DateField(null=True)),
                ('ended_at', fields.DatetimeField(null=True, db_index=True, auto_now=False, auto_now_add=False)),
                ('reminded_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('lead_asked_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('deleted_there_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('approved_by_id', fields.UUIDField(null=True)),
                ('void_asked_by_id', fields.UUIDField(null=True)),
            ],
            options={'table': 'referrals', 'app': 'directory', 'constraints': [CheckConstraint(check="state IN ('draft', 'sent', 'accepted', 'in_contact', 'waiting', 'completed', 'declined', 'unable', 'recalled', 'withdrawn', 'lapsed', 'voided')", name='referrals_state'), CheckConstraint(check="urgency IN ('today', 'within_72h', 'routine')", name='referrals_urgency')], 'pk_attr': 'id', 'table_description': 'id: 128 random bits, in hex. version: one more with each change (optimistic lock).'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='AnswerLink',
            fields=[
                ('referral', fields.OneToOneField('directory.Referral', source_field='referral_id', primary_key=True, db_index=True, db_constraint=True, to_field='id', related_name='answer_link', on_delete=OnDelete.CASCADE)),
                ('token_hash', fields.CharField(unique=True, max_length=64)),
                ('recipe', fields.TextField(unique=False)),
                ('tries_left', fields.IntField()),
                ('expires_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('opened_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('answer_hash', fields.CharField(null=True, unique=True, max_length=64)),
            ],
            options={'table': 'answer_links', 'app': 'directory', 'pk_attr': 'referral_id', 'table_description': 'token_hash: of what stands in the mail. recipe: how token and digits make the key.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='DoneRequest',
            fields=[
                ('id', fields.CharField(primary_key=True, unique=True, db_index=True, max_length=64)),
                ('referral', fields.ForeignKeyField('directory.Referral', source_field='referral_id', db_index=True, db_constraint=True, to_field='id', related_name='done_requests', on_delete=OnDelete.CASCADE)),
            ],
            options={'table': 'done_requests', 'app': 'directory', 'pk_attr': 'id', 'table_description': "id: a hash of who asked, for what, and the request's own random id."},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='SealedKey',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ('referral', fields.ForeignKeyField('directory.Referral', source_field='referral_id', db_index=True, db_constraint=True, to_field='id', related_name='sealed_keys', on_delete=OnDelete.CASCADE)),
                ('holder', fields.CharField(max_length=10)),
                ('team_id', fields.UUIDField(null=True)),
                ('generation', fields.IntField(null=True)),
                ('lookup', fields.CharField(null=True, unique=True, max_length=64)),
                ('sealed', fields.BinaryField(null=True)),
            ],
            options={'table': 'sealed_keys', 'app': 'directory', 'unique_together': (('referral', 'holder'),), 'constraints': [CheckConstraint(check="(holder IN ('sender', 'recipient')) = (team_id IS NOT NULL) AND (team_id IS NULL) = (generation IS NULL) AND (holder <> 'receipt' OR lookup IS NOT NULL) AND holder IN ('sender', 'recipient', 'receipt', 'link')", name='sealed_keys_holder')], 'pk_attr': 'id', 'table_description': 'The key of one payload, closed for one holder: the store that shredding empties.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='SealedPayload',
            fields=[
                ('referral', fields.OneToOneField('directory.Referral', source_field='referral_id', primary_key=True, db_index=True, db_constraint=True, to_field='id', related_name='payload', on_delete=OnDelete.CASCADE)),
                ('version', fields.IntField()),
                ('sealed', fields.BinaryField()),
            ],
            options={'table': 'payloads', 'app': 'directory', 'pk_attr': 'referral_id', 'table_description': 'As `sealed` writes it. version: how often it was sealed; a part of what it is bound to.'},
            bases=['Model'],
        ),
        ops.RunPython(make_triggers),
    ]
