"""What programs write, each with a key of the organization that the record is of."""

from collections.abc import Iterable
from datetime import date

from starlette.requests import Request
from starlette.responses import Response

from directory.accounts.answering import office_of
from directory.accounts.permissions import Right
from directory.accounts.queries import uuid_of
from directory.accounts.scopes import Scope
from directory.catalog.facts import BY_CODE, Section
from directory.catalog.models import Intake
from directory.catalog.stock import stock_of
from directory.errors import Fault, NotFound, Outdated, Unreadable, UnsupportedType
from directory.exchange.door import answer, require_read, show_key, show_service
from directory.exchange.encoding import encode
from directory.exchange.incoming.room import read_room
from directory.exchange.incoming.sent import NOT_SHOWN, PATHS, UNKNOWN, Incoming, Object
from directory.exchange.incoming.service import read_service
from directory.exchange.reading import read_object
from directory.exchange.stock import exchange_stock_of
from directory.languages.catalogues import N_
from directory.languages.localizer import Localizer, get_localizer
from directory.listings.actions.editing import get_kept, keep_listing
from directory.listings.actions.reviewing import get_review
from directory.listings.actions.room import say_room
from directory.listings.models import Review
from directory.listings.queries import days_confirmed
from directory.listings.refusals import Changed
from directory.listings.said import Said, marks_of
from directory.web.bodies import JSON, media_type_of
from directory.web.localized import language_of

_NO_SECTIONS = N_("Name the sections that are right: %(sections)s.")


async def put_service(request: Request) -> Response:
    """A whole service in the place of the one that was read. 202 where an editor has to look."""
    bearer = await show_key(request, Scope.LISTINGS_WRITE)
    held = await get_kept(bearer, uuid_of(request.path_params["id"]))
    shown = await show_service(request, held.service.id)
    require_read(request, shown)

    terms, now = exchange_stock_of(request).taxonomies.terms, office_of(request).clock()
    towns = stock_of(request).towns
    incoming = Incoming(held, shown.listing, terms, _write(request), now, towns)
    wished = read_service(incoming, await _object(request), shown.whole)
    if incoming.faults:
        raise Unreadable(incoming.faults)
    if not wished:
        return answer(shown.body, ETag=shown.etag)
    try:
        said = Said(wished=wished, seen=marks_of(held.facts))
        review = await keep_listing(office_of(request), bearer, held.service.id, said)
    except Changed:
        raise Outdated((await show_service(request, held.service.id)).etag) from None

    if review:
        return answer(_review(review), 202, Location=f"/api/reviews/{review.id}")
    after = await show_service(request, held.service.id)
    return answer(after.body, ETag=after.etag)


async def confirm(request: Request) -> Response:
    """{"sections": ["hours"]}: that they are right as they were read."""
    bearer = await show_key(request, Scope.LISTINGS_CONFIRM)
    held = await get_kept(bearer, uuid_of(request.path_params["id"]))
    shown = await show_service(request, held.service.id)
    require_read(request, shown)

    sent, write = await _object(request), _write(request)
    sections = _sections(sent, write)
    if Section.CONTACT in sections and shown.listing.hides_numbers:
        # It would show numbers to families that this program was never shown.
        raise Unreadable([Fault("sections", Section.CONTACT, write.gettext(NOT_SHOWN))])
    said = Said(confirmed=sections, seen=marks_of(held.facts))
    await keep_listing(office_of(request), bearer, held.service.id, said)

    days = await days_confirmed(held.service.id)
    confirmed = {section: days[section].isoformat() for section in Section if section in days}
    after = await show_service(request, held.service.id)
    return answer(encode({"confirmed": confirmed}), ETag=after.etag)


async def get_room(request: Request) -> Response:
    """What was said last, as it is put; NotFound where nothing is said, or its time is over."""
    bearer = await show_key(request, Scope.ROOM_WRITE)
    held = await get_kept(bearer, uuid_of(request.path_params["id"]), Right.SAY_ROOM)

    said = await Intake.get_or_none(service_id=held.service.id)
    if said is None or said.until < office_of(request).clock().date():
        raise NotFound
    return answer(_room(said))


async def put_room(request: Request) -> Response:
    """{"state": "waiting", "until": "2026-12-24", "wait_days": 14}"""
    bearer = await show_key(request, Scope.ROOM_WRITE)
    held = await get_kept(bearer, uuid_of(request.path_params["id"]), Right.SAY_ROOM)
    office = office_of(request)
    room = read_room(await _object(request), office.clock().date(), _write(request))

    await say_room(office, bearer, held.service.id, room)
    return answer(_room(await Intake.get(service_id=held.service.id)))


async def delete_room(request: Request) -> Response:
    bearer = await show_key(request, Scope.ROOM_WRITE)
    held = await get_kept(bearer, uuid_of(request.path_params["id"]), Right.SAY_ROOM)

    await say_room(office_of(request), bearer, held.service.id, None)
    return Response(status_code=204)


async def review(request: Request) -> Response:
    """What became of a change that an editor has to look at."""
    bearer = await show_key(request, Scope.LISTINGS_WRITE)
    found = await get_review(uuid_of(request.path_params["id"]))
    await get_kept(bearer, found.service_id)

    return answer(_review(found))


def _room(said: Intake) -> bytes:
    names = ("state", "until", "said_on", "wait_days")
    kept = {name: getattr(said, name) for name in names}
    return encode({name: _plain(value) for name, value in kept.items() if value})


def _review(found: Review) -> bytes:
    """Facts by where they stand in a service."""
    said = {
        "id": str(found.id),
        "service_id": str(found.service_id),
        "state": found.state,
        "asked_on": found.made_at.date().isoformat(),
        "asked": _paths(found.wished),
    }
    if found.decided_at:
        decided_on = found.decided_at.date().isoformat()
        said |= {"decided_on": decided_on, "taken": _paths(found.taken), "answer": found.answer}
    return encode(said)


def _paths(codes: Iterable[str]) -> list[str]:
    """What HSDS has no word for, by its own."""
    return sorted({PATHS.get(BY_CODE[code], code) for code in codes})


def _sections(sent: Object, write: Localizer) -> list[Section]:
    faults = [Fault(name, "", write.gettext(UNKNOWN)) for name in sent if name != "sections"]
    named, known = sent.get("sections"), set(Section)
    if (
        not isinstance(named, list)
        or not named
        or not all(map(known.__contains__, map(str, named)))
    ):
        sentence = write.gettext(_NO_SECTIONS) % {"sections": ", ".join(Section)}
        faults.append(Fault("sections", "", sentence))
    if faults or not isinstance(named, list):
        raise Unreadable(faults)
    return [Section(each) for each in named]


async def _object(request: Request) -> Object:
    if media_type_of(request.headers.get("content-type", "")) != JSON:
        raise UnsupportedType
    return read_object(await request.body())


def _write(request: Request) -> Localizer:
    return get_localizer(language_of(request.scope, request.app.state.pages.languages))


def _plain(value: date | str | int) -> str | int:
    return value.isoformat() if isinstance(value, date) else value
