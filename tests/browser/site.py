"""The site itself in a process of its own, and the page outside that the quick exit leads to."""

import os
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from socket import create_server
from threading import Thread
from time import monotonic, sleep

import httpx

from directory.settings import ROOT
from tests.command import handrail_here

START_SECONDS = 110
HANDRAIL = Path(sys.executable).with_name("handrail")
WEATHER = b"<!doctype html><html lang=en><title>Weather</title><h1>Sunny</h1>"


@dataclass(frozen=True, slots=True)
class Site:
    """Where the tests may go: everything else is another host."""

    origin: str
    exit_origin: str
    folder: Path

    @property
    def exit_url(self) -> str:
        return f"{self.exit_origin}/weather"

    @property
    def environment(self) -> dict[str, str]:
        return {
            "HANDRAIL_DATA_DIR": str(self.folder),
            "HANDRAIL_EXIT_URL": self.exit_url,
            "HANDRAIL_SITE_URL": self.origin,
        }

    def run(self, *verb: str) -> str:
        """`handrail` with a verb, beside the server; what it printed.

        In a thread, because Playwright's loop runs in this one; not in a process, which would read
        the program in for three seconds.
        """
        with ThreadPoolExecutor(1) as thread:
            done = thread.submit(handrail_here, *verb, **self.environment).result()
        assert done.returncode == 0, done.stderr
        return done.stdout


class Weather(BaseHTTPRequestHandler):
    """A page that anybody might have open."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(WEATHER)))
        self.end_headers()
        self.wfile.write(WEATHER)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 -- the base's name
        pass


@contextmanager
def running_exit(handler: type[Weather] = Weather) -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@contextmanager
def running_site(folder: Path, exit_origin: str) -> Iterator[Site]:
    """`handrail serve` as anybody starts it, on an empty folder that it has to fill itself."""
    port = _free_port()
    # By name, not by number: a passkey belongs to a name.
    site = Site(f"http://localhost:{port}", exit_origin, folder)
    log = folder / "serve.log"
    with log.open("wb") as output, _serve(site, port, output.fileno()) as process:
        try:
            _wait_until_ready(site, process, log)
            yield site
        finally:
            process.terminate()


def _serve(site: Site, port: int, output: int) -> subprocess.Popen[bytes]:
    theirs = {key: text for key, text in os.environ.items() if not key.startswith("HANDRAIL_")}
    return subprocess.Popen(
        [HANDRAIL, "serve", "--dev", "--port", str(port)],
        cwd=ROOT,
        env=theirs | site.environment,
        stdout=output,
        stderr=output,
    )


def _wait_until_ready(site: Site, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = monotonic() + START_SECONDS
    while monotonic() < deadline and process.poll() is None:
        try:
            if httpx.get(f"{site.origin}/readyz").is_success:
                return
        except httpx.TransportError:
            pass  # not listening yet
        sleep(0.2)
    raise RuntimeError(f"handrail serve did not become ready:\n{log.read_text()[-4000:]}")


def _free_port() -> int:
    with create_server(("127.0.0.1", 0)) as server:
        port: int = server.getsockname()[1]
        return port
