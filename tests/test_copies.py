"""What one test does to a database that it was lent is not there for the next."""

import asyncio

import asyncpg  # type: ignore[import-untyped]  # asyncpg ships no types
import pytest

from tests.copies import Copies

ROW = "INSERT INTO taxonomies (id, name) VALUES (gen_random_uuid(), 'Left behind')"


def run(copies: Copies, name: str, sql: str) -> object:
    async def ask() -> object:
        connection = await asyncpg.connect(copies.server.format(name=name))
        try:
            return await connection.fetchval(sql)
        finally:
            await connection.close()

    return asyncio.run(ask())


@pytest.fixture
def template(copies: Copies, empty_postgres: str) -> str:
    return empty_postgres


def test_rows_and_numbers_are_as_they_were(copies: Copies, template: str) -> None:
    counting = "SELECT nextval(sequencename::regclass) FROM pg_sequences ORDER BY 1 LIMIT 1"
    with copies.lent(template) as name:
        first = run(copies, name, counting)
        run(copies, name, ROW)
    for harm in (
        "DELETE FROM tortoise_migrations",
        "UPDATE tortoise_migrations SET name = name || id",
    ):
        with copies.lent(template) as again:
            assert again == name
            assert run(copies, name, "SELECT count(*) FROM taxonomies") == 0
            assert run(copies, name, "SELECT min(name) FROM tortoise_migrations") == "0001_initial"
            assert run(copies, name, counting) == first
            run(copies, name, harm)


@pytest.mark.parametrize(
    "change",
    [
        "CREATE TABLE left_behind (id int)",
        "ALTER TABLE taxonomies ADD left_behind int",
        "ALTER TABLE locations DISABLE TRIGGER USER",
        "ALTER TABLE locations DROP CONSTRAINT locations_visibility",
    ],
)
def test_where_more_than_rows_was_changed_the_next_gets_another(
    copies: Copies, template: str, change: str
) -> None:
    with copies.lent(template) as name:
        run(copies, name, change)
    with copies.lent(template) as other:
        assert other != name
