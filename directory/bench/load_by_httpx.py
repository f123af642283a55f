"""A small load generator, in a process of its own as wrk is.

`… BASE ENCODING SECONDS CONNECTIONS PATH…`
"""

import asyncio
import sys
from collections.abc import Sequence
from itertools import cycle
from time import perf_counter

import httpx


async def requests_per_second(
    base: str, encoding: str, seconds: float, connections: int, paths: Sequence[str]
) -> float:
    """How many a second. Raises httpx.HTTPStatusError for an answer that is no success."""
    waiting = cycle(paths)

    async def ask(client: httpx.AsyncClient) -> int:
        done = 0
        while perf_counter() - start < seconds:
            (await client.get(next(waiting))).raise_for_status()
            done += 1
        return done

    headers = {"Accept-Encoding": encoding}
    async with httpx.AsyncClient(base_url=base, headers=headers, timeout=10) as client:
        start = perf_counter()
        counts = await asyncio.gather(*(ask(client) for _ in range(connections)))
        return sum(counts) / (perf_counter() - start)


def main(base: str, encoding: str, seconds: str, connections: str, *paths: str) -> None:
    asked = requests_per_second(base, encoding, float(seconds), int(connections), paths)
    rate = asyncio.run(asked)
    sys.stdout.write(f"Requests/sec: {rate:.2f}\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
