"""Style sheets, scripts and pictures, under addresses that change when they do."""

import gzip
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response

from directory.errors import NotFound
from directory.settings import ROOT

_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml; charset=utf-8",
    ".png": "image/png",
    ".ico": "image/x-icon",
}
# One style sheet on the wire: on a slow line each file more costs a round trip. Order counts: what
# comes later wins.
BUNDLES = {
    "site.css": ("tokens", "page", "forms", "results", "map", "leave", "print"),
}
_FOREVER = "public, max-age=31536000, immutable"


@dataclass(frozen=True, slots=True)
class Asset:
    """One file, ready to send. packed: its gzip form, or None where that is no smaller."""

    media_type: str
    content: bytes
    packed: bytes | None


class Assets:
    """Every file of a folder, read once. They are few and small: some tens of kB together.

    One hash of all of them stands in each address, so that a style sheet may name a picture by a
    relative address. Nothing else on the disk can be asked for: a name is only a dictionary key.
    """

    def __init__(self, folder: Path = ROOT / "static") -> None:
        paths = sorted(path for path in folder.rglob("*") if path.suffix in _TYPES)
        self._assets = {path.relative_to(folder).as_posix(): _read(path) for path in paths}
        for name, parts in BUNDLES.items():
            paths = [folder / "css" / f"{part}.css" for part in parts]
            if all(path.is_file() for path in paths):
                content = b"".join(path.read_bytes() for path in paths)
                self._assets[name] = _pack(".css", content)
        digest = sha256()
        for name, asset in self._assets.items():
            digest.update(f"{name}\0{len(asset.content)}\0".encode() + asset.content)
        self.version = digest.hexdigest()[:12]

    def address(self, name: str) -> str:
        """The address of a file, such as "css/page.css". KeyError for one that is not there."""
        if name not in self._assets:
            raise KeyError(name)
        return f"/static/{self.version}/{name}"

    async def answer(self, request: Request) -> Response:
        """The file at /static/{version}/{name:path}."""
        asset = self._assets.get(request.path_params["name"])
        # An old address must not bring the new file: it would be kept under the wrong name.
        if asset is None or request.path_params["version"] != self.version:
            raise NotFound
        headers = {"Cache-Control": _FOREVER, "Vary": "Accept-Encoding"}
        content = asset.content
        if asset.packed and "gzip" in request.headers.get("accept-encoding", ""):
            headers["Content-Encoding"] = "gzip"
            content = asset.packed
        return Response(content, media_type=asset.media_type, headers=headers)


def _read(path: Path) -> Asset:
    return _pack(path.suffix, path.read_bytes())


def _pack(suffix: str, content: bytes) -> Asset:
    packed = gzip.compress(content, compresslevel=9, mtime=0)
    return Asset(_TYPES[suffix], content, packed if len(packed) < len(content) else None)
