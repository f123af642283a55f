"""Whatever goes wrong, a person gets a calm page in their language, with the way out on it."""

import re

import pytest
from httpx import AsyncClient

FAILING = {
    "nowhere": 404,
    "echo?q=%FF": 422,
    "misread": 422,
    "explode/now": 500,
    "unavailable": 503,
    "safety?" + "x" * 60_000: 413,
}


@pytest.mark.parametrize(
    ("language", "direction"), [("en", "ltr"), ("es", "ltr"), ("fr", "ltr"), ("ar", "rtl")]
)
@pytest.mark.parametrize("address", FAILING, ids=lambda address: address[:20])
async def test_a_refusal_is_a_page_in_the_reader_s_language(
    visitor: AsyncClient, address: str, language: str, direction: str
) -> None:
    response = await visitor.get(f"/{language}/{address}")

    assert response.status_code == FAILING[address]
    assert f'<html lang="{language}" dir="{direction}"' in response.text
    assert response.text.count("<h1") == 1
    assert len(re.findall(r"<a [^>]*data-leave\s*>", response.text)) == 2
    assert f'href="/{language}/"' in response.text
    assert len(response.text) < 20_000


async def test_a_page_that_is_not_there_speaks_the_browser_s_language(
    visitor: AsyncClient,
) -> None:
    response = await visitor.get("/nowhere", headers={"accept-language": "ar-EG,en;q=0.5"})

    assert response.status_code == 404
    assert '<html lang="ar" dir="rtl"' in response.text


async def test_what_was_typed_comes_back_as_text(visitor: AsyncClient) -> None:
    response = await visitor.get("/en/misread")

    assert "We could not read “&lt;b&gt;30 Februry&lt;/b&gt;”." in response.text


async def test_a_method_that_a_page_does_not_have_is_answered_with_those_it_has(
    visitor: AsyncClient,
) -> None:
    response = await visitor.delete("/en/echo")

    assert response.status_code == 405
    assert set(re.split(", ?", response.headers["allow"])) == {"GET", "HEAD", "POST"}
    assert "This page cannot be used in this way" in response.text


async def test_a_fault_of_ours_shows_no_trace_of_itself(visitor: AsyncClient) -> None:
    response = await visitor.get("/en/explode/marker")

    assert "It is not your fault." in response.text
    assert "KeyError" not in response.text
    assert "Traceback" not in response.text
