"""Every answer tells the browser to keep nothing and to ask nobody else."""

import pytest
from httpx import AsyncClient, Response
from starlette.applications import Starlette

from directory.web.headers import HEADERS
from directory.web.throttle import LARGEST_BODY_BYTES, REQUESTS_PER_MINUTE


async def ask_every_kind(visitor: AsyncClient, app: Starlette) -> dict[int, Response]:
    """One answer of every status that the shell can give, and a static file as 0."""
    large = {"q": "x" * LARGEST_BODY_BYTES}
    answers = [
        await visitor.get("/"),
        await visitor.get("/en"),
        await visitor.get("/en/"),
        await visitor.get("/en/nowhere"),
        await visitor.post("/en/safety"),
        await visitor.post("/en/echo", data=large),
        await visitor.post("/en/echo", files={"picture": b"x"}),
        await visitor.get("/en/misread"),
        await visitor.get("/en/explode/now"),
        await visitor.get("/en/unavailable"),
    ]
    asset = await visitor.get(app.state.pages.assets.address("js/leave.js"))
    answers += [await visitor.get("/healthz") for _ in range(REQUESTS_PER_MINUTE)]
    return {answer.status_code: answer for answer in answers} | {0: asset}


@pytest.fixture
async def answers(visitor: AsyncClient, app: Starlette) -> dict[int, Response]:
    return await ask_every_kind(visitor, app)


def test_every_kind_of_answer_has_every_header(answers: dict[int, Response]) -> None:
    assert answers.keys() == {0, 200, 302, 308, 404, 405, 413, 415, 422, 429, 500, 503}

    for status, answer in answers.items():
        for name, value in HEADERS.items():
            assert answer.headers.get_list(name) == [value], (status, name)


def test_no_answer_sets_a_cookie_or_names_the_server(answers: dict[int, Response]) -> None:
    for answer in answers.values():
        assert "set-cookie" not in answer.headers
        assert "server" not in answer.headers


def test_only_static_files_may_be_kept(answers: dict[int, Response]) -> None:
    kept = answers.pop(0)

    assert kept.headers["cache-control"] == "public, max-age=31536000, immutable"
    for answer in answers.values():
        assert answer.headers.get_list("cache-control") == ["no-store"]


def test_a_page_says_where_its_onion_service_is(answers: dict[int, Response]) -> None:
    assert answers[404].headers["onion-location"] == "https://example.onion/en/nowhere"
    assert "onion-location" not in answers[0].headers


def test_the_policy_allows_nothing_inline_and_no_other_host() -> None:
    policy = HEADERS["Content-Security-Policy"]

    assert policy.startswith("default-src 'none';")
    assert "unsafe" not in policy
    assert "http" not in policy
