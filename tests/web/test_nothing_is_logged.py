"""A route that fails in the worst way says where, and nothing of who asked or for what."""

import pytest
from httpx import ASGITransport, AsyncClient
from starlette.applications import Starlette

from tests.privacy.logs import captured_log

MARKER = "pictures-of-me"


@pytest.fixture
def marked_headers() -> dict[str, str]:
    names = ("user-agent", "referer", "x-forwarded-for", "accept-language", "x-anything", "host")
    return dict.fromkeys(names, MARKER)


async def test_a_failing_route_logs_its_template_and_our_lines_only(
    app: Starlette, marked_headers: dict[str, str], capfd: pytest.CaptureFixture[str]
) -> None:
    transport = ASGITransport(app, client=("192.0.2.7", 40_000))
    with captured_log() as log:
        async with AsyncClient(transport=transport, base_url="https://site.example") as visitor:
            address = f"/en/explode/{MARKER}?q={MARKER}"
            failed = await visitor.post(address, data={"q": MARKER}, headers=marked_headers)
            await visitor.get(f"/{MARKER}/", headers=marked_headers)
            await visitor.post(f"/en/echo?{MARKER}=%FF", content=MARKER, headers=marked_headers)

    assert failed.status_code == 500
    assert "/explode/{word} failed: KeyError at " in log.getvalue()
    assert len(log.getvalue().splitlines()) == 1
    everything = log.getvalue() + "".join(capfd.readouterr())
    assert MARKER not in everything
    assert "192.0.2.7" not in everything
