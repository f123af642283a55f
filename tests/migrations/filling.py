"""A row in every table of a database of any version, whatever its columns are."""

from tortoise.backends.base.client import BaseDBAsyncClient

from tests.migrations.schema import columns

# Every id and every reference of one filling is the same, so that every row points to one that
# exists; `{number}` makes those of the next ones others.
ID = "'{number:08}-1111-5111-8111-111111111111'"
BY_NAME = {
    "state": "'draft'",
    "urgency": "'routine'",
    "holder": "'sender'",
    "visibility": "'public'",
    "status": "'active'",
    "cost": "'free'",
    "role": "'caseworker'",
    "kind": "'everything'",
}
BY_TABLE = {("intakes", "state"): "'open'"}
BY_TYPE = {
    "char(36)": ID,
    "uuid": ID,
    "date": "'2026-11-24'",
    "timestamp": "'2026-11-24 12:00:00+00:00'",
    "bool": "true",
    "int": "{number}",
    "bigint": "{number}",
    "smallint": "{number}",
    "real": "1",
    "double": "1",
    "numeric": "1",
    "decimal": "1",
    "json": "'[]'",
}
# Others' triggers look there, and SQLite does not let them be.
FIRST = ("consents", "referrals")


async def fill_every_table(connection: BaseDBAsyncClient, number: int) -> None:
    """One row more, the number-th.

    On SQLite the caller's connection must have foreign_keys OFF: tables come in any order.
    """
    script = ""
    tables = await columns(connection)
    for table in sorted(tables, key=lambda table: table not in FIRST):
        found = tables[table]
        kinds = {str(name): str(kind) for name, kind, *_ in found}
        values = {name: _value(table, name, kind, number) for name, kind in kinds.items()}
        names = ", ".join(f'"{name}"' for name in values)
        script += f'INSERT INTO "{table}" ({names}) VALUES ({", ".join(values.values())});\n'  # noqa: S608 - the database's own names
    if connection.capabilities.dialect == "postgres":
        script = f"SET session_replication_role = replica; {script} RESET session_replication_role"
    await connection.execute_script(script)


def _value(table: str, name: str, kind: str, number: int) -> str:
    known = BY_TABLE.get((table, name)) or BY_NAME.get(name) or BY_TYPE.get(kind.lower())
    started = (value for start, value in BY_TYPE.items() if kind.lower().startswith(start))
    return (known or next(started, "'{number:x}'")).format(number=number)
