"""The family's own view of its referral, by the number that it alone holds.

Anonymous: no cookie, nothing in an address or a log. The number goes along in the forms of the page
and nowhere else, and the page is kept by nobody.
"""

from uuid import uuid4

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from directory.accounts.door import address_of, office_of
from directory.catalog.card import make_card
from directory.catalog.stock import stock_of
from directory.errors import NotFound, TooOften
from directory.languages.localizer import Localizer, get_localizer
from directory.privacy.codes import Misread, ReceiptCode
from directory.referrals import receipt_words
from directory.referrals.actions.taking_back import withdraw_by_code
from directory.referrals.consent_wording import languages_of_consent
from directory.referrals.exactly_sent import Line
from directory.referrals.lifecycle import UNDER_WAY
from directory.referrals.minimal import Payload
from directory.referrals.receipt_guesses import ReceiptGuesses
from directory.referrals.receipts import Receipt, read_receipt
from directory.referrals.routes.words_at_hand import area_names, need_names
from directory.referrals.views.receipt import (
    can_take_back,
    say_dates,
    say_shared,
    say_standing,
    say_taking_back,
    state_of,
)
from directory.web.forms import Fields, read_form
from directory.web.pages import render

READ, ASK, WITHDRAW = "read", "ask", "withdraw"


async def receipt(request: Request) -> Response:
    if request.method == "GET":
        return _enter(request, _theirs(request, ""))
    fields = await read_form(request)
    theirs = _theirs(request, fields.get("instead") or fields.get("language", ""))
    try:
        code = ReceiptCode.read(fields.get("number", ""))
        found = await _do(request, code, fields)
    except Misread:
        return _enter(request, theirs, receipt_words.MISREAD, fields)
    except NotFound:
        return _enter(request, theirs, receipt_words.UNKNOWN, fields)
    except TooOften as refusal:
        page = _enter(request, theirs, receipt_words.WAIT, fields, status=429)
        page.headers["Retry-After"] = str(refusal.wait_seconds)
        return page

    asks = fields.get("step") == ASK and can_take_back(found)
    return (_ask if asks else _show)(request, theirs, code, found)


async def _do(request: Request, code: ReceiptCode, fields: Fields) -> Receipt:
    office, guesses, address = office_of(request), _guesses_of(request), address_of(request)
    guesses.count(address)
    if fields.get("step") == WITHDRAW:
        request_id = fields.get("request_id") or uuid4().hex
        found = Receipt(await withdraw_by_code(office, code, request_id))
    else:
        found = await read_receipt(office, code)
    guesses.forgive(address)
    return found


def _ask(request: Request, theirs: Localizer, code: ReceiptCode, found: Receipt) -> Response:
    return render(
        request,
        "receipts/ask.html",
        theirs=theirs,
        words=receipt_words,
        number=code.written(),
        request_id=office_of(request).random(16).hex(),
        sentences=say_taking_back(found, theirs),
    )


def _show(request: Request, theirs: Localizer, code: ReceiptCode, found: Receipt) -> Response:
    state = state_of(found)
    return render(
        request,
        "receipts/receipt.html",
        theirs=theirs,
        words=receipt_words,
        number=code.written(),
        state=state,
        standing=list(say_standing(found, theirs)),
        dates=say_dates(found, office_of(request).clock(), theirs),
        can_take_back=can_take_back(found),
        service=found.referral.service,
        code=found.code.spoken() if found.code and state in UNDER_WAY else "",
        ways=_ways(request, found, theirs) if state in UNDER_WAY else (),
        lines=_lines(request, found.payload, theirs) if found.payload else (),
        family_languages=_family_languages(),
    )


def _lines(request: Request, payload: Payload, theirs: Localizer) -> tuple[Line, ...]:
    needs = need_names(request, payload.need, theirs.code)
    return say_shared(payload, theirs, needs, area_names([payload.area or "ZZ"], theirs.code))


def _ways(request: Request, found: Receipt, theirs: Localizer) -> list[tuple[str, str]]:
    """How the listing says that the service can be reached: what stands there, and the link."""
    stock, service_id = stock_of(request), found.referral.service_id
    if service_id is None:
        return []
    listings = stock.shelf.listings_of("services", str(service_id))[:1]
    cards = (
        make_card(each, labels=stock.labels, localizer=theirs, moment=stock.clock())
        for each in listings
    )
    return [(way.shown or way.href, way.href) for card in cards for way in card.ways[:3]]


def _enter(
    request: Request,
    theirs: Localizer,
    problem: str = "",
    fields: Fields | None = None,
    status: int = 422,
) -> Response:
    """The number comes back as it was typed, so that a slip can be seen."""
    return render(
        request,
        "receipts/enter.html",
        status if problem else 200,
        theirs=theirs,
        words=receipt_words,
        problem=problem,
        typed=fields.get("number", "")[:40] if fields else "",
        family_languages=_family_languages(),
    )


def _family_languages() -> list[tuple[str, str]]:
    return [(code, get_localizer(code).own_name) for code in sorted(languages_of_consent())]


def _theirs(request: Request, language: str) -> Localizer:
    """The language that the family chose, in the page or above it, else that of the page."""
    known = languages_of_consent()
    return get_localizer(language if language in known else request.path_params["language"])


def _guesses_of(request: Request) -> ReceiptGuesses:
    guesses: ReceiptGuesses = request.app.state.receipt_guesses
    return guesses


localized_routes = [Route("/receipt", receipt, methods=["GET", "POST"])]
