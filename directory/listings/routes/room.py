"""Whether services take new people, said in a few taps, for a time that ends by itself."""

from collections.abc import Sequence
from datetime import date, timedelta
from uuid import UUID

from starlette.requests import Request
from starlette.responses import Response

from directory.accounts.badge import Badge
from directory.accounts.door import StaffRoute, office_of, query_of, redirect, show
from directory.accounts.permissions import Right
from directory.accounts.queries import uuid_of
from directory.catalog import listing
from directory.catalog.models import Intake, Service
from directory.catalog.truth import say_intake, say_wait
from directory.languages.catalogues import N_
from directory.languages.localizer import Localizer
from directory.listings.actions.editing import get_kept
from directory.listings.actions.room import Room, say_room
from directory.listings.keeping import open_kept
from directory.listings.routes.at_hand import write_of
from directory.typed import Typed
from directory.web.forms import read_form

STATES = {
    "open": N_("We take new people"),
    "waiting": N_("We take new people, and they have to wait"),
    "paused": N_("We take nobody new for now"),
    "silent": N_("We do not say"),
}
SILENT = "silent"
# How long somebody waits, in days: said roughly, as it is known.
WAITS = (3, 7, 14, 28, 56, 91, 182)
_FRIDAY = 4
_CHOOSE = N_("Choose one of these.")
# An editor sees all services on the list of listings; this one is for those with a few.
_MOST = 50


async def rooms(request: Request, badge: Badge) -> Response:
    services = open_kept(badge, Right.SAY_ROOM).order_by("name", "id").limit(_MOST)
    found = await services
    today = badge.now.date()
    said = {each.service_id: each for each in await Intake.filter(service_id__in=_ids(found))}
    return show(
        request,
        badge,
        "listings/rooms.html",
        rows=[(each, _say(said.get(each.id), write_of(request), today)) for each in found],
    )


async def room(request: Request, badge: Badge) -> Response:
    held = await get_kept(badge, uuid_of(request.path_params["id"]), Right.SAY_ROOM)
    today = badge.now.date()
    if request.method == "GET":
        return await _show(request, badge, held.service, await _typed_of(held.service))

    typed = Typed.of((await read_form(request)).multi_items())
    state, until = typed.one("state"), _day_in(typed, today)
    if state not in STATES:
        return await _show(request, badge, held.service, typed, {"state": _CHOOSE})
    if state != SILENT and until is None:
        return await _show(request, badge, held.service, typed, {"until": _CHOOSE})
    said = Room(state, until, _wait_in(typed)) if state != SILENT and until else None
    await say_room(office_of(request), badge, held.service.id, said)

    return redirect(request, f"/staff/room/{held.service.id}", said="kept")


def ends(today: date) -> list[date]:
    """Days until which something can be said: the next Friday, and some weeks."""
    friday = today + timedelta(days=(_FRIDAY - today.weekday()) % 7 or 7)
    later = [today + timedelta(weeks=weeks) for weeks in (1, 2, 4, 8)]
    return sorted({friday, *later})


def _day_in(typed: Typed, today: date) -> date | None:
    chosen = typed.one("until")
    return next((day for day in ends(today) if day.isoformat() == chosen), None)


def _wait_in(typed: Typed) -> int | None:
    return next((days for days in WAITS if str(days) == typed.one("wait")), None)


async def _show(
    request: Request,
    badge: Badge,
    service: Service,
    typed: Typed,
    errors: dict[str, str] | None = None,
) -> Response:
    write, today = write_of(request), badge.now.date()
    intake = await Intake.get_or_none(service_id=service.id)
    return show(
        request,
        badge,
        "listings/room.html",
        422 if errors else 200,
        service=service,
        typed=typed,
        errors=errors or {},
        now=_say(intake, write, today),
        states=STATES,
        days=[(day.isoformat(), _say_day(day, write)) for day in ends(today)],
        waits=[(days, say_wait(days, write)) for days in WAITS],
        is_kept=query_of(request, "said") == "kept",
    )


def _say_day(day: date, write: Localizer) -> str:
    said = {"weekday": write.weekday(day.weekday()), "day": write.date(day)}
    return write.gettext("%(weekday)s, %(day)s") % said


async def _typed_of(service: Service) -> Typed:
    intake = await Intake.get_or_none(service_id=service.id)
    if intake is None:
        return Typed({})
    said = {"state": intake.state, "until": intake.until.isoformat(), "wait": intake.wait_days}
    return Typed.of((name, value) for name, value in said.items() if value is not None)


def _say(intake: Intake | None, write: Localizer, today: date) -> str | None:
    if intake is None:
        return None
    shown = listing.Intake(intake.state, intake.until, intake.said_on, intake.wait_days)
    return say_intake(shown, write, today)


def _ids(services: Sequence[Service]) -> list[UUID]:
    return [service.id for service in services]


localized_routes = [
    StaffRoute("/staff/room", rooms, Right.SAY_ROOM),
    StaffRoute("/staff/room/{id}", room, Right.SAY_ROOM, ["GET", "POST"]),
]
