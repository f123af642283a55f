"""The whole process's log in a string, for tests that look for what must not be there."""

import logging
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO

from directory.privacy.logging import configure_logging


@contextmanager
def captured_log() -> Iterator[StringIO]:
    """All that is logged, at DEBUG; afterwards logging is as it was before."""
    root, stream = logging.root, StringIO()
    before = root.handlers, root.level, logging.raiseExceptions
    hooks = sys.excepthook, sys.unraisablehook, threading.excepthook
    configure_logging(logging.DEBUG, stream)
    try:
        yield stream
    finally:
        logging.captureWarnings(False)
        root.handlers, root.level, logging.raiseExceptions = before
        sys.excepthook, sys.unraisablehook, threading.excepthook = hooks
