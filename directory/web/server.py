"""How the HTTP server is asked to run: saying nothing of its callers, and answering all of them."""

from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from directory.web.throttle import LONGEST_ADDRESS_BYTES

_ENOUGH_TO_REFUSE = 2 * LONGEST_ADDRESS_BYTES


class PatientProtocol(HttpToolsProtocol):
    """Lets an endless address through to our own page, cut short.

    Its parser gives up at 64 kB and would answer one bare English line without our headers.
    """

    def on_url(self, url: bytes) -> None:
        super().on_url(url[: _ENOUGH_TO_REFUSE - len(self.url)])


# For `uvicorn.run(app, **SERVER)`, after `configure_logging()`.
SERVER: dict[str, Any] = {
    "http": PatientProtocol,
    "ws": "none",
    "server_header": False,
    "access_log": False,
    "log_config": None,
}
