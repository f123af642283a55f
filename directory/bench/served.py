"""One server of a run, in a process of its own: `python -m directory.bench.served KIND PORT …`.

All run alike: uvicorn with the settings of `handrail serve`, one worker.
"""

import asyncio
import sys
from pathlib import Path

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from directory.app import create_app
from directory.catalog.seed import seed_catalog
from directory.database import open_database
from directory.migrate import migrate_database
from directory.places.gazetteer_build import build_gazetteer
from directory.privacy.logging import configure_logging
from directory.settings import Settings, read_settings
from directory.web.server import SERVER


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


def main(kind: str, port: str, what: str) -> None:
    configure_logging()
    app = bare_app(int(what)) if kind == "bare" else create_app(site_settings(Path(what)))
    uvicorn.run(app, host="127.0.0.1", port=int(port), **SERVER)


if __name__ == "__main__":
    main(*sys.argv[1:])
