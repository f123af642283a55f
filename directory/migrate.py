"""Bringing a database to the newest shape without losing a row.

Tortoise's SQLite migrations change a table by copying it and dropping the old one. Left alone that
deletes, through ON DELETE CASCADE, every row that points to it, and drops its indexes, triggers and
joint unique constraints. Here foreign keys are off while it happens and checked before it is kept,
what belongs to the table is made again, and all pending migrations are one transaction: whatever
goes wrong, the database is as it was.
"""

from collections.abc import Callable, Iterable
from functools import cached_property
from typing import Any, cast

from tortoise.backends.base.client import BaseDBAsyncClient
from tortoise.migrations.constraints import CheckConstraint
from tortoise.migrations.executor import MigrationExecutor, MigrationTarget
from tortoise.migrations.graph import MigrationKey
from tortoise.migrations.migration import Migration
from tortoise.migrations.schema_editor import (
    AsyncpgSchemaEditor,
    BaseSchemaEditor,
    SqliteSchemaEditor,
)
from tortoise.migrations.schema_generator.state import ModelState, State
from tortoise.migrations.schema_generator.state_apps import StateApps
from tortoise.models import Model
from tortoise.transactions import in_transaction

from directory.database import open_connections, tortoise_config

# Any number, but the same on every node: two of them never migrate one PostgreSQL at once.
ADVISORY_LOCK = 7_261_104


class MigrationRefused(Exception):
    """The database was left as it was. The text says why, for the operator."""


async def migrate_database(
    url: str, progress: Callable[[str, str, str], object] | None = None
) -> list[str]:
    """Apply what is pending, all or nothing, and return the names of what was applied."""
    return await migrate_from_config(tortoise_config(url, foreign_keys="OFF"), progress)


async def pending_migrations(url: str) -> list[str]:
    """The migrations that the database still lacks, in their order."""
    config = tortoise_config(url)
    async with open_connections(config) as connection:
        return await _pending(Executor(connection, config["apps"]), None)


async def migrate_from_config(
    config: dict[str, Any],
    progress: Callable[[str, str, str], object] | None = None,
    upto: str = "__latest__",
) -> list[str]:
    """The same from Tortoise's settings, whose SQLite must have foreign_keys OFF.

    upto: the last migration to apply, for tests that begin with an older database.
    """
    async with open_connections(config), in_transaction() as connection:
        is_sqlite = connection.capabilities.dialect == "sqlite"
        if not is_sqlite:
            await connection.execute_query(f"SELECT pg_advisory_xact_lock({ADVISORY_LOCK})")
        executor = Executor(connection, config["apps"])
        # A missing table is an error, and an error ends PostgreSQL's transaction: make it first.
        await executor.recorder.ensure_schema(executor._schema_editor(atomic=False))
        targets = [MigrationTarget(app, upto) for app in config["apps"]]
        pending = await _pending(executor, targets)
        await executor.migrate(targets, direction="forward", progress=progress)
        if is_sqlite:
            await _check_foreign_keys(connection)
    return pending


async def _pending(executor: MigrationExecutor, targets: list[MigrationTarget] | None) -> list[str]:
    plan = await executor.plan(targets)
    loader = executor.loader
    applied = {key for key in loader.applied_migrations if key.app_label in loader.apps_config}
    if unknown := sorted(key.name for key in applied - loader.graph.nodes.keys()):
        raise MigrationRefused(
            f"The database was made by a newer Handrail: this one does not know {unknown[0]}."
        )
    return [step.migration.name for step in plan]


async def _check_foreign_keys(connection: BaseDBAsyncClient) -> None:
    broken = await connection.execute_query_dict("PRAGMA foreign_key_check")
    if broken:
        first = broken[0]
        raise MigrationRefused(
            f"{len(broken)} rows would point to nothing,"
            f" the first in {first['table']} to {first['parent']}. Nothing was changed."
        )


class Past(State):
    """What there was before a step. Its tables' models are made for the few steps that look."""

    def __init__(self, models: dict[tuple[str, str], ModelState], now: StateApps) -> None:
        self.models, self._now = models, now

    @cached_property
    def apps(self) -> StateApps:  # type: ignore[override]  # read like the attribute that it stands for
        return self._now.clone(model_states=self.models)


