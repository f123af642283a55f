"""The command `handrail`, run as an operator runs it."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from httpx import ASGITransport, AsyncClient

from directory import __version__
from directory.app import create_app
from directory.settings import DATA, ROOT, read_settings
from tests.command import handrail, handrail_here


def test_it_says_its_version() -> None:
    assert handrail("--version").stdout.strip() == __version__


def test_a_bad_setting_stops_it_with_one_line() -> None:
    stopped = handrail("seed", HANDRAIL_DEFAULT_COUNTRY="Spain")
    assert stopped.returncode == 1
    assert stopped.stderr.count("\n") == 1
    assert stopped.stderr.startswith("handrail: HANDRAIL_DEFAULT_COUNTRY")


def test_without_an_address_for_mails_neither_the_server_nor_a_verb_starts() -> None:
    for verb in (("serve", "--port", "0"), ("user", "list")):
        stopped = handrail_here(*verb, HANDRAIL_SECRET_KEY="k" * 32, HANDRAIL_SITE_URL="")
        assert stopped.returncode == 1
        assert stopped.stderr == (
            "handrail: HANDRAIL_SITE_URL is missing. Set https://example.org or use --dev.\n"
        )


def test_seeding_twice_changes_nothing(database_url: str, tmp_path: Path) -> None:
    environment = {"HANDRAIL_DATABASE_URL": database_url, "HANDRAIL_DATA_DIR": str(tmp_path)}
    first, second = (handrail_here("seed", **environment) for _ in range(2))
    assert first.returncode == second.returncode == 0
    added = re.search(r"(\d+) added, 0 changed, 0 as they were", first.stderr)
    assert added
    assert f"0 added, 0 changed, {added[1]} as they were" in second.stderr


# The program itself, told before anything reads it that data/ lies elsewhere.
ELSEWHERE = """
import sys
from pathlib import Path
from directory import settings
settings.DATA = Path(sys.argv[1])
from directory.cli import main
sys.exit(main(sys.argv[2:]))
"""


def test_a_broken_row_is_reported_and_nothing_is_loaded(tmp_path: Path) -> None:
    shutil.copytree(DATA, tmp_path / "data")
    source = tmp_path / "data" / "services" / "es.csv"
    text = source.read_text("utf-8").replace(",ES,", ",Spain,", 1)
    source.write_text(text, "utf-8")

    environment = {"HANDRAIL_DATABASE_URL": "", "HANDRAIL_DATA_DIR": str(tmp_path)}
    stopped = subprocess.run(
        [sys.executable, "-c", ELSEWHERE, tmp_path / "data", "seed"],
        env={**os.environ, **environment},
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert stopped.returncode == 1
    assert re.search(r"es\.csv:\d+ country: 'Spain'; expected .*ES", stopped.stderr)
    assert "Traceback" not in stopped.stderr


async def test_it_says_that_it_is_alive_and_ready(seeded_database_url: str, data_dir: Path) -> None:
    environment = {
        "HANDRAIL_DATABASE_URL": seeded_database_url,
        "HANDRAIL_DATA_DIR": str(data_dir),
    }
    app = create_app(read_settings(environment, dev=True))
    async with (
        app.router.lifespan_context(app),
        AsyncClient(transport=ASGITransport(app), base_url="http://handrail.test") as visitor,
    ):
        assert (await visitor.get("/healthz")).status_code == 200
        assert (await visitor.get("/readyz")).status_code == 200
