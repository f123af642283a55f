"""The page that shows a secret once. To load it again says so, and how to make a new one."""

from starlette.requests import Request
from starlette.responses import Response

from directory.accounts.actions.shown_once import Kind, ToShow, keep_to_show, take_to_show
from directory.accounts.answering import office_of, redirect, show
from directory.accounts.badge import Badge
from directory.accounts.door import StaffRoute
from directory.accounts.permissions import Right
from directory.privacy.codes import SessionToken

_PAGES = {
    Kind.CODES: "accounts/codes.html",
    Kind.RECOVERY_KEY: "accounts/recovery_key.html",
    Kind.PROGRAM_KEY: "accounts/program_key.html",
}


async def once(request: Request, badge: Badge) -> Response:
    found = await take_to_show(badge)
    if found is None:
        return show(request, badge, "accounts/shown.html")
    return show(request, badge, _PAGES[found.kind], lines=found.lines)


async def show_once(request: Request, token: SessionToken, what: ToShow) -> Response:
    """The answer to the form that made it. What is shown lies in the session, not the address."""
    await keep_to_show(office_of(request), token, what)
    return redirect(request, "/staff/once")


localized_routes = [StaffRoute("/staff/once", once, Right.USE_ACCOUNT)]
