"""What the pages of a desk show alike, with an account and by a link."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from starlette.requests import Request

from directory.accounts.office import Office
from directory.referrals.consent import Purpose
from directory.referrals.exactly_sent import Line, lines_of
from directory.referrals.forms.answer import weeks_from
from directory.referrals.forms.typed import Typed
from directory.referrals.minimal import Field, Payload
from directory.referrals.models import Referral
from directory.referrals.policies import shipped_policies
from directory.referrals.refusals import Refused
from directory.referrals.routes.words_at_hand import area_names, need_names, write_of
from directory.referrals.standing import REASONS, STATES, URGENCIES
from directory.referrals.views.answers import offered
from directory.referrals.views.inbox import has_to_delete
from directory.referrals.words import PURPOSES


@dataclass(frozen=True, slots=True)
class Asked:
    """What came with a page, and why it was not done: it comes back, and nothing of it is lost."""

    typed: Typed = field(default_factory=lambda: Typed({}))
    errors: Mapping[str, str] = field(default_factory=dict)
    status: int = 200


def refused(refusal: Refused, typed: Typed | None = None) -> Asked:
    """409: what was asked went against how it stands now, which the page shows."""
    return Asked(typed or Typed({}), {"": refusal.sentence}, 409)


@dataclass(frozen=True, slots=True)
class SaidLine:
    """codes: as the sender chose them, beside the reader's own words; none for where to call."""

    line: Line
    codes: tuple[str, ...]


def said_lines(request: Request, payload: Payload) -> list[SaidLine]:
    """In the language of the reader, which need not be that of the sender or of the family."""
    write, areas = write_of(request), [payload.area] if payload.area else []
    needs = need_names(request, payload.need, write.code)
    lines = lines_of(payload, write, needs, area_names(areas, write.code))
    said = json.loads(payload.to_json())
    return [SaidLine(line, _codes(line.field, said[line.field.value])) for line in lines]


def _codes(field: Field, value: object) -> tuple[str, ...]:
    if field in {Field.SAFE_CONTACT, Field.NOTE, Field.INTERPRETER}:
        return ()
    return tuple(map(str, value)) if isinstance(value, list) else (str(value),)


def answering_context(office: Office, referral: Referral, typed: Typed) -> dict[str, object]:
    """What `referrals/answer_parts.html` needs. typed: what was chosen on a page that failed."""
    consent = referral.consent
    code = f"{consent.profile}-{consent.profile_version}" if consent else ""
    return {
        "referral": referral,
        "offered": offered(referral),
        "has_to_delete": has_to_delete(referral),
        "weeks": weeks_from(office.clock().date()),
        "typed": typed,
        "request_id": office.random(16).hex(),
        "profile": shipped_policies().get(code),
        "purpose": PURPOSES[Purpose(consent.purpose)] if consent and consent.purpose else "",
        "states": STATES,
        "urgencies": URGENCIES,
        "reasons": REASONS,
    }
