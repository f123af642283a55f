"""A page that is the same for all is made once a minute; what anybody has said is never kept."""

import gzip
from datetime import UTC, datetime, timedelta

import pytest
from starlette.requests import Request
from starlette.responses import HTMLResponse

from directory.web.kept import LONGEST_ADDRESS_BYTES, KeptPages

NOW = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)
PAGE = HTMLResponse("<h1>Places that help</h1>")


def asked(query: str, method: str = "GET", encoding: str = "gzip") -> Request:
    headers = [(b"accept-encoding", encoding.encode())]
    return Request(
        {
            "type": "http",
            "method": method,
            "path": "/en/find",
            "query_string": query.encode(),
            "headers": headers,
        }
    )


@pytest.fixture
def kept() -> KeptPages:
    return KeptPages({"need", "country"}, object(), NOW)


def test_it_is_answered_again_to_whoever_asks_the_same(kept: KeptPages) -> None:
    assert kept.find(asked("country=ES")) is None
    assert kept.keep(asked("country=ES"), PAGE) is PAGE

    small, plain = kept.find(asked("country=ES")), kept.find(asked("country=ES", encoding=""))
    assert small is not None
    assert plain is not None
    assert small.headers["content-encoding"] == "gzip"
    assert small.headers["vary"] == "Accept-Encoding"
    assert gzip.decompress(bytes(small.body)) == plain.body == PAGE.body
    assert kept.find(asked("country=FR")) is None
    assert kept.find(asked("country=ES", method="POST")) is None


@pytest.mark.parametrize(
    "query",
    ["q=he+wants+money", "country=ES&q=x", "place=Lugo", "lat=1&lon=2", "other=x", "q=", "%71=x"],
)
def test_what_says_more_than_a_country_is_not_kept(kept: KeptPages, query: str) -> None:
    kept.keep(asked(query), PAGE)
    assert kept.find(asked(query)) is None
    assert len(kept) == 0


def test_forms_refusals_and_long_addresses_are_not_kept(kept: KeptPages) -> None:
    kept.keep(asked("country=ES", method="POST"), PAGE)
    kept.keep(asked("country=ES"), HTMLResponse("", 422))
    kept.keep(asked("country=" + "E" * LONGEST_ADDRESS_BYTES), PAGE)
    assert len(kept) == 0


def test_it_is_of_one_minute_and_one_state_of_the_records(kept: KeptPages) -> None:
    assert kept.is_of(kept.state, NOW + timedelta(seconds=59))
    assert not kept.is_of(kept.state, NOW + timedelta(minutes=1))
    assert not kept.is_of(object(), NOW)
