"""Datasette on the file of `sqlite`, asked over HTTP for the same statements.

Optional: it is no dependency of ours. Where it is not installed (PyPI: datasette), it is left out
and the table says so.
"""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from http.client import HTTPConnection
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import urlencode

from directory.bench.peers.answer import Answer
from directory.bench.peers.sqlite import near_sql
from directory.bench.processes import free_port, wait_for
from directory.search.query import Query


class Datasette:
    """One connection that stays open, to one server."""

    name = "Datasette, over HTTP"
    ways = frozenset({"near"})

    def __init__(self, connection: HTTPConnection, database: str) -> None:
        self._connection, self._database = connection, database

    def answer(self, query: Query) -> Answer:
        sql, values = near_sql(query)
        asked = urlencode({"sql": sql.strip(), "_shape": "arrays", **values})
        self._connection.request("GET", f"/{self._database}.json?{asked}")
        answer = self._connection.getresponse()
        read = answer.read()
        if answer.status != 200:
            raise ConnectionError(f"Datasette answered {answer.status}: {read[:500]!r}")
        rows = json.loads(read)["rows"]
        body = f"[{','.join(row[1] for row in rows)}]".encode()
        return Answer(tuple(row[0] for row in rows), rows[0][2] if rows else 0, body)


@contextmanager
def served(path: Path) -> Iterator[Datasette | None]:
    """A server of the file, which nothing else writes to; None where Datasette is not installed."""
    if find_spec("datasette") is None:
        yield None
        return
    port = free_port()
    options = ["--setting", "sql_time_limit_ms", "20000", "--port", str(port)]
    command = [sys.executable, "-m", "datasette", "serve", "-i", str(path), *options]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:  # noqa: S603  # our own words only
        try:
            wait_for(server, port)
            with closing(HTTPConnection("127.0.0.1", port)) as connection:
                yield Datasette(connection, path.stem)
        finally:
            server.terminate()
