"""The application as a server meets it, and what stands around every route of it."""

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from starlette.applications import Starlette
from starlette.middleware.exceptions import ExceptionMiddleware
from starlette.requests import ClientDisconnect, Request
from starlette.routing import BaseRoute
from starlette.types import ASGIApp, Lifespan, Message, Receive, Scope, Send

from directory.web.bodies import refuse_what_is_no_form, speaks_of_a_body
from directory.web.compression import compressed, may_compress, takes_gzip
from directory.web.headers import RawHeaders, complete
from directory.web.programs import Encoded
from directory.web.refusals import HANDLERS, refuse
from directory.web.throttle import Counted, Throttle, refuse_large_body, refuse_long_address

AtHand = Callable[[Scope], Encoded | None]


class Site(Starlette):
    """Starlette within our shell.

    `at_hand`: by their whole path, what is asked so often that no route is looked for. They answer
    what is asked plainly by GET, and leave all else, for which they return None, to the routes.
    """

    def __init__(
        self,
        routes: Sequence[BaseRoute],
        lifespan: Lifespan[Starlette] | None = None,
        onion_location: str | None = None,
        at_hand: Mapping[str, AtHand] = MappingProxyType({}),
    ) -> None:
        super().__init__(routes=routes, lifespan=lifespan)
        self._onion_location, self._at_hand = onion_location, at_hand

    def build_middleware_stack(self) -> ASGIApp:
        # Starlette's own page of errors would be outside of everything, without our headers.
        within = ExceptionMiddleware(self.router, HANDLERS)
        return Shell(within, self._onion_location, self._at_hand)


class Shell:
    """All of it in one pass: as layers of their own each call of each cost time."""

    def __init__(
        self, app: ASGIApp, onion_location: str | None, at_hand: Mapping[str, AtHand]
    ) -> None:
        self.app = app
        self._onion_location = onion_location
        self._at_hand = {path: (find, complete([], path)) for path, find in at_hand.items()}
        self._throttle = Throttle()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        answer = _Answer(scope, send, self._onion_location)
        try:
            refuse_long_address(scope)
            if speaks_of_a_body(scope):
                refuse_what_is_no_form(scope)
                refuse_large_body(scope)
            self._throttle.count(scope)
            if scope["path"] in self._at_hand and scope["method"] == "GET":
                find, headers = self._at_hand[scope["path"]]
                data = find(scope)
                if data is not None:
                    await answer.send_whole(data, headers)
                    return
            scope["counted"] = Counted(receive)
            await self.app(scope, scope["counted"].receive, answer.send)
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
        elif self._head is not None:
            head, self._head = self._head, None
            await self._begin(head, message)
        else:
            await self._send(message)

    async def _begin(self, head: Message, message: Message) -> None:
        scope, self.has_begun = self._scope, True
        if may_compress(scope):
            head, message = compressed(head, message)
        head["headers"] = complete(head["headers"], scope["path"], self._onion_location)
        await self._send(head)
        await self._send(message)

    async def send_whole(self, data: Encoded, headers: RawHeaders) -> None:
        """The same for data that anybody may read, whose other headers are known: quicker."""
        head: Message = {"type": "http.response.start", "status": 200, "headers": data.raw_headers}
        message: Message = {"type": "http.response.body", "body": data.body}
        if takes_gzip(self._scope):
            head, message = compressed(head, message)
        head["headers"] = [*head["headers"], *headers]
        self.has_begun = True
        await self._send(head)
        await self._send(message)
