"""No file arrives: on no address, in no language, from no program."""

import asyncio
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from httpx import ASGITransport, AsyncClient, Response
from starlette.applications import Starlette
from starlette.routing import BaseRoute, Mount, Route, Router

from directory.app import create_app
from directory.settings import read_settings
from directory.web.localized import OnlyOffered
from directory.web.throttle import LARGEST_BODY_BYTES
from tests.pages import DIRECTIONS, LANGUAGES

FORM = "application/x-www-form-urlencoded"
MARKER = "marker-of-a-picture"
PICTURE: dict[str, Any] = {"files": {"picture": ("a.jpg", MARKER.encode())}}
NOT_PLAIN = ("multipart/mixed; boundary=x", "image/jpeg", "application/octet-stream", "text/plain")


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Starlette:
    """The whole application, without a database: none of this may come as far as that."""
    folder: Path = tmp_path_factory.mktemp("data")
    environ = {"HANDRAIL_DATA_DIR": str(folder), "HANDRAIL_LANGUAGES": " ".join(LANGUAGES)}
    return create_app(read_settings(environ, dev=True))


def inside(routes: list[BaseRoute], before: str = "") -> Iterator[tuple[str, Route]]:
    for route in routes:
        if isinstance(route, Mount):
            inner = route.app.app if isinstance(route.app, OnlyOffered) else route.app
            assert isinstance(inner, Router)
            yield from inside(inner.routes, before + route.path)
        elif isinstance(route, Route):
            yield before + route.path, route


def posted_to(app: Starlette) -> list[str]:
    """The address of every route that takes a form or JSON, in every language."""
    paths = {path for path, route in inside(app.routes) if "POST" in (route.methods or ())}
    return sorted(
        route_path.replace("{language}", language).replace("{", "").replace("}", "")
        for route_path in paths
        for language in LANGUAGES
    )


def send(app: Starlette, addresses: list[str], **sent: Any) -> dict[str, Response]:
    async def send_all() -> dict[str, Response]:
        browser = AsyncClient(transport=ASGITransport(app), base_url="https://site.example")
        async with browser:
            return {each: await browser.post(each, **sent) for each in addresses}

    return asyncio.run(send_all())


def test_the_walk_finds_the_forms_that_there_are(app: Starlette) -> None:
    found = posted_to(app)

    assert {"/en/find", "/ar/staff/sign-in", "/api/services"} <= set(found)
    assert len(found) > 100


def test_an_upload_is_refused_on_every_address_in_its_language(app: Starlette) -> None:
    for address, answer in send(app, [*posted_to(app), "/fr/nowhere", "/"], **PICTURE).items():
        assert answer.status_code == 415, address
        assert MARKER not in answer.text
        language = address[1:3]
        if language in LANGUAGES:
            assert f'<html lang="{language}" dir="{DIRECTIONS[language]}"' in answer.text


@pytest.mark.parametrize("content_type", NOT_PLAIN)
def test_so_is_whatever_is_no_plain_form(app: Starlette, content_type: str) -> None:
    headers = {"content-type": content_type}
    for address, answer in send(app, posted_to(app), content=b"a=1", headers=headers).items():
        assert answer.status_code == 415, address


def test_json_is_for_programs_alone(app: Starlette) -> None:
    pages = [address for address in posted_to(app) if not address.startswith("/api")]

    for address, answer in send(app, pages, json={"q": MARKER}).items():
        assert answer.status_code == 415, address


def test_two_types_at_once_are_no_type(app: Starlette) -> None:
    headers = [("content-type", FORM), ("content-type", "multipart/form-data")]
    answers = send(app, ["/en/find", "/api/services"], content=b"a=1", headers=headers)

    assert {answer.status_code for answer in answers.values()} == {415}


def test_a_body_over_the_limit_is_refused_on_every_address(app: Starlette) -> None:
    body = b"q=" + b"x" * LARGEST_BODY_BYTES
    headers = {"content-type": FORM}
    for address, answer in send(app, posted_to(app), content=body, headers=headers).items():
        # Whoever may send a table is asked who they are first; nothing of it is read until then.
        is_table = address.endswith("/staff/table")
        assert answer.status_code == (303 if is_table else 413), address


def test_an_upload_that_is_only_announced_is_refused_too(app: Starlette) -> None:
    headers = {"content-type": "Multipart/Form-Data; boundary=x"}
    answers = send(app, ["/es/find"], headers=headers)

    assert answers["/es/find"].status_code == 415
    assert "Este sitio" in answers["/es/find"].text


def test_a_program_is_told_in_json(app: Starlette) -> None:
    answer = send(app, ["/api/services"], **PICTURE)["/api/services"]

    assert answer.status_code == 415
    assert [list(problem) for problem in answer.json()["problems"]] == [["sentence"]]
