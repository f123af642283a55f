"""Changing a parent's columns keeps its children, its indexes, its constraints and its triggers.

Tortoise's own migration does none of that on SQLite, with exit status 0.
"""

from typing import Any

import pytest
from tortoise.exceptions import IntegrityError

from directory.database import open_connections, tortoise_config
from directory.migrate import MigrationRefused, migrate_from_config
from tests.migrations.schema import columns, counts, indexes

BROKEN_ROW = "INSERT INTO shop_children (id, parent_id) VALUES (2, 404)"


def shop(url: str) -> dict[str, Any]:
    config = tortoise_config(url, foreign_keys="OFF")
    app = {**config["apps"].pop("directory"), "migrations": "tests.migrations.shop.steps"}
    config["apps"]["shop"] = {**app, "models": ["tests.migrations.shop.models"]}
    return config


async def open_shop(url: str) -> dict[str, Any]:
    """A shop of the first version, with a parent and a child."""
    config = shop(url)
    await migrate_from_config(config, upto="0001_initial")
    async with open_connections(config) as connection:
        await connection.execute_script(
            "INSERT INTO shop_parents (id, name, town, street) VALUES (1, 'A', 'B', 'C');"
            "INSERT INTO shop_children (id, parent_id) VALUES (1, 1)"
        )
    return config


async def test_children_survive_the_change_of_their_parent(blank_url: str) -> None:
    config = await open_shop(blank_url)
    await migrate_from_config(config)
    async with open_connections(config) as connection:
        assert await counts(connection) == {"shop_parents": 1, "shop_children": 1}


async def test_columns_and_indexes_are_those_of_a_new_database(
    blank_url: str, other_url: str
) -> None:
    await migrate_from_config(await open_shop(blank_url))
    async with open_connections(shop(blank_url)) as connection:
        changed = await columns(connection), await indexes(connection)
    await migrate_from_config(shop(other_url))
    async with open_connections(shop(other_url)) as connection:
        assert (await columns(connection), await indexes(connection)) == changed
    assert {(True, "name,town"), (False, "town"), (False, "street")} <= changed[1]["shop_parents"]


async def test_the_joint_constraint_still_holds(blank_url: str) -> None:
    await migrate_from_config(await open_shop(blank_url))
    async with open_connections(shop(blank_url)) as connection:
        with pytest.raises(IntegrityError):
            await connection.execute_insert(
                "INSERT INTO shop_parents (id, name, town, street) VALUES (2, 'A', 'B', 'D')", []
            )


@pytest.mark.parametrize("kind", ["sqlite"])
async def test_triggers_still_fire(blank_url: str) -> None:
    await migrate_from_config(await open_shop(blank_url))
    async with open_connections(shop(blank_url)) as connection:
        with pytest.raises(IntegrityError, match="a name; please"):
            await connection.execute_query("UPDATE shop_parents SET name = ''")
        await connection.execute_query("UPDATE shop_parents SET town = ''")
        with pytest.raises(IntegrityError, match="a town"):
            await connection.execute_query("INSERT INTO shop_children VALUES (3, 1)")


@pytest.mark.parametrize("kind", ["sqlite"])
async def test_a_row_that_points_to_nothing_stops_the_migration(blank_url: str) -> None:
    config = await open_shop(blank_url)
    async with open_connections(config) as connection:
        await connection.execute_script(BROKEN_ROW)
        before = await columns(connection)
    with pytest.raises(MigrationRefused, match="shop_children to shop_parents"):
        await migrate_from_config(config)
    async with open_connections(config) as connection:
        assert await columns(connection) == before


async def test_a_migration_that_is_broken_off_changes_nothing(blank_url: str) -> None:
    config = await open_shop(blank_url)
    async with open_connections(config) as connection:
        before = await columns(connection), await indexes(connection)

    def break_off(event: str, *_: str) -> None:
        if event == "apply_done":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        await migrate_from_config(config, break_off)
    async with open_connections(config) as connection:
        assert (await columns(connection), await indexes(connection)) == before
        assert await counts(connection) == {"shop_parents": 1, "shop_children": 1}
