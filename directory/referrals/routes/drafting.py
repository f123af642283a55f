"""From a service to a draft: the conflict questions, then only what this service asks for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from starlette.requests import Request
from starlette.responses import Response

from directory.accounts.badge import Badge
from directory.accounts.door import StaffRoute, office_of, redirect, show
from directory.accounts.permissions import Right
from directory.accounts.queries import uuid_of
from directory.catalog.card import Card
from directory.referrals.actions.by import Once
from directory.referrals.actions.consenting import refuse_withheld
from directory.referrals.actions.drafting import change_draft, draft_referral
from directory.referrals.actions.withholding import keep_withheld
from directory.referrals.coded import Urgency
from directory.referrals.desk import Desk, get_desk, get_terms
from directory.referrals.exactly_sent import label_of
from directory.referrals.forms.choices import REASONS, Options, field_options, options_of
from directory.referrals.forms.conflicts import ANSWERS, conflict_problems
from directory.referrals.forms.said import said_in, typed_of
from directory.referrals.forms.typed import Typed
from directory.referrals.how_it_was_given import WithholdReason
from directory.referrals.key_store import has_key
from directory.referrals.minimal import Field, NotMinimal, Payload, Terms
from directory.referrals.models import Referral
from directory.referrals.organizations import Named, find_named, list_organizations
from directory.referrals.reading import Problem
from directory.referrals.refusals import DeskPaused, MustNotKnow, NoDesk, NoKey, NotToday, Stale
from directory.referrals.routes.drafts import of_draft, read_draft
from directory.referrals.routes.words_at_hand import (
    area_names,
    cards_of,
    emergency_of,
    family_languages,
    need_name,
    read_typed,
    reporting_of,
    write_of,
    zone_options,
)

# The questions of the page.
_ORDER = (
    *("", "connected", "overheard", "withhold", "need", "urgency", "who", "language"),
    *("age_band", "interpreter", "area", "mode", "staff_preference", "communication"),
    *("access_needs", "eligibility_codes", "note", "contact_route", "safe_contact", "do_not"),
)
_GUARDED = {Problem.LEADS_TO_PICTURES.value, Problem.LEADS_TO_PERSON.value}


@dataclass(frozen=True, slots=True)
class Filled:
    """A form as it came, and what is wrong with it. referral: the draft that it changes."""

    typed: Typed
    named: Named
    problems: Mapping[str, str]
    referral: Referral | None = None
    status: int = 200


async def refer(request: Request, badge: Badge) -> Response:
    """A new draft. The same form sent twice writes one."""
    desk = await get_desk(uuid_of(request.path_params["id"]))
    if request.method == "GET":
        return await _show(request, badge, desk, Filled(Typed({}), Named(), {}))

    typed = await read_typed(request)
    filled = await _check(request, badge, desk, typed)
    if filled.problems:
        return await _show(request, badge, desk, filled)
    office, once = office_of(request), typed.once(office_of(request).random)
    draft = await draft_referral(office, badge, desk.service.id, said_in(typed), once)
    return await _keep(request, badge, draft, filled, once)


@of_draft
async def change(request: Request, badge: Badge, referral: Referral) -> Response:
    """The draft as it is, to be written anew. A consent for the old text ends with it."""
    desk = await get_desk(referral.service_id)  # type: ignore[arg-type]  # a draft has its service
    if request.method == "GET":
        return await _show(request, badge, desk, await _as_it_is(request, badge, referral))

    typed = await read_typed(request)
    filled = await _check(request, badge, desk, typed, referral)
    if filled.problems:
        return await _show(request, badge, desk, filled)
    office, once = office_of(request), typed.once(office_of(request).random)
    try:
        draft = await change_draft(office, badge, referral.id, said_in(typed), once)
    except Stale as refusal:
        stale = replace(filled, problems={"": refusal.sentence}, status=422)
        return await _show(request, badge, desk, stale)
    return await _keep(request, badge, draft, filled, once)


async def _check(
    request: Request, badge: Badge, desk: Desk, typed: Typed, referral: Referral | None = None
) -> Filled:
    """Everything that is wrong with it at once, before anything is written."""
    problems = conflict_problems(typed)
    if not desk.is_open:
        problems[""] = (DeskPaused if desk.is_closed else NoDesk).sentence
    if not await has_key(badge):
        problems[""] = NoKey.sentence
    if typed.one("urgency") == Urgency.TODAY and not desk.answers_same_day:
        problems["urgency"] = NotToday.sentence
    named = await find_named(typed.one("withhold"), typed.many("withhold_id"))
    if named.problem:
        problems["withhold"] = named.problem
    try:
        await refuse_withheld(desk.service, named.ids)
    except MustNotKnow as refusal:
        problems["withhold"] = refusal.sentence
    try:
        terms = await get_terms(desk, may_note=office_of(request).may_note)
        Payload.read(said_in(typed), terms)
    except NotMinimal as refusal:
        problems = {**refusal.problems, **problems}
        if problems.get("note") in _GUARDED:
            # The one text that does not come back: nobody may copy it from here.
            typed = typed.changed(note="")
    return Filled(typed, named, problems, referral, 422 if problems else 200)


async def _keep(
    request: Request, badge: Badge, draft: Referral, filled: Filled, once: Once
) -> Response:
    """Who must not learn of it, beside the draft; then to the consent."""
    reason = filled.typed.one("withhold_reason")
    await keep_withheld(
        office_of(request),
        badge,
        draft.id,
        Once(once.request_id),
        organizations=filled.named.ids,
        reason=WithholdReason(reason) if reason in set(WithholdReason) else None,
    )
    return redirect(request, f"/staff/referrals/{draft.id}/consent")


async def _as_it_is(request: Request, badge: Badge, referral: Referral) -> Filled:
    payload = await read_draft(request, badge, referral)
    consent = referral.consent
    kept = consent.withhold_from if consent else []
    typed = typed_of(payload).changed(
        connected="no", withhold_reason=consent.withhold_reason if consent else ""
    )
    return Filled(typed, Named(chosen=await list_organizations(kept)), {}, referral)


async def _show(request: Request, badge: Badge, desk: Desk, filled: Filled) -> Response:
    office, write, referral = office_of(request), write_of(request), filled.referral
    terms, cards = await get_terms(desk, may_note=office.may_note), cards_of(request, desk)
    areas = area_names(terms.areas, write.code)
    leads_to_pictures = filled.problems.get("note") == Problem.LEADS_TO_PICTURES.value
    return show(
        request,
        badge,
        "referrals/refer.html",
        filled.status,
        desk=desk,
        card=cards[0] if cards else None,
        typed=filled.typed,
        named=filled.named,
        errors=dict(sorted(filled.problems.items(), key=_place)),
        referral=referral,
        request_id=filled.typed.request_id or office.random(16).hex(),
        asked=[each.value for each in terms.asked],
        needed=[each.value for each in terms.needed],
        needs=_needs(request, terms, cards),
        options=field_options(terms, write, areas, same_day=desk.answers_same_day),
        answers=[(code, write.gettext(said)) for code, said in ANSWERS.items()],
        reasons=options_of(REASONS, write),
        family_languages=family_languages(write),
        labels={each.value: label_of(each, write) for each in Field},
        zones=zone_options(desk, areas, [each.listing.time_zone for each in cards], write),
        emergency=emergency_of(request, desk.service.country),
        reporting=reporting_of(request, desk.service.country) if leads_to_pictures else (),
    )


def _place(problem: tuple[str, str]) -> int:
    """Where on the page it can be mended: in that order they are said."""
    name = problem[0].partition(".")[0]
    return _ORDER.index(name) if name in _ORDER else len(_ORDER)


def _needs(request: Request, terms: Terms, cards: Sequence[Card]) -> tuple[Options, Options]:
    """Those that the listing names, then the others; all of them where it names none."""
    name = need_name(request, write_of(request).code)
    listed = {code for card in cards for code in card.listing.needs} & set(terms.needs)
    first = listed or terms.needs
    return (
        [(code, name(code)) for code in sorted(first)],
        [(code, name(code)) for code in sorted(terms.needs - set(first))],
    )


localized_routes = [
    StaffRoute("/staff/services/{id}/refer", refer, Right.REFER, ["GET", "POST"]),
    StaffRoute("/staff/referrals/{id}/change", change, Right.REFER, ["GET", "POST"]),
]
