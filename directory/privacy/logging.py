"""The log of the whole process: that something failed and where, never what anybody sent.

Promise 2 holds against libraries too. They log what they handle: an exception's message repeats a
value, asyncio prints whole exceptions, the database layer prints parameters, a server prints
addresses. So from loggers that are not ours only the place is written, and from nobody a message
of an exception.
"""

import logging
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from traceback import walk_tb
from types import TracebackType
from typing import TextIO

from directory.settings import ROOT

OURS = "directory"
_CODE = ROOT / OURS


def configure_logging(level: int = logging.INFO, stream: TextIO | None = None) -> None:
    """Set up logging for the process, before the server runs with the options of web/server.py."""
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(QuietFormatter())
    handler.addFilter(lambda record: _is_ours(record) or record.levelno >= logging.WARNING)
    logging.root.handlers = [handler]
    logging.root.setLevel(level)
    for logger in logging.root.manager.loggerDict.values():
        if isinstance(logger, logging.Logger):
            logger.handlers, logger.propagate = [], True
    logging.getLogger("uvicorn.access").disabled = True
    # Otherwise logging prints the arguments of a record that it could not format.
    logging.raiseExceptions = False
    logging.captureWarnings(True)
    # These three print an exception's message past all loggers.
    sys.excepthook = _log_crash
    sys.unraisablehook = lambda crash: _log_crash(
        crash.exc_type, crash.exc_value, crash.exc_traceback
    )
    threading.excepthook = lambda crash: _log_crash(
        crash.exc_type, crash.exc_value, crash.exc_traceback
    )


class QuietFormatter(logging.Formatter):
    """One line a record: time, level, logger, then our own words or the place of others'."""

    def format(self, record: logging.LogRecord) -> str:
        place = f"{Path(record.pathname).name}:{record.lineno}"
        said = record.getMessage() if _is_ours(record) else place
        line = f"{self.formatTime(record)} {record.levelname} {record.name} {said}"
        error = record.exc_info[1] if record.exc_info else None
        return f"{line} {describe_failure(error)}" if error else line


def describe_failure(error: BaseException) -> str:
    """The classes of an exception and its causes, each with the lines of ours that it crossed.

    "KeyError at web/pages.py:41 < finder/routes.py:17, after OSError at ?": never a message, for
    a message may repeat what somebody typed.
    """
    chain = [f"{type(link).__qualname__} at {_places_of(link)}" for link in _causes_of(error)]
    return ", after ".join(chain)


def _is_ours(record: logging.LogRecord) -> bool:
    return record.name.partition(".")[0] == OURS


def _causes_of(error: BaseException) -> Iterator[BaseException]:
    link: BaseException | None = error
    for _ in range(5):
        if link is None:
            return
        yield link
        link = link.__cause__ or (None if link.__suppress_context__ else link.__context__)


def _places_of(error: BaseException) -> str:
    places = [
        f"{Path(frame.f_code.co_filename).relative_to(_CODE).as_posix()}:{line}"
        for frame, line in walk_tb(error.__traceback__)
        if Path(frame.f_code.co_filename).is_relative_to(_CODE)
    ]
    return " < ".join(reversed(places)) or "?"


def _log_crash(
    kind: type[BaseException], error: BaseException | None, trace: TracebackType | None
) -> None:
    if issubclass(kind, KeyboardInterrupt):
        return
    failure = (error or kind()).with_traceback(trace)
    logging.getLogger(OURS).critical("stopped by %s", describe_failure(failure))
