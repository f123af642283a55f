"""What people send is read in one way; what nobody would send is refused by name."""

import pytest
from httpx import AsyncClient
from hypothesis import given
from hypothesis import strategies as st
from starlette.requests import Request

from directory.errors import Refusal
from directory.web.forms import plain_query, query_pairs, read_query

FORM = {"content-type": "application/x-www-form-urlencoded"}


async def test_a_form_and_an_address_are_read_alike(visitor: AsyncClient) -> None:
    sent = {"need": ["101", "230"], "q": "не знаю", "place": ""}

    posted = await visitor.post("/en/echo", data=sent)
    asked = await visitor.get("/en/echo", params=sent)

    assert posted.text == asked.text
    assert posted.text == "[('need', '101'), ('need', '230'), ('place', ''), ('q', 'не знаю')]"


@pytest.mark.parametrize("body", [b"q=%FF", b"q=\xff", b"q=%00", b"%C3=1"])
async def test_characters_that_cannot_be_read_are_refused(
    visitor: AsyncClient, body: bytes
) -> None:
    response = await visitor.post("/en/echo", content=body, headers=FORM)

    assert response.status_code == 422
    assert "Some characters that were sent could not be read." in response.text


async def test_an_upload_is_refused(visitor: AsyncClient) -> None:
    response = await visitor.post("/en/echo", files={"picture": ("a.jpg", b"\xff\xd8")})

    assert response.status_code == 415
    assert "This site takes no files and no pictures." in response.text


@pytest.mark.parametrize("media_type", ["application/json", "text/plain", ""])
async def test_another_type_is_refused(visitor: AsyncClient, media_type: str) -> None:
    response = await visitor.post("/en/echo", content=b"{}", headers={"content-type": media_type})

    assert response.status_code == 415


async def test_a_thousand_fields_are_too_many(visitor: AsyncClient) -> None:
    response = await visitor.post("/en/echo", content=b"a=1&" * 1_000, headers=FORM)

    assert response.status_code == 413


@given(st.binary(max_size=200))
def test_any_bytes_are_fields_or_a_refusal(query: bytes) -> None:
    request = Request({"type": "http", "query_string": query})
    try:
        fields = read_query(request)
    except Refusal:
        return
    assert all(isinstance(value, str) for _, value in fields.multi_items())


@given(st.binary(max_size=12) | st.text("ab=&%+ \r1", max_size=12).map(str.encode))
def test_a_plain_address_is_read_like_any_other(query: bytes) -> None:
    named = plain_query(query)
    if named is not None:
        assert list(named.items()) == query_pairs(Request({"type": "http", "query_string": query}))


@pytest.mark.parametrize("query", [b"", b"a", b"a=1&a=2", b"a=%31", b"a=1+2", b"a=1&", b"a=\xc3"])
def test_no_other_address_is_plain(query: bytes) -> None:
    assert plain_query(query) is None
