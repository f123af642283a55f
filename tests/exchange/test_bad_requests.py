"""Whatever a program sends, it is told in JSON what was wrong, and never that we failed."""

import json
from typing import Any

import pytest
from httpx import AsyncClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from directory.exchange.parameters import FULL, PAGING, SEARCH, names_of
from tests.exchange.test_api import SEARCHED, promises
from tests.privacy.logs import captured_log

WRONG: tuple[tuple[str, Any], ...] = (
    ("need", "999"),
    ("need", [str(number) for number in range(200)]),
    ("q", "x" * 5_000),
    ("country", "XX"),
    ("region", "ES-NOWHERE"),
    ("place", "Qwxzptown"),
    ("lat", "91"),
    ("lon", "east"),
    ("radius", 0),
    ("radius", "NaN"),
    ("radius", 1e999),
    ("language", "klingon-language"),
    ("age", -1),
    ("age", 14.5),
    ("age", "٣x"),
    ("day", 8),
    ("page", 0),
    ("page", "1" * 4_000),
    ("per_page", 101),
    ("per_page", "many"),
    ("free", "perhaps"),
    ("full", "perhaps"),
    ("format", "ndjson"),
    ("taxonomy_term_id", "200"),
    ("modified_after", "2026-01-01"),
)


@pytest.mark.parametrize("name", SEARCHED)
@pytest.mark.parametrize(("field", "value"), WRONG, ids=lambda value: str(value)[:20])
async def test_a_value_that_cannot_be_used_is_named(
    client: AsyncClient, name: str, field: str, value: Any
) -> None:
    texts = [str(part) for part in value] if isinstance(value, list) else str(value)
    response = await client.post(f"/api/{name}", data={field: texts})

    assert response.status_code == 422
    problems = response.json()["problems"]
    assert field in {problem["field"] for problem in problems}
    assert all(problem.keys() == {"field", "value", "sentence"} for problem in problems)
    assert all(problem["sentence"] for problem in problems)
    promises(response)


async def test_everything_wrong_is_told_at_once(client: AsyncClient) -> None:
    response = await client.get("/api/services?age=old&per_page=0&colour=red&country=XX")
    found = {problem["field"] for problem in response.json()["problems"]}
    assert found == {"age", "per_page", "colour", "country"}


async def test_the_sentences_are_in_the_language_asked_for(client: AsyncClient) -> None:
    spanish = {"accept-language": "es"}
    (problem,) = (await client.get("/api/services?age=x", headers=spanish)).json()["problems"]
    assert "edad" in problem["sentence"]


BODIES = (
    b"", b"[", b"[]", b"null", b"{", b'{"age": {}}', b'{"need": [["200"]]}', b'{"lat": NaN}',
    b"[" * 60_000, b'{"q": "\\ud800"}', b'{"q": "a\\u0000b"}', b"\xff",
    b'{"age": ' + b"9" * 5_000 + b"}",
)  # fmt: skip


@pytest.mark.parametrize("body", BODIES, ids=lambda body: repr(body[:15]))
async def test_a_broken_body_is_refused(client: AsyncClient, body: bytes) -> None:
    headers = {"content-type": "application/json; charset=utf-8"}
    response = await client.post("/api/services", content=body, headers=headers)
    assert response.status_code == 422
    assert response.json()["problems"]


REFUSED: tuple[tuple[str, str, int, dict[str, Any]], ...] = (
    ("GET", "/api/services/unknown", 404, {}),
    ("GET", "/api/services/11111111-1111-5111-8111-111111111111", 404, {}),
    ("GET", "/api/organizations/%00", 404, {}),
    ("GET", "/api/taxonomies/x", 404, {}),
    ("GET", "/api/nothing", 404, {}),
    ("GET", "/api/services/", 404, {}),
    ("PUT", "/api/services", 405, {}),
    ("DELETE", "/api/services/x", 405, {}),
    ("POST", "/api/openapi.json", 405, {}),
    ("POST", "/api/services", 413, {"data": {"q": "x" * 70_000}}),
    ("GET", "/api/services?q=" + "x" * 9_000, 413, {}),
    ("POST", "/api/services", 415, {"content": b"x", "headers": {"content-type": "image/png"}}),
    ("POST", "/api/services", 415, {"files": {"q": b"x"}}),
)


@pytest.mark.parametrize(("method", "address", "status", "sent"), REFUSED)
async def test_a_refusal_is_json(
    client: AsyncClient, method: str, address: str, status: int, sent: dict[str, Any]
) -> None:
    response = await client.request(method, address, **sent)
    assert response.status_code == status
    assert response.headers["content-type"] == "application/json"
    assert response.json()["problems"][0]["sentence"]
    promises(response)


async def test_own_words_are_not_logged(
    client: AsyncClient, capfd: pytest.CaptureFixture[str]
) -> None:
    marker = "marker-of-my-own"
    with captured_log() as log:
        await client.get("/api/services", params={"q": marker})
        await client.post("/api/services", json={"q": marker, "age": marker})
        await client.post("/api/organizations", data={"q": marker, marker: marker})
    assert marker not in log.getvalue() + "".join(capfd.readouterr())


FIELDS = st.sampled_from(sorted(names_of((*SEARCH, *PAGING, FULL))))
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=60),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=6,
)


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(sent=st.dictionaries(FIELDS, JSON, max_size=5))
async def test_anything_is_answered_or_refused(client: AsyncClient, sent: dict[str, Any]) -> None:
    content = json.dumps(sent)
    headers = {"content-type": "application/json"}
    response = await client.post("/api/services", content=content, headers=headers)
    assert response.status_code in {200, 422}
    assert response.headers["content-type"] == "application/json"
