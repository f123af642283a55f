"""What a database looks like from outside: its tables, columns, indexes, and how many rows."""

from typing import Any

from tortoise.backends.base.client import BaseDBAsyncClient

Columns = dict[str, set[tuple[Any, ...]]]


async def columns(connection: BaseDBAsyncClient) -> Columns:
    """For each table its columns: (name, type, whether it may be null, default)."""
    if connection.capabilities.dialect == "sqlite":
        sql = """SELECT m.name AS "table", c.name, c.type, c."notnull" = 0, c.dflt_value
            FROM sqlite_master m JOIN pragma_table_info(m.name) c WHERE m.type = 'table'"""
    else:
        sql = """SELECT table_name AS "table", column_name, data_type, is_nullable,
            column_default, character_maximum_length
            FROM information_schema.columns WHERE table_schema = 'public'"""
    return await _grouped(connection, sql)


async def indexes(connection: BaseDBAsyncClient) -> Columns:
    """For each table its indexes: (unique, columns)."""
    if connection.capabilities.dialect == "sqlite":
        sql = """SELECT m.name AS "table", l."unique" = 1,
            (SELECT group_concat(name) FROM pragma_index_info(l.name))
            FROM sqlite_master m JOIN pragma_index_list(m.name) l WHERE m.type = 'table'"""
    else:
        sql = """SELECT t.relname AS "table", i.indisunique,
            (SELECT string_agg(a.attname, ',' ORDER BY k.place)
             FROM unnest(i.indkey) WITH ORDINALITY AS k(number, place)
             JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = k.number)
            FROM pg_index i JOIN pg_class t ON t.oid = i.indrelid
            WHERE t.relnamespace = 'public'::regnamespace"""
    return await _grouped(connection, sql)


async def counts(connection: BaseDBAsyncClient) -> dict[str, int]:
    found = {}
    for table in await columns(connection):
        rows = await connection.execute_query_dict(f'SELECT count(*) AS n FROM "{table}"')  # noqa: S608 - the database's own names
        found[table] = rows[0]["n"]
    return found


async def checks(connection: BaseDBAsyncClient) -> str:
    """The text of all CHECK constraints."""
    if connection.capabilities.dialect == "sqlite":
        sql = "SELECT sql AS text FROM sqlite_master WHERE type = 'table'"
    else:
        sql = "SELECT conname AS text FROM pg_constraint WHERE contype = 'c'"
    return "\n".join(row["text"] for row in await connection.execute_query_dict(sql))


async def _grouped(connection: BaseDBAsyncClient, sql: str) -> Columns:
    found: Columns = {}
    for row in await connection.execute_query_dict(sql):
        table, *rest = row.values()
        found.setdefault(table, set()).add(tuple(rest))
    ours = found.keys() - {"sqlite_sequence", "tortoise_migrations"}
    return {table: found[table] for table in ours}
