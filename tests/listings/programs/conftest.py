"""A program of the Harbour before the API, which follows what is written as a server does."""

from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

import pytest
from httpx import ASGITransport, AsyncClient, Response
from starlette.applications import Starlette

from directory.accounts.actions.api_keys import make_key
from directory.accounts.models import Agency
from directory.accounts.office import Office
from directory.accounts.queries import find_badge
from directory.accounts.roles import Role
from directory.accounts.scopes import Scope
from directory.catalog.models import Service
from directory.catalog.queries import load_touched
from directory.exchange.answers import service_answer
from tests.accounts.browser import ORIGIN
from tests.accounts.cast import Cast

ADDRESS = "192.0.2.50"
Keys = Callable[..., Awaitable[str]]


@dataclass(slots=True)
class Program:
    """key: what it shows; etag: of what it read last."""

    app: Starlette
    key: str
    etag: str = ""
    client: AsyncClient = field(init=False)

    def __post_init__(self) -> None:
        transport = ASGITransport(self.app, client=(ADDRESS, 40_000))
        self.client = AsyncClient(transport=transport, base_url=ORIGIN)

    async def read(self, service_id: UUID) -> dict[str, Any]:
        await self._follow(service_id)
        answer = await self.client.get(f"/api/services/{service_id}")
        assert answer.status_code == 200, answer.text
        self.etag = answer.headers["etag"]
        found: dict[str, Any] = answer.json()
        return found

    async def put(self, service_id: UUID, body: object, **headers: str) -> Response:
        return await self.send("PUT", f"services/{service_id}", body, **headers)

    async def send(self, method: str, path: str, body: object = None, **headers: str) -> Response:
        told = {"authorization": f"Bearer {self.key}", "if_match": self.etag} | headers
        sent = {name.replace("_", "-"): value for name, value in told.items() if value}
        body = {} if body is None else {"json": body}
        return await self.client.request(method, f"/api/{path}", headers=sent, **body)  # type: ignore[arg-type]  # json or nothing

    async def change(self, service_id: UUID, **values: Any) -> Response:
        """Read it, change it, put it back; None leaves a property out."""
        body = await self.read(service_id) | values
        return await self.put(service_id, {k: v for k, v in body.items() if v is not None})

    async def _follow(self, service_id: UUID) -> None:
        """What a server does within a second of each change."""
        state = self.app.state
        shelf = state.stock.shelf.renew(*await load_touched([service_id]), service_answer)
        state.stock = replace(state.stock, shelf=shelf)


def faults_of(answer: Response) -> dict[str, str]:
    """Sentences by the paths of fields."""
    assert answer.status_code == 422, answer.text
    return {each["field"]: each["sentence"] for each in answer.json()["problems"]}


@pytest.fixture
def app(app: Starlette, stocked: Starlette) -> Starlette:
    app.state.exchange = stocked.state.exchange
    return app


@pytest.fixture
def new_key(office: Office, cast: Cast) -> Keys:
    async def new_key(*scopes: Scope, days: str = "180") -> str:
        badge = await find_badge(cast.players[Role.PROVIDER].token, office.clock())
        assert badge is not None
        return (await make_key(office, badge, "Our system", scopes or list(Scope), days)).reveal()

    return new_key


@pytest.fixture
async def program(app: Starlette, new_key: Keys, own: Service) -> AsyncIterator[Program]:
    program = Program(app, await new_key())
    yield program
    await program.client.aclose()


@pytest.fixture
async def trusted(program: Program) -> Program:
    await Agency.filter(name="Harbour").update(is_trusted=True)
    return program
