"""What stands around every route, in the order in which a request meets it."""

from collections.abc import Sequence

from starlette.middleware import Middleware
from starlette.requests import ClientDisconnect, Request
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from directory.web.bodies import refuse_what_is_no_form
from directory.web.compression import compressed, may_compress
from directory.web.headers import complete
from directory.web.refusals import refuse
from directory.web.throttle import Counted, Throttle, refuse_what_is_too_large


def shell(onion_location: str | None = None, straight: Sequence[Route] = ()) -> list[Middleware]:
    """The middleware of the application; its `exception_handlers` are `refusals.HANDLERS`.

    `straight`: routes by their whole path that are asked so often that they are not looked for.
    """
    return [Middleware(Shell, onion_location, straight)]


class Shell:
    """All of it in one pass: as layers of their own each call of each cost time."""

    def __init__(self, app: ASGIApp, onion_location: str | None, straight: Sequence[Route]) -> None:
        self.app = app
        self._onion_location = onion_location
        self._straight = {
            (method, route.path): route for route in straight for method in route.methods or ()
        }
        self._throttle = Throttle()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        answer = _Answer(scope, send, self._onion_location)
        try:
            refuse_what_is_no_form(scope)
            refuse_what_is_too_large(scope)
            self._throttle.count(scope)
            route = self._straight.get((scope["method"], scope["path"]))
            if route is None:
                scope["counted"] = Counted(receive)
                await self.app(scope, scope["counted"].receive, answer.send)
            else:
                scope["route"] = route
                response = await route.endpoint(Request(scope, Counted(receive).receive))
                await response(scope, receive, answer.send)
        except ClientDisconnect:
            return  # nobody is left to answer
        except Exception as error:
            # An answer that has begun cannot be taken back: let the server cut the connection.
            if answer.has_begun:
                raise
            response = await refuse(Request(scope), error)
            await response(scope, receive, answer.send)


class _Answer:
    """One answer on its way out. Its head waits for the body, which says how long it will be."""

    __slots__ = ("_head", "_onion_location", "_scope", "_send", "has_begun")

    def __init__(self, scope: Scope, send: Send, onion_location: str | None) -> None:
        self._scope, self._send, self._onion_location = scope, send, onion_location
        self._head: Message | None = None
        self.has_begun = False

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self._head = message
            return
        if not self.has_begun and self._head is not None:
            head, scope, self.has_begun = self._head, self._scope, True
            if may_compress(scope):
                head, message = compressed(head, message)
            head["headers"] = complete(head["headers"], scope["path"], self._onion_location)
            await self._send(head)
        await self._send(message)
