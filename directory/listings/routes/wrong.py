"""The page on which a reader or a worker says that something of a listing is wrong."""

from collections.abc import Sequence

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from directory.accounts.door import address_of, badge_of, office_of
from directory.accounts.permissions import Right
from directory.accounts.queries import uuid_of
from directory.catalog.corrections import Source
from directory.catalog.facts import BY_CODE, Fact
from directory.languages.catalogues import N_
from directory.listings.actions.correcting import call_wrong
from directory.listings.careful import NOTE_REFUSED, is_careful_note
from directory.listings.once_a_day import OnceADay
from directory.listings.queries import Held, get_held
from directory.listings.routes.at_hand import sayer_of
from directory.listings.words import Sayer
from directory.typed import Typed
from directory.web.forms import read_form
from directory.web.origin import require_own_origin
from directory.web.pages import render

LONGEST = 300
_CHOOSE = N_("Choose what is wrong.")


async def wrong(request: Request) -> Response:
    held = await get_held(uuid_of(request.path_params["id"]))
    if request.method == "GET":
        return _show(request, held, Typed({}))

    require_own_origin(request)
    typed = Typed.of((await read_form(request)).multi_items())
    facts = [BY_CODE[code] for code in typed.many("wrong") if code in held.facts]
    errors = {} if facts else {"wrong": _CHOOSE}
    words = typed.one("words")
    if words and (len(words) > LONGEST or not is_careful_note(words)):
        errors["words"] = NOTE_REFUSED
    if errors:
        return _show(request, held, typed, errors)
    await _take(request, held, facts, words)

    return render(request, "listings/told.html", held=held)


async def _take(request: Request, held: Held, facts: list[Fact], words: str) -> None:
    """What is said a second time on one day is heard, and does not count."""
    badge = await badge_of(request)
    is_worker = badge is not None and badge.has(Right.REFER)
    today = office_of(request).clock().date()
    once: OnceADay = request.app.state.corrections
    who = str(badge.member.id) if badge is not None else address_of(request)
    if once.is_first(who, held.service.id, today):
        await call_wrong(held, facts, Source.WORKER if is_worker else Source.READER, today, words)


def _show(
    request: Request, held: Held, typed: Typed, errors: dict[str, str] | None = None
) -> Response:
    return render(
        request,
        "listings/wrong.html",
        422 if errors else 200,
        held=held,
        typed=typed,
        errors=errors or {},
        facts=_facts(held, sayer_of(request)),
    )


def _facts(held: Held, sayer: Sayer) -> list[tuple[Fact, str, Sequence[str]]]:
    """Those that say something: each with its name and what it says."""
    said = ((fact, sayer.say(fact, held.facts.get(fact.code))) for fact in Fact)
    return [(fact, sayer.write.gettext(fact.words), lines) for fact, lines in said if lines]


localized_routes = [Route("/services/{id}/wrong", wrong, methods=["GET", "POST"])]
