"""The texts of a listing in another language, each beside what it was translated from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from directory.accounts.badge import Badge
from directory.accounts.door import StaffRoute, office_of, query_of, redirect, show
from directory.accounts.permissions import Right
from directory.accounts.queries import uuid_of
from directory.catalog.facts import Fact
from directory.errors import NotFound
from directory.languages.catalogues import N_
from directory.languages.direction import direction_of
from directory.listings.actions.editing import get_kept, is_trusted
from directory.listings.actions.texts import TEXTS, Pair, read_pairs
from directory.listings.actions.translating import Said, keep_translations, translated_to
from directory.listings.careful import Careless
from directory.listings.forms.reading import LONGEST_TEXT
from directory.listings.models import Review
from directory.listings.queries import Held
from directory.listings.refusals import Changed
from directory.listings.routes.at_hand import sayer_of
from directory.listings.views.reviews import show_review
from directory.typed import Typed
from directory.web.forms import read_form

_SAID = {
    "kept": N_("Kept. Families see it within a second."),
}
_TOO_LONG = N_("This is too long: write it in 2,000 letters.")


@dataclass(frozen=True, slots=True)
class _Filled:
    """A form that has to be looked at again. errors: sentences by the names of fields."""

    typed: Typed
    errors: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Shown:
    """typed: what stands in the box. meanwhile: what somebody else has written, where they did.
    older: what was translated, where the original is another now."""

    pair: Pair
    words: str
    typed: str
    older: str | None
    meanwhile: str | None = None


async def translations(request: Request, badge: Badge) -> Response:
    held = await get_kept(badge, uuid_of(request.path_params["id"]))
    if request.method == "GET":
        return await _show(request, badge, held)

    language = _language(request, held)
    typed = Typed.of((await read_form(request)).multi_items(), longest=10_000)
    pairs = await read_pairs(held, language)
    said = {pair.fact: each for pair in pairs if (each := _said(typed, pair))}
    errors = {fact.code: _TOO_LONG for fact, each in said.items() if len(each.value) > LONGEST_TEXT}
    if errors or _lost(typed, pairs):
        return await _show(request, badge, held, _Filled(typed, errors))
    try:
        review = await keep_translations(office_of(request), badge, held.service.id, language, said)
    except Careless as refusal:
        errors = {fact.code: sentence for fact, sentence in refusal.facts.items()}
    except Changed as refusal:
        errors = {fact.code: refusal.sentence for fact in refusal.facts}
    if errors:
        return await _show(request, badge, held, _Filled(typed, errors))

    path = f"/staff/listings/{held.service.id}/translations/{language}"
    return redirect(request, path) if review else redirect(request, path, said="kept")


def _said(typed: Typed, pair: Pair) -> Said | None:
    """None for what is as the page showed it, and nobody called right."""
    code = pair.fact.code
    value, before = _values(typed, code)
    is_right = bool(value) and typed.has("right", code)
    return Said(value, typed.one(f"{code}_seen")) if value != before or is_right else None


def _lost(typed: Typed, pairs: Sequence[Pair]) -> list[tuple[Fact, str]]:
    """What was typed of texts that the listing has no more."""
    gone = [fact for fact in TEXTS if fact not in {pair.fact for pair in pairs}]
    values = [(fact, *_values(typed, fact.code)) for fact in gone]
    return [(fact, value) for fact, value, before in values if value != before]


def _values(typed: Typed, code: str) -> tuple[str, str]:
    """What stands in the box of a text, and what stood there."""
    return typed.one(code), typed.one(f"{code}_was")


async def _show(
    request: Request, badge: Badge, held: Held, filled: _Filled | None = None
) -> Response:
    tag, typed = _language(request, held), filled.typed if filled else None
    pairs = await read_pairs(held, tag)
    own = Review.filter(service_id=held.service.id, made_by=str(badge.member.id), language=tag)
    waiting = await own.filter(state="pending").order_by("made_at")
    return show(
        request,
        badge,
        "listings/translations.html",
        422 if filled else 200,
        held=held,
        tag=tag,
        tag_direction=direction_of(tag),
        direction_of_original=direction_of(held.service.language),
        choices=translated_to(office_of(request), held),
        shown=[_shown(pair, typed) for pair in sorted(pairs, key=lambda pair: not pair.is_stale)],
        errors=dict(filled.errors) if filled else {},
        lost=_lost(typed, pairs) if typed else [],
        waiting=[show_review(each, sayer_of(request)) for each in waiting],
        right_typed=typed.many("right") if typed else (),
        is_trusted=is_trusted(badge),
        said_to_reader=_SAID.get(query_of(request, "said")),
    )


def _shown(pair: Pair, typed: Typed | None) -> Shown:
    code = pair.fact.code
    if typed is None:
        return Shown(pair, pair.fact.words, pair.value, pair.older)
    value, before = _values(typed, code)
    if typed.one(f"{code}_seen") == pair.mark:
        return Shown(pair, pair.fact.words, value, pair.older)
    original = typed.one(f"{code}_of")
    older = original if original.split() != pair.original.split() else pair.older
    meanwhile = pair.value if pair.value.split() != before.split() else None
    return Shown(pair, pair.fact.words, value, older, meanwhile)


def _language(request: Request, held: Held) -> str:
    tag = str(request.path_params["tag"])
    if tag not in translated_to(office_of(request), held):
        raise NotFound
    return tag


_PATH = "/staff/listings/{id}/translations/{tag}"
localized_routes = [StaffRoute(_PATH, translations, Right.KEEP_LISTINGS, ["GET", "POST"])]
