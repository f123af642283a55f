"""Asking the family, showing them exactly what will be sent, and writing down the yes or the no."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from starlette.requests import Request
from starlette.responses import Response

from directory.accounts.badge import Badge
from directory.accounts.door import StaffRoute, office_of, query_of, redirect, show
from directory.accounts.permissions import Right
from directory.languages.localizer import Localizer, get_localizer
from directory.referrals.actions.consenting import give_consent, refuse_consent, within
from directory.referrals.consent_wording import languages_of_consent
from directory.referrals.desk import get_desk
from directory.referrals.exactly_sent import lines_of
from directory.referrals.forms.choices import consent_options
from directory.referrals.forms.consent import (
    ELSEWHERE,
    PLACES,
    Setting,
    Unread,
    band_of,
    begin,
    mark_of,
    read_given,
    scope_of,
)
from directory.referrals.forms.typed import Typed
from directory.referrals.minimal import REQUIRED
from directory.referrals.models import Referral
from directory.referrals.organizations import find_country, list_organizations
from directory.referrals.policies import Profile, policy_for
from directory.referrals.reading import Problem
from directory.referrals.refusals import NotConsented, Refused
from directory.referrals.routes.drafts import of_draft, read_draft
from directory.referrals.routes.words_at_hand import (
    area_names,
    cards_of,
    family_languages,
    need_names,
    read_typed,
    write_of,
)
from directory.referrals.views.asking import (
    profile_options,
    reader_in,
    readers_of,
    rules_of,
    six_things,
    text_of,
    wording_in,
)


@dataclass(frozen=True, slots=True)
class Against:
    """One thing that stands against the consent. place: the field in which it can be mended."""

    place: str
    reason: str
    way_out: str = ""


@dataclass(frozen=True, slots=True)
class Asking:
    """A page of the consent. against: why it does not count; errors: by field."""

    typed: Typed
    setting: Setting
    errors: Mapping[str, str]
    against: tuple[Against, ...] = ()
    status: int = 200


@of_draft
async def consent(request: Request, badge: Badge, referral: Referral) -> Response:
    typed = await read_typed(request)
    setting = await _setting(request, badge, referral, typed)
    if request.method == "GET":
        return await _show(request, badge, referral, Asking(begin(setting), setting, {}))
    if typed.has("again"):  # back from the page that was shown to the family
        return await _show(request, badge, referral, Asking(typed, setting, {}))

    office = office_of(request)
    try:
        given = read_given(typed, setting)
        await give_consent(office, badge, referral.id, given, typed.once(office.random))
    except Unread as refusal:
        asking = Asking(typed, setting, refusal.problems, status=422)
        return await _show(request, badge, referral, asking)
    except NotConsented as refusal:
        against = tuple(
            Against(PLACES.get(each, ELSEWHERE), each.reason, each.way_out)
            for each in refusal.against
        )
        return await _show(request, badge, referral, Asking(typed, setting, {}, against, 422))
    except Refused as refusal:
        against = (Against("profile", refusal.sentence),)
        return await _show(request, badge, referral, Asking(typed, setting, {}, against, 422))

    return redirect(request, f"/staff/referrals/{referral.id}/send")


async def _setting(request: Request, badge: Badge, referral: Referral, typed: Typed) -> Setting:
    kept = referral.consent
    return Setting(
        payload=await read_draft(request, badge, referral),
        profile=_profile(referral, typed.one("profile")),
        now=office_of(request).clock(),
        withheld=kept.withhold_from if kept else (),
        withheld_because=kept.withhold_reason if kept else "",
    )


def _profiles(referral: Referral) -> tuple[Profile, ...]:
    """That of the recipient's country, and the strict one."""
    country = referral.service.country if referral.service else None
    return tuple({each.code: each for each in (policy_for(country), policy_for(None))}.values())


def _profile(referral: Referral, code: str) -> Profile:
    offered = _profiles(referral)
    return next((each for each in offered if each.code == code), offered[0])


