"""What was typed comes back, where a form came after the session had ended, or too early.

The parcel (`parcel`) goes along in the pages that ask who it is, and is opened at the end for its
owner alone, on a page that asks whether to send the form. It is never sent by itself: the page that
it acts on may have changed since, and so may its owner's mind.
"""

from starlette.requests import Request
from starlette.responses import Response

from directory.accounts.actions.sessions import switch_role
from directory.accounts.answering import go_on, office_of, page_of, show, way_back
from directory.accounts.badge import Badge
from directory.accounts.form_token import Owner, owner_of
from directory.accounts.parcel import Parcel, close, pack, unpack
from directory.accounts.queries import find_badge, list_memberships
from directory.web.forms import Fields

# The hidden field that carries it.
CARRIED = "parcel"
# Sent by static/js/idle.js as the time of a page ends: keep what it holds, and do nothing yet.
ONLY_KEEP = "only_keep"


def author_of(request: Request, form: Fields) -> Owner | None:
    """Whose page the form stood on, by its stamp."""
    return owner_of(form.get("form_token", ""), office_of(request).keys.forms)


def pack_form(request: Request, form: Fields, owner: Owner) -> Parcel | None:
    """None where nothing was typed that could be lost."""
    to = way_back(request.url.path)
    return pack(owner, to, page_of(request), form.multi_items()) if to else None


def close_parcel(request: Request, parcel: Parcel) -> str:
    """For the hidden field."""
    office = office_of(request)
    return close(parcel, office.keys.parcels, office.clock(), office.random)


async def open_parcel(request: Request, badge: Badge, text: str, back: str = "") -> Response:
    """The page that asks whether to send it now; where it is not the badge's, on to `back`."""
    key = office_of(request).keys.parcels
    parcel = unpack(text, key, badge.member.id, badge.now) if text else None
    return await offer_again(request, badge, parcel, back) if parcel else go_on(request, back)


async def offer_again(request: Request, badge: Badge, parcel: Parcel, back: str = "") -> Response:
    """In the role in which it was written, if it is still held."""
    if parcel.owner != badge.owner:
        role, held = parcel.owner.membership_id, await list_memberships(badge.member.id)
        if role not in {each.id for each in held}:
            return go_on(request, back)
        await switch_role(office_of(request), badge, str(role))
        badge = await find_badge(badge.token, badge.now) or badge
    return show(request, badge, "accounts/kept.html", parcel=parcel)
