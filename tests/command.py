"""The command `handrail`: in a process of its own, or here, where many verbs follow one another."""

import os
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO

from directory.cli import main
from directory.settings import ROOT


def handrail(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """As an operator runs it. Reading the program in takes three seconds each time."""
    return subprocess.run(
        [sys.executable, "-m", "directory", *arguments],
        env={**os.environ, **environment},
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def handrail_here(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """The same without a new process, for verbs that begin a loop of their own."""
    out, err = StringIO(), StringIO()
    before = os.environ.copy()
    os.environ.update(environment)
    try:
        with redirect_stdout(out), redirect_stderr(err):
            code = main(arguments)
    finally:
        os.environ.clear()
        os.environ.update(before)
    return subprocess.CompletedProcess(arguments, code, out.getvalue(), err.getvalue())
