"""Tortoise's SQLite backend, made fit for several processes and for readers beside a writer.

Against Tortoise's own: a transaction begins IMMEDIATE (a deferred one that reads and then writes
fails with "database is locked" however long it may wait); reads outside a transaction use a second,
query-only connection, so that they never wait for a writer; a transaction that cannot begin gives
its lock back; a script inside a transaction does not commit it.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from typing import Any

from tortoise.backends.base.client import (
    NestedTransactionContext,
    TransactionalDBClient,
    TransactionContext,
)
from tortoise.backends.sqlite.client import (
    SqliteClient,
    SqliteTransactionContext,
    SqliteTransactionWrapper,
)
from tortoise.connection import get_connections
from tortoise.exceptions import OperationalError

PRAGMAS = {
    "foreign_keys": "ON",
    "busy_timeout": 10_000,  # milliseconds
    "synchronous": "FULL",  # an acknowledged write is on the disk, not on its way there
    "secure_delete": "ON",  # what is deleted is overwritten, not left for whoever has the file
}


class Transaction(SqliteTransactionWrapper):
    """A transaction that holds the write lock from its first moment."""

    async def begin(self) -> None:
        try:
            await self._connection.commit()
            await self._connection.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as error:
            raise OperationalError(error) from error

    def _in_transaction(self) -> TransactionContext:
        return NestedTransactionContext(Transaction(self))

    async def execute_script(self, query: str) -> None:
        # sqlite3's executescript would commit what the transaction has done so far.
        for statement in split_script(query):
            await self.execute_query(statement)


class HeldTransaction(SqliteTransactionContext):
    """Tortoise's context keeps the process's lock for ever when BEGIN fails; this one does not."""

    __slots__ = ()

    async def __aenter__(self) -> TransactionalDBClient:
        await self._trxlock.acquire()
        try:
            await self.ensure_connection()
            await self.connection.begin()
        except BaseException:
            self._trxlock.release()
            raise
        self.token = get_connections().set(self.connection_name, self.connection)
        return self.connection  # type: ignore[no-any-return]  # Tortoise leaves it untyped


class Client(SqliteClient):
    """One connection that writes, one that only reads."""

    def __init__(self, file_path: str, **options: Any) -> None:
        super().__init__(file_path, **{**PRAGMAS, **options})
        self.reader: SqliteClient | None = None

    async def create_connection(self, with_db: bool) -> None:
        await super().create_connection(with_db)
        if self.reader is None:
            reader = SqliteClient(
                self.filename,
                connection_name=self.connection_name,
                **{**self.pragmas, "query_only": "ON"},
            )
            await reader.create_connection(with_db)
            self.reader = reader

    async def close(self) -> None:
        if self.reader is not None:
            await self.reader.close()
            self.reader = None
        await super().close()

    def _in_transaction(self) -> TransactionContext:
        return HeldTransaction(Transaction(self), self._lock)

    async def execute_query(
        self, query: str, values: list[Any] | None = None
    ) -> tuple[int, Sequence[dict[str, Any]]]:
        reader = self.reader if is_read(query) else None
        run = reader.execute_query if reader else super().execute_query
        found: tuple[int, Sequence[dict[str, Any]]] = await run(query, values)
        return found

    async def execute_query_dict(
        self, query: str, values: list[Any] | None = None
    ) -> list[dict[str, Any]]:
        reader = self.reader if is_read(query) else None
        run = reader.execute_query_dict if reader else super().execute_query_dict
        found: list[dict[str, Any]] = await run(query, values)
        return found


def is_read(query: str) -> bool:
    return query.lstrip()[:6].upper() == "SELECT"


def split_script(script: str) -> Iterator[str]:
    """Yield a script's statements; the semicolons inside a trigger's body end none."""
    statement = ""
    for part in script.split(";"):
        statement += part + ";"
        if sqlite3.complete_statement(statement):
            if statement.strip(" \n\t;"):
                yield statement.strip()
            statement = ""
    if statement.strip(" \n\t;"):
        yield statement.strip()


client_class = Client
