"""The command-line program `handrail`: wires the verbs that live beside their domain."""

import argparse
import asyncio
import os
import sys
from collections.abc import Callable, Sequence

import uvicorn
from starlette.applications import Starlette
from tqdm import tqdm

from directory import __version__
from directory.accounts.purge import add_purge_verb
from directory.accounts.retention import account_rules
from directory.accounts.verbs import add_account_verbs
from directory.app import create_app
from directory.bench.run import DEFAULT_ROWS, run_bench
from directory.bench.table import as_json, as_table
from directory.catalog.generations import build_file, open_or_build, turn_to_build
from directory.catalog.models import Service
from directory.catalog.seed import seed_catalog
from directory.database import open_database
from directory.errors import BrokenData, VerbRefused
from directory.exchange.answers import service_answer
from directory.listings.actions.hiding import forget_hidden_places
from directory.listings.check_verb import add_check_verb
from directory.listings.reminding import LISTINGS
from directory.listings.retention import listing_rules
from directory.migrate import MigrationRefused, migrate_database
from directory.places.gazetteer_build import build_gazetteer, is_current
from directory.privacy.logging import configure_logging
from directory.referrals.purging import referral_rules
from directory.referrals.verbs import add_referral_verbs
from directory.settings import BadSetting, Settings, has_own_key, keep_secret_key, read_settings
from directory.sheets.retention import sheet_rules
from directory.web.server import SERVER


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one verb. 0: done; 1: a fault, in one line on standard error; 2: wrong usage."""
    options = _parser().parse_args(arguments)
    try:
        dev = _is_dev(options)
        settings = read_settings(os.environ, dev=dev)
        settings.data_dir.mkdir(parents=True, exist_ok=True)
        if dev:
            keep_secret_key(settings, os.environ)
        run: Callable[[Settings, argparse.Namespace], None] = options.run
        run(settings, options)
    except (BadSetting, MigrationRefused, BrokenData, VerbRefused) as fault:
        print(f"handrail: {fault}", file=sys.stderr)
        return 1
    return 0


def _is_dev(options: argparse.Namespace) -> bool:
    """Only `serve` is told; a verb beside it needs what the server of its installation needs."""
    return bool(getattr(options, "dev", not has_own_key(os.environ)))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="handrail", description="A directory of help.")
    parser.add_argument("--version", action="version", version=__version__)
    verbs = parser.add_subparsers(title="verbs", required=True)
    serve = verbs.add_parser("serve", help="run the web service; migrate and fill it if needed")
    serve.add_argument("--host", default="127.0.0.1")
    serve.add_argument("--port", type=int, default=8000)
    serve.add_argument("--workers", type=int, default=1)
    serve.add_argument("--dev", action="store_true", help="without a secret key, on this machine")
    serve.set_defaults(run=_serve)
    seed = verbs.add_parser("seed", help="load the listings of data/, or what has changed of them")
    seed.set_defaults(run=_seed)
    index = verbs.add_parser("index", help="rebuild the search index from the records")
    index.set_defaults(run=_index)
    add_account_verbs(verbs)
    add_referral_verbs(verbs, [LISTINGS])
    add_check_verb(verbs)
    add_purge_verb(verbs, [account_rules, referral_rules, listing_rules, sheet_rules])
    bench = verbs.add_parser("bench", help="measure the search beside other engines")
    bench.add_argument("--rows", type=_counts, default=DEFAULT_ROWS, help="such as 10000,100000")
    bench.add_argument("--json", action="store_true", help="only the figures, for programs")
    bench.set_defaults(run=_bench)
    return parser


def _counts(text: str) -> tuple[int, ...]:
    counts = tuple(int(part) for part in text.split(","))
    if min(counts) < 1:
        raise ValueError
    return counts


def _serve(settings: Settings, options: argparse.Namespace) -> None:
    configure_logging()
    if not is_current(settings.gazetteer_path):
        with _Bar("towns") as bar:
            build_gazetteer(settings.gazetteer_path, bar)
    asyncio.run(_prepare(settings))
    address = f"http://{options.host}:{options.port}"
    print(f"{settings.site_name} {__version__} at {address}", file=sys.stderr)
    # Several workers start from a name, each in a process of its own.
    app = create_app(settings) if options.workers == 1 else "directory.cli:app_from_environment"
    uvicorn.run(
        app,
        factory=options.workers > 1,
        host=options.host,
        port=options.port,
        workers=options.workers,
        **SERVER,
    )


def app_from_environment() -> Starlette:
    """The application of one worker among several."""
    configure_logging()
    return create_app(read_settings(os.environ))


async def _prepare(settings: Settings) -> None:
    """Bring the database to the newest shape; fill it when it holds nothing, and index it."""
    await migrate_database(settings.database_url)
    async with open_database(settings.database_url):
        if not await Service.exists():
            await _load()
        with _Bar("search") as bar:
            await open_or_build(settings.search_folder, service_answer, bar)


def _seed(settings: Settings, _: argparse.Namespace) -> None:
    asyncio.run(_migrate_and_load(settings))


async def _migrate_and_load(settings: Settings) -> None:
    await migrate_database(settings.database_url)
    async with open_database(settings.database_url):
        await _load()


def _index(settings: Settings, _: argparse.Namespace) -> None:
    asyncio.run(_migrate_and_index(settings))


async def _migrate_and_index(settings: Settings) -> None:
    await migrate_database(settings.database_url)
    async with open_database(settings.database_url):
        with turn_to_build(settings.search_folder, wait=True), _Bar("search") as bar:
            await build_file(settings.search_folder, service_answer, bar)


async def _load() -> None:
    with _Bar("listings") as bar:
        report = await seed_catalog(progress=bar)
    await forget_hidden_places()
    print(
        f"{report.loaded} added, {report.changed} changed, {report.unchanged} as they were,"
        f" {report.kept} kept here.",
        file=sys.stderr,
    )


def _bench(_: Settings, options: argparse.Namespace) -> None:
    def say(what: str) -> None:
        print(f"… {what}", file=sys.stderr)

    report = run_bench(options.rows, say)
    print(as_json(report.figures) if options.json else as_table(report))


class _Bar:
    """A progress bar on standard error, fed with (done, total)."""

    def __init__(self, name: str) -> None:
        self._bar = tqdm(desc=name, unit="", leave=False, disable=None)

    def __enter__(self) -> "_Bar":
        return self

    def __exit__(self, *_: object) -> None:
        self._bar.close()

    def __call__(self, done: int, total: int) -> None:
        self._bar.total = total
        self._bar.update(done - self._bar.n)
