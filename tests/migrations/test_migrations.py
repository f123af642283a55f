"""A database of every earlier version becomes one of today, with all its rows."""

from pathlib import Path
from typing import Any

import pytest
from tortoise.apps import Apps
from tortoise.backends.base.client import BaseDBAsyncClient
from tortoise.context import require_context
from tortoise.migrations.autodetector import MigrationAutodetector
from tortoise.migrations.constraints import CheckConstraint
from tortoise.migrations.operations import AlterModelOptions

from directory.database import APP, open_connections, tortoise_config
from directory.migrate import (
    MigrationRefused,
    migrate_database,
    migrate_from_config,
    pending_migrations,
)
from directory.settings import ROOT
from tests.migrations.filling import fill_every_table
from tests.migrations.schema import checks, columns, counts, indexes

VERSIONS = sorted(path.stem for path in Path(ROOT / "directory" / "migrations").glob("0*.py"))


async def test_an_older_database_keeps_every_row(blank_url: str) -> None:
    """It goes through every version, and in each one every table gets a row more."""
    config = tortoise_config(blank_url, foreign_keys="OFF")
    before: dict[str, int] = {}
    for number, version in enumerate(VERSIONS, start=1):
        assert await migrate_from_config(config, upto=version) == [version]
        async with open_connections(config) as connection:
            after = await counts(connection)
            assert {table: after[table] for table in before} == before
            await assert_nothing_points_to_nothing(connection)
            await fill_every_table(connection, number)
            before = await counts(connection)

    assert before["services"] == len(VERSIONS)
    assert min(before.values()) >= 1


async def test_the_migrations_end_where_the_models_are(blank_url: str, migrated_url: str) -> None:
    async with open_connections(tortoise_config(migrated_url)) as connection:
        migrated = await columns(connection), await indexes(connection)
        written_checks = await checks(connection)
    async with open_connections(tortoise_config(blank_url)) as connection:
        await require_context().generate_schemas()
        assert await columns(connection) == migrated[0]
        assert await indexes(connection) == migrated[1]
        for model in models().values():
            for constraint in model._meta.constraints:
                if isinstance(constraint, CheckConstraint):
                    assert constraint.name in written_checks


async def test_no_model_has_changed_since_the_last_migration(database: str) -> None:
    changes = await MigrationAutodetector(apps(), tortoise_config(database)["apps"]).changes()
    # Options hold the first line of a docstring, which is no reason for a migration.
    assert not [
        operation.describe()
        for writer in changes
        for operation in writer.operations
        if not isinstance(operation, AlterModelOptions)
    ]


async def test_what_is_pending_is_named_and_applied_once(blank_url: str) -> None:
    assert await pending_migrations(blank_url) == VERSIONS
    assert await migrate_database(blank_url) == VERSIONS
    assert await pending_migrations(blank_url) == []
    assert await migrate_database(blank_url) == []


async def test_a_database_of_a_newer_handrail_is_left_alone(migrated_url: str) -> None:
    async with open_connections(tortoise_config(migrated_url)) as connection:
        await connection.execute_script(
            "INSERT INTO tortoise_migrations (app, name, applied_at)"
            " VALUES ('directory', '9999_from_tomorrow', '2030-01-01')"
        )
    with pytest.raises(MigrationRefused, match="9999_from_tomorrow"):
        await migrate_database(migrated_url)


def apps() -> Apps:
    found = require_context().apps
    assert found is not None
    return found


def models() -> dict[str, Any]:
    return dict(apps()[APP])


async def assert_nothing_points_to_nothing(connection: BaseDBAsyncClient) -> None:
    if connection.capabilities.dialect == "sqlite":
        assert not await connection.execute_query_dict("PRAGMA foreign_key_check")
