"""Whatever is sent, the answer is a page in the reader's language: never a 500, never empty."""

import pytest
from httpx import AsyncClient, Response

from directory.languages.localizer import get_localizer

FORM = {"content-type": "application/x-www-form-urlencoded"}
REFUSED = {
    "unknown need": "need=999",
    "unknown country": "country=XX",
    "unknown region": "region=ES-XX",
    "unknown language": "language=qqq",
    "page 0": "page=0",
    "page 10^10": "page=10000000000",
    "latitude 91": "lat=91&lon=0",
    "not a number": "lat=NaN&lon=0",
    "radius": "lat=0&lon=0&radius=NaN",
    "age": "age=abc",
    "two countries": "country=ES&country=FR",
    "two hundred needs": "&".join(f"need={code}" for code in range(150)),
    "unknown town": "place=999999999999",
    "long words": "q=" + "x" * 5_000,
}


def assert_is_a_page(response: Response, language: str) -> None:
    direction = get_localizer(language).direction
    assert f'<html lang="{language}" dir="{direction}">' in response.text
    assert response.text.count("<h1") == 1
    assert "data-leave" in response.text
    assert "Traceback" not in response.text
    assert "set-cookie" not in response.headers


@pytest.mark.parametrize("language", ["en", "es", "fr", "ar"])
@pytest.mark.parametrize("query", REFUSED.values(), ids=REFUSED)
async def test_what_cannot_be_read_is_named_and_kept(
    client: AsyncClient, language: str, query: str
) -> None:
    for response in (
        await client.get(f"/{language}/find?{query}"),
        await client.post(f"/{language}/find", content=query + "&q=hello&need=100", headers=FORM)
        if "q=" not in query
        else await client.post(f"/{language}/map", content=query, headers=FORM),
    ):
        assert response.status_code == 422
        assert_is_a_page(response, language)
        assert "data-errors" in response.text


async def test_what_was_typed_comes_back(client: AsyncClient) -> None:
    asked = {"q": "he wants <money>", "place": "Lugo & Ourense", "country": "XX", "need": "110"}
    page = (await client.post("/en/find", data=asked)).text
    assert "he wants &lt;money&gt;</textarea>" in page
    assert 'value="Lugo &amp; Ourense"' in page
    assert 'value="110" checked' in page
    assert "XX" in page


async def test_words_that_are_too_long_come_back_whole(client: AsyncClient) -> None:
    words = "help " * 1_000
    page = (await client.post("/en/find", data={"q": words})).text
    assert words.strip() in page


@pytest.mark.parametrize(
    ("request_line", "content", "media_type", "status"),
    [
        ("GET /en/find?page=1000000000", b"", "", 404),
        ("GET /xx/find", b"", "", 404),
        ("GET /en/nothing", b"", "", 404),
        ("GET /en/services/1", b"", "", 404),
        ("GET /en/services/0000", b"", "", 404),
        ("GET /en/organizations/%F0%9F", b"", "", 404),
        ("GET /en/now?country=XX", b"", "", 422),
        ("GET /en/find?q=%FF%FE", b"", "", 422),
        ("GET /en/find?q=" + "x" * 60_000, b"", "", 413),
        ("POST /en/find", b"q=" + b"x" * 1_000_000, FORM["content-type"], 413),
        ("POST /en/find", b"q=\xff\xfe", FORM["content-type"], 422),
        ("POST /en/find", b"{}", "application/json", 415),
        ("POST /en/find", b"--x\r\n", "multipart/form-data; boundary=x", 415),
        ("POST /en/find", b"q=1", "", 415),
        ("PUT /en/find", b"", "", 405),
        ("DELETE /en/", b"", "", 405),
    ],
)
async def test_what_cannot_be_answered_is_refused_with_a_page(
    client: AsyncClient, request_line: str, content: bytes, media_type: str, status: int
) -> None:
    method, _, address = request_line.partition(" ")
    headers = {"content-type": media_type, "accept-language": "en"}
    response = await client.request(method, address, content=content, headers=headers)
    assert response.status_code == status
    assert_is_a_page(response, "en")


async def test_a_refusal_is_in_the_language_of_the_browser_where_the_path_has_none(
    client: AsyncClient,
) -> None:
    response = await client.get("/nothing/here", headers={"accept-language": "ar,en;q=0.5"})
    assert response.status_code == 404
    assert_is_a_page(response, "ar")
