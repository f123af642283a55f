"""A browser before the staff pages: it keeps its cookie and fills in forms as a person does."""

import re
from dataclasses import dataclass, field
from typing import Any

from httpx import ASGITransport, AsyncClient, Response
from starlette.applications import Starlette

from directory.accounts.totp import TotpSecret
from tests.accounts.clock import SetClock, code_at

ORIGIN = "https://site.example"
COOKIE = "__Host-session"
# Looked for as text: taking apart every page would take a tenth of what these tests take.
TOKEN = re.compile('name="form_token" value="([^"]+)"')


@dataclass(slots=True)
class Browser:
    """One browser. address: where it stands. token: that of the page it saw last."""

    app: Starlette
    clock: SetClock
    address: str = "192.0.2.7"
    token: str = ""
    client: AsyncClient = field(init=False)

    def __post_init__(self) -> None:
        transport = ASGITransport(self.app, client=(self.address, 40_000))
        self.client = AsyncClient(transport=transport, base_url=ORIGIN)

    async def get(self, path: str, **options: Any) -> Response:
        return self._seen(await self.client.get(path, **options))

    async def post(self, path: str, /, **fields: str) -> Response:
        """A form of our own page, with its token and its origin."""
        data = {"form_token": self.token, **fields}
        return self._seen(await self.client.post(path, data=data, headers={"origin": ORIGIN}))

    async def give_password(self, email: str, password: str, **fields: str) -> Response:
        return await self.post("/en/staff/sign-in", email=email, password=password, **fields)

    async def sign_in(self, email: str, password: str, secret: TotpSecret) -> Response:
        """Both steps; the answer to the second."""
        await self.give_password(email, password)
        # The next step of the phone, for no code is taken twice.
        self.clock.advance(30)
        return await self.post("/en/staff/sign-in/code", code=code_at(secret, self.clock))

    async def confirm(self, secret: TotpSecret) -> Response:
        self.clock.advance(30)
        await self.get("/en/staff/confirm")
        return await self.post("/en/staff/confirm", code=code_at(secret, self.clock))

    @property
    def cookie(self) -> str | None:
        return self.client.cookies.get(COOKIE)

    def _seen(self, answer: Response) -> Response:
        if answer.headers.get("content-type", "").startswith("text/html"):
            for token in TOKEN.findall(answer.text):
                self.token = token
        return answer
