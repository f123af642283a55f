"""What may be wrong with the listings of a country, by kind; and making one listing of two.

Where there are many, one country at a time, for all of them would keep a page waiting: the verb
`check` looks at the whole world. It alone asks for the links; the page says what it found.
"""

from collections.abc import Sequence

from starlette.requests import Request
from starlette.responses import Response

from directory.accounts.badge import Badge
from directory.accounts.door import StaffRoute, office_of, query_of, redirect, show
from directory.accounts.permissions import Right
from directory.accounts.queries import uuid_of
from directory.catalog.facts import BY_CODE
from directory.catalog.models import Service
from directory.catalog.queries import count_services
from directory.errors import NotFound
from directory.languages.catalogues import N_
from directory.listings.actions.merging import merge_as_editor
from directory.listings.actions.parting import keep_apart
from directory.listings.careful import Careless
from directory.listings.checking import Scope, find_problems
from directory.listings.findings import Check, Finding
from directory.listings.queries import get_held
from directory.listings.routes.at_hand import sayer_of, write_of
from directory.listings.views.quality import CHECKS, ShownPair, show_finding, show_pair
from directory.pagination import Page
from directory.typed import Typed
from directory.web.forms import read_form

PER_PAGE, PAIRS_PER_PAGE = 100, 10
# So many are looked at in about a second.
MOST_AT_ONCE = 1_500
SAID = {
    "merged": N_("It is one listing now. The address of the other leads to it."),
    "apart": N_("They are kept apart from now on."),
    "gone": N_("One of the two is no longer listed."),
}


async def quality(request: Request, badge: Badge) -> Response:
    return await _show(request, badge)


async def merge(request: Request, badge: Badge) -> Response:
    typed = Typed.of((await read_form(request)).multi_items())
    kept, gone = uuid_of(typed.one("kept")), uuid_of(typed.one("gone"))
    moved = [BY_CODE[code] for code in typed.many("move") if code in BY_CODE]
    said = "merged"
    try:
        await merge_as_editor(office_of(request), badge, kept, gone, moved)
    except Careless as refusal:
        return await _show(request, badge, tuple(refusal.facts.values()))
    except NotFound:  # somebody was faster, or the button was pressed twice
        said = "gone"

    return _back(request, said)


async def part(request: Request, badge: Badge) -> Response:
    typed = Typed.of((await read_form(request)).multi_items())
    one, other = uuid_of(typed.one("one")), uuid_of(typed.one("other"))
    said = "apart"
    try:
        await keep_apart(office_of(request), badge, one, other)
    except NotFound:
        said = "gone"

    return _back(request, said)


def _back(request: Request, said: str) -> Response:
    return redirect(request, "/staff/quality", country=query_of(request, "country"), said=said)


async def _show(request: Request, badge: Badge, refused: Sequence[str] = ()) -> Response:
    countries = await _countries()
    may_see_all = await count_services() <= MOST_AT_ONCE
    country = _country(request, ["", *countries] if may_see_all else countries)
    check = _check(request)
    found = await _find(request, check, country)
    size = PAIRS_PER_PAGE if check is Check.DUPLICATES else PER_PAGE
    page = Page(_number(request), size, len(found))
    some, write = found[page.start : page.stop], write_of(request)
    is_pairs = check is Check.DUPLICATES
    return show(
        request,
        badge,
        "listings/quality.html",
        422 if refused else 200,
        refused=refused,
        said_to_reader=SAID.get(query_of(request, "said")),
        checks=CHECKS,
        check=check,
        countries=sorted(countries, key=write.territory),
        may_see_all=may_see_all,
        country=country,
        page=page,
        total=len(found),
        pairs=await _pairs(request, some) if is_pairs else [],
        findings=[] if is_pairs else [show_finding(each, write) for each in some],
    )


async def _find(request: Request, check: Check, country: str | None) -> list[Finding]:
    office = office_of(request)
    scope = Scope([check], office.clock().date(), office.languages, country or None)
    found = await find_problems(scope, None)
    if check is not Check.LINKS:
        return found
    # A service and its organization may show the same address: it is mended once.
    return list({(each.about.service, each.value): each for each in found}.values())


async def _pairs(request: Request, found: Sequence[Finding]) -> list[ShownPair]:
    sayer = sayer_of(request)
    return [
        show_pair(
            await get_held(uuid_of(each.about.service)),
            await get_held(uuid_of(each.value)),
            each.detail.split(),
            sayer,
        )
        for each in found
    ]


async def _countries() -> list[str]:
    listed = Service.filter(status="active", country__not_isnull=True)
    found = await listed.distinct().values_list("country", flat=True)
    return sorted(map(str, found))


def _country(request: Request, choices: Sequence[str]) -> str | None:
    """The one that is asked for, else the first; "" for all."""
    wanted = query_of(request, "country")
    return wanted if wanted in choices else next(iter(choices), None)


def _check(request: Request) -> Check:
    wanted = query_of(request, "check")
    return next((check for check in CHECKS if check == wanted), Check.DUPLICATES)


def _number(request: Request) -> int:
    text = query_of(request, "page") or "1"
    return int(text) if text.isdecimal() else 0


localized_routes = [
    StaffRoute("/staff/quality", quality, Right.CHECK_LISTINGS),
    StaffRoute("/staff/quality/merge", merge, Right.CHECK_LISTINGS, ["POST"]),
    StaffRoute("/staff/quality/apart", part, Right.CHECK_LISTINGS, ["POST"]),
]
