"""How long a change takes from its commit until every worker tells of it."""

import asyncio
import json
import time
from collections.abc import Sequence
from uuid import UUID

from tortoise.transactions import in_transaction

from directory.bench.wire import body_of
from directory.catalog.models import Service
from directory.catalog.revisions import take_turn, tell_followers
from directory.database import open_database

CHANGES = 5
_PAUSE_S = 0.005
_AT_MOST_S = 30


def slowest_change(url: str, ports: Sequence[int]) -> float:
    """Seconds, of several changes the slowest. Raises TimeoutError where one is never seen."""
    return asyncio.run(_slowest(url, ports))


async def _slowest(url: str, ports: Sequence[int]) -> float:
    listed = json.loads(body_of(ports[0], "/api/services"))["contents"]
    async with open_database(url):
        return max([await _change(service["id"], ports) for service in listed[:CHANGES]])


async def _change(service_id: str, ports: Sequence[int]) -> float:
    """Call one service something new, and wait until the last worker calls it so."""
    name = f"Renamed at {time.time_ns()}"
    async with in_transaction():
        await take_turn()
        await Service.filter(id=service_id).update(name=name)
        await tell_followers([UUID(service_id)])
    committed = time.monotonic()
    for port in ports:
        while name.encode() not in body_of(port, f"/api/services/{service_id}"):
            if time.monotonic() - committed > _AT_MOST_S:
                raise TimeoutError("A worker does not follow changes.")
            await asyncio.sleep(_PAUSE_S)
    return time.monotonic() - committed
