"""A style sheet may be kept for ever, because its address changes when it does."""

import gzip
from pathlib import Path

import pytest
from httpx import AsyncClient
from starlette.applications import Starlette

from directory.settings import ROOT
from directory.web.static import Assets

LEAVE = (ROOT / "static" / "js" / "leave.js").read_bytes()


def folder_with(tmp_path: Path, css: str) -> Path:
    (tmp_path / "css").mkdir(exist_ok=True)
    (tmp_path / "css" / "page.css").write_text(css, encoding="utf-8")
    (tmp_path / "notes.txt").write_text("not for the web", encoding="utf-8")
    return tmp_path


def test_the_address_changes_with_the_content_only(tmp_path: Path) -> None:
    first = Assets(folder_with(tmp_path, "a {}")).address("css/page.css")
    same = Assets(folder_with(tmp_path, "a {}")).address("css/page.css")
    changed = Assets(folder_with(tmp_path, "b {}")).address("css/page.css")

    assert first == same != changed


def test_a_file_that_is_not_there_or_not_for_the_web_has_no_address(tmp_path: Path) -> None:
    assets = Assets(folder_with(tmp_path, "a {}"))

    for name in ("css/none.css", "notes.txt", "../settings.py"):
        with pytest.raises(KeyError):
            assets.address(name)


async def test_a_file_is_sent_with_its_type_packed_or_plain(
    visitor: AsyncClient, app: Starlette
) -> None:
    address = app.state.pages.assets.address("js/leave.js")

    packed = await visitor.get(address, headers={"accept-encoding": "br, gzip"})
    plain = await visitor.get(address, headers={"accept-encoding": "identity"})

    assert packed.headers["content-type"] == "text/javascript; charset=utf-8"
    assert packed.headers["content-encoding"] == "gzip"
    assert int(packed.headers["content-length"]) == len(gzip.compress(LEAVE, 9))
    assert "content-encoding" not in plain.headers
    assert packed.content == plain.content == LEAVE


@pytest.mark.parametrize(
    "path",
    [
        "0123/js/leave.js",
        "{version}/",
        "{version}/js",
        "{version}/..%2F..%2Fpyproject.toml",
        "{version}/%2Fetc%2Fpasswd",
    ],
)
async def test_any_other_address_is_not_found(
    visitor: AsyncClient, app: Starlette, path: str
) -> None:
    version = app.state.pages.assets.version
    response = await visitor.get(f"/static/{path.format(version=version)}")

    assert response.status_code == 404