async def _show(request: Request, badge: Badge, referral: Referral, asking: Asking) -> Response:
    write, typed, setting = write_of(request), asking.typed, asking.setting
    band = band_of(typed, setting.payload)
    reader = reader_in(typed, setting)
    rule = setting.profile.ages[band]
    desk = await get_desk(referral.service_id)  # type: ignore[arg-type]  # a draft has its service
    lines = lines_of(setting.payload, write, *_names(request, setting, write))
    return show(
        request,
        badge,
        "referrals/consent.html",
        asking.status,
        referral=referral,
        typed=typed,
        mark=mark_of(typed, setting),
        errors=dict(asking.errors),
        against=asking.against,
        request_id=office_of(request).random(16).hex(),
        profile=setting.profile,
        profiles=profile_options(_profiles(referral), write),
        wording=wording_in(typed, setting),
        recipient=_recipient(referral),
        abroad=await _abroad(request, badge, referral),
        spoken=[each for card in cards_of(request, desk)[:1] for each in card.languages],
        known_band=setting.payload.age_band,
        rules=rules_of(setting.profile, band, write),
        lines=lines,
        always={each.value for each in REQUIRED},
        scope={each.value for each in scope_of(typed, setting)},
        withheld=await list_organizations(setting.withheld),
        options=consent_options(write),
        readers=readers_of(band, rule, write),
        reader=reader,
        family_languages=family_languages(write)[0],
        told=six_things(typed, setting, reader, _recipient(referral), write),
        last_day=setting.now.date() + timedelta(days=setting.profile.maximum_days),
    )


@of_draft
async def shown(request: Request, badge: Badge, referral: Referral) -> Response:
    """The page that is turned towards the family: their language, their direction, no navigation.

    By a form from the consent, with all that was chosen there; by an address, as it begins.
    """
    typed = await read_typed(request)
    setting = await _setting(request, badge, referral, typed)
    if request.method == "GET":
        typed = begin(setting)
    language = typed.one("language")
    if request.method == "GET" and query_of(request, "in"):
        language = query_of(request, "in")
    if language not in languages_of_consent():
        asking = Asking(typed, setting, {"language": Problem.NOT_ON_LIST.value}, status=422)
        return await _show(request, badge, referral, asking)

    typed = typed.changed(language=language)
    theirs, reader = get_localizer(language), reader_in(typed, setting)
    agreed = within(setting.payload, scope_of(typed, setting))
    return show(
        request,
        badge,
        "referrals/shown.html",
        referral=referral,
        theirs=theirs,
        text=text_of(typed, setting, reader, _recipient(referral), theirs),
        lines=lines_of(agreed, theirs, *_names(request, setting, theirs)),
        typed=typed,
        mark=mark_of(typed, setting),
        request_id=office_of(request).random(16).hex(),
    )


@of_draft
async def refuse(request: Request, badge: Badge, referral: Referral) -> Response:
    """The no of the family, or of the child alone: it ends here, and nobody has to say why."""
    typed, office = await read_typed(request), office_of(request)
    await refuse_consent(office, badge, referral.id, typed.once(office.random))
    return redirect(request, f"/staff/referrals/{referral.id}")


def _names(
    request: Request, setting: Setting, write: Localizer
) -> tuple[Mapping[str, str], Mapping[str, str]]:
    """Of the needs and the area that it says, in a language."""
    said = setting.payload
    areas = [said.area] if said.area else []
    return need_names(request, said.need, write.code), area_names(areas, write.code)


async def _abroad(request: Request, badge: Badge, referral: Referral) -> str | None:
    """The country of the recipient, where the sender's is another."""
    agency, service = badge.membership.agency, referral.service
    own = await find_country(agency.organization_id) if agency else None
    own = own or request.app.state.settings.default_country
    there = service.country if service else None
    return there if own and own != there else None


def _recipient(referral: Referral) -> str:
    service, organization = referral.service, referral.organization
    if service is None or organization is None or organization.name == service.name:
        return service.name if service else ""
    return f"{service.name} ({organization.name})"


localized_routes = [
    StaffRoute("/staff/referrals/{id}/consent", consent, Right.REFER, ["GET", "POST"]),
    StaffRoute("/staff/referrals/{id}/show", shown, Right.REFER, ["GET", "POST"]),
    StaffRoute("/staff/referrals/{id}/refuse", refuse, Right.REFER, ["POST"]),
]
