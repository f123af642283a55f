"""Requests as fast as a server answers them: by `wrk` where it is installed, else by httpx."""

import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

CONNECTIONS = 16
_REQUESTS = re.compile(r"Requests/sec:\s+([\d.]+)")
_FAULTS = re.compile(r"Non-2xx or 3xx responses|Socket errors")
# wrk asks for one path after another; pages are sent compressed, as every browser asks for them.
_SCRIPT = """
local paths, at = {{ {paths} }}, 0
wrk.headers["Accept-Encoding"] = "{encoding}"
request = function()
  at = at % #paths + 1
  return wrk.format("GET", paths[at])
end
"""


class Faulty(Exception):
    """The server did not answer everything with success: its speed would mean nothing."""


def has_wrk() -> bool:
    return shutil.which("wrk") is not None


def requests_per_second(base: str, paths: Sequence[str], seconds: int, encoding: str) -> float:
    """How many a second, over connections that stay open. encoding: gzip, or identity.

    Raises Faulty.
    """
    numbers = [str(seconds), str(CONNECTIONS)]
    if not has_wrk():
        module = [sys.executable, "-m", "directory.bench.load_by_httpx"]
        return _rate([*module, base, encoding, *numbers, *paths])
    with tempfile.TemporaryDirectory(prefix="handrail-wrk-") as folder:
        script = Path(folder) / "paths.lua"
        listed = ", ".join(f'"{path}"' for path in paths)
        script.write_text(_SCRIPT.format(paths=listed, encoding=encoding))
        options = [
            "-t1",
            "--timeout",
            "30s",
            f"-d{seconds}s",
            f"-c{CONNECTIONS}",
            "-s",
            str(script),
        ]
        return _rate(["wrk", *options, base])


def _rate(command: Sequence[str]) -> float:
    run = subprocess.run(command, check=False, capture_output=True, text=True)  # noqa: S603  # our own words only
    rate = _REQUESTS.search(run.stdout)
    if rate is None or _FAULTS.search(run.stdout):
        raise Faulty(run.stdout + run.stderr)
    return float(rate[1])
