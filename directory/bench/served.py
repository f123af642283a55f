"""One server of a run, in a process of its own: `python -m directory.bench.served KIND PORT …`.

All run alike: uvicorn with the settings of `handrail serve`, one worker.
"""

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from directory.app import create_app, make_ready, show
from directory.bench.made_listings import tell_listings
from directory.bench.world import World
from directory.catalog.seed import seed_catalog
from directory.catalog.shelf import lay_over
from directory.database import open_database
from directory.migrate import migrate_database
from directory.places.gazetteer_build import build_gazetteer
from directory.privacy.logging import configure_logging
from directory.search.build import write_facts
from directory.search.snapshot import Snapshot
from directory.settings import Settings, read_settings
from directory.web.server import SERVER

MADE = "made.snapshot"  # where a folder keeps the made world


def bare_app(size: int) -> Starlette:
    """Starlette with nothing around it, answering the same bytes to everyone."""
    body = b"[" + b" " * (size - 2) + b"]"

    async def answer(_: Request) -> Response:
        return Response(body, media_type="application/json")

    return Starlette(routes=[Route("/", answer)])


def site_settings(folder: Path) -> Settings:
    return read_settings({"HANDRAIL_DATA_DIR": str(folder)}, dev=True)


def prepare_site(folder: Path) -> None:
    """A database with the real listings, and the towns."""
    settings = site_settings(folder)
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    build_gazetteer(settings.gazetteer_path)
    asyncio.run(_fill(settings.database_url))


async def _fill(url: str) -> None:
    await migrate_database(url)
    async with open_database(url):
        await seed_catalog()


def write_made(folder: Path, world: World) -> None:
    """A made world with all that pages say, for `made_app`."""
    write_facts(folder / MADE, replace(world.facts, listings=tell_listings(world.facts)))


def made_app(folder: Path) -> Starlette:
    """The site, answering from the services of a made world."""

    @asynccontextmanager
    async def live(app: Starlette) -> AsyncIterator[None]:
        make_ready(app)
        async with open_database(app.state.settings.database_url, for_all_tasks=True):
            await show(app, lay_over(Snapshot.open(folder / MADE)))
            yield

    return create_app(site_settings(folder), live)


def main(kind: str, port: str, what: str) -> None:
    configure_logging()
    if kind == "bare":
        app = bare_app(int(what))
    else:
        app = made_app(Path(what)) if kind == "made" else create_app(site_settings(Path(what)))
    uvicorn.run(app, host="127.0.0.1", port=int(port), **SERVER)


if __name__ == "__main__":
    main(*sys.argv[1:])
