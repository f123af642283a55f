"""Nothing that a person sends can be found in a log, at any level, from any library."""

import asyncio
import gc
import logging
import warnings
from collections.abc import Iterator
from io import StringIO
from threading import Thread

import pytest

from directory.web.leave import choose_exit
from tests.privacy.logs import captured_log

MARKER = "pictures-of-me"
Printed = pytest.CaptureFixture[str]


@pytest.fixture
def log() -> Iterator[StringIO]:
    with captured_log() as stream:
        yield stream


def fail() -> None:
    raise ValueError(MARKER)


def test_a_library_s_words_are_left_out_and_its_place_is_kept(log: StringIO) -> None:
    logging.getLogger("tortoise.db_client").debug("SELECT %s", MARKER)
    logging.getLogger("uvicorn.access").error("GET /en/find?q=%s", MARKER)
    logging.getLogger("uvicorn.error").warning("invalid request: %s", MARKER)

    assert log.getvalue().endswith("\n")
    assert "WARNING uvicorn.error test_logging.py:" in log.getvalue()
    assert len(log.getvalue().splitlines()) == 1


def test_an_exception_is_its_class_and_our_lines(log: StringIO) -> None:
    try:
        choose_exit(MARKER, {})
    except KeyError:
        logging.getLogger("directory.web").exception("a route failed:")
        logging.getLogger("uvicorn.error").exception("Exception: %s", MARKER)

    assert "a route failed: KeyError at web/leave.py:" in log.getvalue()
    assert MARKER not in log.getvalue()


def test_a_cause_is_named_too(log: StringIO) -> None:
    try:
        try:
            fail()
        except ValueError as cause:
            raise OSError(MARKER) from cause
    except OSError:
        logging.getLogger("directory").exception("failed:")

    assert "failed: OSError at ?, after ValueError at ?" in log.getvalue()
    assert MARKER not in log.getvalue()


def test_a_record_that_cannot_be_written_prints_nothing(log: StringIO, capfd: Printed) -> None:
    logging.getLogger("directory.web").error("%d", MARKER)

    assert MARKER not in log.getvalue() + "".join(capfd.readouterr())


def test_a_library_s_own_handler_is_taken_away(capfd: Printed) -> None:
    logger = logging.getLogger("talkative")
    logger.addHandler(logging.StreamHandler())
    with captured_log() as log:
        logger.error(MARKER)

    assert MARKER not in log.getvalue() + "".join(capfd.readouterr())


async def test_a_task_that_nobody_awaited_is_logged_without_its_message(log: StringIO) -> None:
    async def work() -> None:
        fail()

    task = asyncio.create_task(work())
    await asyncio.sleep(0)
    del task
    gc.collect()

    assert "ERROR asyncio" in log.getvalue()
    assert MARKER not in log.getvalue()


def test_a_crashed_thread_is_logged_without_its_message(log: StringIO, capfd: Printed) -> None:
    thread = Thread(target=fail)
    thread.start()
    thread.join()

    assert "stopped by ValueError" in log.getvalue()
    assert MARKER not in log.getvalue() + "".join(capfd.readouterr())


def test_a_warning_is_logged_without_its_text(log: StringIO, capfd: Printed) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        warnings.warn(MARKER, stacklevel=1)

    assert MARKER not in log.getvalue() + "".join(capfd.readouterr())
