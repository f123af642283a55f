"""The pages that belong to no domain: what the exit can do, and whether the process is alive."""

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from directory.web.pages import render


async def safety(request: Request) -> Response:
    return render(request, "web/safety.html")


async def healthz(_: Request) -> Response:
    """Alive, whatever the database does. `/readyz` says whether it can answer searches."""
    return PlainTextResponse("ok\n")


# Under /{language}.
localized_routes = [Route("/safety", safety)]

# Outside of any language.
routes = [Route("/healthz", healthz)]
