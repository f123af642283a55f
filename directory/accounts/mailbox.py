"""Where mails go: to a server, or without one to a folder, where the operator finds them."""

import logging
import secrets
from collections.abc import Iterable
from dataclasses import dataclass, field
from email.message import EmailMessage
from pathlib import Path
from urllib.parse import unquote, urlsplit

import aiosmtplib

from directory.accounts.clock import Clock, utc_now
from directory.accounts.letters import Letter
from directory.privacy.logging import describe_failure
from directory.settings import Settings

_log = logging.getLogger(__name__)
_PATIENCE_SECONDS = 10
_HERE = {"127.0.0.1", "localhost", "::1"}


@dataclass(frozen=True, slots=True)
class Mailbox:
    """url: None for the folder. sender: the address that mails come from."""

    url: str | None = field(repr=False)
    folder: Path
    sender: str
    site_name: str
    clock: Clock = utc_now

    @classmethod
    def of(cls, settings: Settings, clock: Clock = utc_now) -> "Mailbox":
        host = urlsplit(settings.site_url).hostname or "localhost"
        sender = f"no-reply@{host}"
        return cls(settings.smtp_url, settings.data_dir / "mail", sender, settings.site_name, clock)

    async def send(self, letters: Iterable[Letter]) -> bool:
        """Whether all of them left. A failure is logged without saying to whom it was."""
        moment = self.clock()
        written = [letter.write(self.sender, self.site_name, moment) for letter in letters]
        try:
            for message in written:
                await self._post(message)
        except (aiosmtplib.SMTPException, OSError, TimeoutError) as error:
            _log.error("a mail could not be sent: %s", describe_failure(error))
            return False
        return True

    async def _post(self, message: EmailMessage) -> None:
        if self.url is None:
            self._keep(message)
            return
        parts = urlsplit(self.url)
        is_tls = parts.scheme == "smtps"
        await aiosmtplib.send(
            message,
            hostname=parts.hostname,
            port=parts.port,
            username=unquote(parts.username) if parts.username else None,
            password=unquote(parts.password) if parts.password else None,
            use_tls=is_tls,
            # Otherwise whoever stands between could say "no TLS here" and read the links.
            start_tls=not is_tls and parts.hostname not in _HERE,
            timeout=_PATIENCE_SECONDS,
        )

    def _keep(self, message: EmailMessage) -> None:
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        moment = self.clock().strftime("%Y%m%dT%H%M%S")
        path = self.folder / f"{moment}-{secrets.token_hex(4)}.eml"
        path.touch(mode=0o600, exist_ok=False)
        path.write_bytes(message.as_bytes())
        _log.info("a mail was written to %s, for there is no HANDRAIL_SMTP_URL", self.folder)
