"""What a service asks for in a referral, who opens it, and whether it takes any."""

from starlette.requests import Request
from starlette.responses import Response

from directory.accounts.badge import Badge
from directory.accounts.door import StaffRoute, office_of, query_of, redirect, show
from directory.accounts.models import Team
from directory.accounts.permissions import Right
from directory.accounts.queries import uuid_of
from directory.referrals import words
from directory.referrals.actions.desks import get_own_desk, write_desk
from directory.referrals.desk import Desk, list_desks, published_emails
from directory.referrals.exactly_sent import label_of
from directory.referrals.forms.desk import fields_to_ask_for, read_desk, receivers, typed_of_desk
from directory.referrals.forms.typed import Typed
from directory.referrals.minimal import Field
from directory.referrals.refusals import NotPublished
from directory.referrals.routes.words_at_hand import read_typed, write_of


async def desks(request: Request, badge: Badge) -> Response:
    agency = badge.membership.agency
    found = await list_desks(agency.organization_id if agency else None)
    return show(request, badge, "referrals/desks.html", desks=found)


async def desk(request: Request, badge: Badge) -> Response:
    found = await get_own_desk(badge, uuid_of(request.path_params["id"]))
    if request.method == "GET":
        return await _show(request, badge, found, typed_of_desk(found))

    office, typed = office_of(request), await read_typed(request)
    form = read_desk(typed, may_note=office.may_note)
    try:
        await write_desk(office, badge, found.service.id, form)
    except NotPublished as refusal:
        errors = {"receiver": refusal.sentence}
        return await _show(request, badge, found, typed, errors)

    return redirect(request, f"/staff/desk/{found.service.id}", said="kept")


async def _show(
    request: Request, badge: Badge, found: Desk, typed: Typed, errors: dict[str, str] | None = None
) -> Response:
    write, office = write_of(request), office_of(request)
    teams = await Team.filter(agency_id=badge.membership.agency_id).order_by("name")
    eligibility = words.CODES[Field.ELIGIBILITY_CODES]
    return show(
        request,
        badge,
        "referrals/desk.html",
        422 if errors else 200,
        desk=found,
        typed=typed,
        errors=errors or {},
        is_kept=query_of(request, "said") == "kept",
        receivers=receivers(teams, sorted(await published_emails(found.service))),
        fields=[
            (each.value, label_of(each, write))
            for each in fields_to_ask_for(may_note=office.may_note)
        ],
        eligibility=[(str(code), write.gettext(said)) for code, said in eligibility.items()],
    )


localized_routes = [
    StaffRoute("/staff/desk", desks, Right.KEEP_DESK),
    StaffRoute("/staff/desk/{id}", desk, Right.KEEP_DESK, ["GET", "POST"]),
]