class PresentApps(StateApps):
    """Models are made again when somebody looks at one, and only their queries are prepared."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.refresh: Callable[[], object] = bool
        self._prepared: set[type[Model]] = set()

    def get_model(self, app_label: str, model_name: str | None = None) -> type[Model]:
        self.refresh()
        return super().get_model(app_label, model_name)

    def _build_initial_querysets(self) -> None:
        everything = self.apps
        self.apps = {
            label: {name: model for name, model in models.items() if model not in self._prepared}
            for label, models in everything.items()
        }
        super()._build_initial_querysets()
        self.apps = everything
        self._prepared = {model for models in everything.values() for model in models.values()}


class Present(State):
    """Tortoise makes models again at each step, looked at or not: most of what migrating took."""

    def __init__(self, apps: PresentApps) -> None:
        super().__init__({}, apps)
        self._outdated: set[tuple[str, str]] = set()
        apps.refresh = self._refresh

    def reload_models(self, model_tuples: Iterable[tuple[str, str]]) -> None:
        self._outdated |= set(model_tuples)

    def reload_model(self, app_label: str, model_name: str) -> None:
        self.reload_models([(app_label, model_name)])

    def validate_relations_initialized(self) -> None:
        self._refresh()
        super().validate_relations_initialized()

    def clone(self) -> Past:
        return Past({key: model.clone() for key, model in self.models.items()}, self.apps)

    def _refresh(self) -> None:
        outdated, self._outdated = self._outdated, set()
        if outdated:
            super().reload_models(outdated)


class Executor(MigrationExecutor):
    """Tortoise's executor with our editors, in a fraction of its time."""

    async def _project_state(
        self, applied: set[MigrationKey], *, upto: MigrationKey | None = None
    ) -> Present:
        databases = {
            label: config["default_connection"] for label, config in self.loader.apps_config.items()
        }
        state = Present(PresentApps(databases))
        plan = [key for key in self._full_plan() if key in applied]
        for key in plan[: plan.index(upto) if upto else None]:
            await cast("Migration", self.loader.graph.nodes[key]).apply(state, dry_run=True)
        return state

    def _schema_editor(self, atomic: bool = True, collect_sql: bool = False) -> BaseSchemaEditor:
        is_sqlite = self.connection.capabilities.dialect == "sqlite"
        editor = CarefulSqliteEditor if is_sqlite else CarefulPostgresEditor
        return editor(self.connection, atomic=atomic, collect_sql=collect_sql)


async def _add_checks(editor: BaseSchemaEditor, model: Any) -> None:
    """Tortoise writes a new model's CHECK constraints into the migration, and leaves them there."""
    for constraint in model._meta.constraints:
        if isinstance(constraint, CheckConstraint):
            await editor.add_constraint(model, constraint)


class CarefulPostgresEditor(AsyncpgSchemaEditor):
    """Makes a new table with its CHECK constraints."""

    async def create_model(self, model: Any) -> None:
        await super().create_model(model)
        await _add_checks(self, model)


class CarefulSqliteEditor(SqliteSchemaEditor):
    """Makes a new table with its CHECK constraints; changes one and keeps what belongs to it."""

    async def create_model(self, model: Any) -> None:
        await super().create_model(model)
        await _add_checks(self, model)

    async def _run_sql(self, sql: str) -> None:
        # Tortoise cuts at every semicolon, also at those inside a trigger.
        await self.client.execute_script(sql)

    async def _alter_field(self, model: Any, old_field: Any, new_field: Any) -> None:
        await super()._alter_field(model, old_field, new_field)
        column = new_field.source_field or new_field.model_field_name
        name = self._generate_index_name("idx", model, [column])
        if new_field.index and not old_field.index:
            await self._run_sql(self._get_index_sql(model, [column]))
        if old_field.index and not new_field.index:
            await self._run_sql(f'DROP INDEX IF EXISTS "{name}"')

    async def _remake_table(self, model: Any, *args: Any, **kwargs: Any) -> None:
        table = model._meta.db_table
        indexes, triggers = await self._indexes(table), await self._triggers(table)
        # Other tables' triggers may name this one: without this, SQLite refuses the renaming.
        await self.client.execute_query("PRAGMA legacy_alter_table=ON")
        await super()._remake_table(model, *args, **kwargs)
        await self.client.execute_query("PRAGMA legacy_alter_table=OFF")
        columns = await self._names(f'PRAGMA table_info("{table}")')
        present = await self._indexes(table)
        for (unique, fields), sql in indexes.items():
            if (unique, fields) not in present and set(fields) <= set(columns):
                await self._run_sql(sql or self._get_unique_index_sql(table, list(fields)))
        for trigger in triggers:
            await self._run_sql(trigger)

    async def _indexes(self, table: str) -> dict[tuple[bool, tuple[str, ...]], str | None]:
        """Each index of a table by (is it unique, its columns), with the SQL that made it.

        An index that serves a constraint inside CREATE TABLE has no SQL of its own.
        """
        rows = await self.client.execute_query_dict(
            'SELECT l.name, l."unique", m.sql FROM pragma_index_list(?) l'
            " JOIN sqlite_master m ON m.name = l.name AND m.type = 'index'",
            [table],
        )
        return {
            (bool(row["unique"]), await self._names(f'PRAGMA index_info("{row["name"]}")')): row[
                "sql"
            ]
            for row in rows
        }

    async def _triggers(self, table: str) -> list[str]:
        return [
            row["sql"]
            for row in await self.client.execute_query_dict(
                "SELECT sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = ?", [table]
            )
        ]

    async def _names(self, pragma: str) -> tuple[str, ...]:
        return tuple(row["name"] for row in await self.client.execute_query_dict(pragma))
