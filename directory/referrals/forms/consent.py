"""Reading what was agreed to, by whom and how; and the form as it begins."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import TypeVar
from uuid import UUID

from directory.errors import Refusal as Refused
from directory.languages.catalogues import N_
from directory.referrals.actions.consenting import Given
from directory.referrals.coded import AgeBand
from directory.referrals.consent import Asked, Giver, Kind, Method, Purpose, Role, Told
from directory.referrals.consent_refusal import Refusal
from directory.referrals.consent_wording import languages_of_consent, wording_for
from directory.referrals.forms.choices import purpose_of
from directory.referrals.forms.typed import Typed
from directory.referrals.how_it_was_given import CopyOffered, Delivery, WithholdReason
from directory.referrals.minimal import REQUIRED, Field, Payload, fields_of, mask_of
from directory.referrals.policies import Profile
from directory.referrals.reading import Problem

Code = TypeVar("Code", bound=StrEnum)
UNREADABLE_DAY = N_("We could not read this day. Write it like 2026-12-24.")

# Where on the page each thing that stands against a consent can be mended.
PLACES: Mapping[Refusal, str] = {
    Refusal.PERSON_SAID_NO: "no",
    Refusal.NOBODY_GAVE: "own",
    Refusal.TOO_MANY_GIVERS: "own",
    Refusal.PERSON_NOT_ASKED: "own",
    Refusal.TOO_YOUNG: "own",
    Refusal.ASSENT_IS_NOT_ENOUGH: "own",
    Refusal.NOT_IN_WRITING: "own_method",
    Refusal.MAY_HAVE_HARMED: "harmed_nobody",
    Refusal.MAY_HAVE_HARMED_THE_OTHER_PARENT: "harmed_no_parent",
    Refusal.NO_PERMISSION: "permission",
    Refusal.NOT_ALL_TOLD: "told",
    Refusal.CHILD_NOT_TOLD: "told",
    Refusal.OTHER_LANGUAGE: "language",
    Refusal.NOT_SHOWN_BACK: "shown",
    Refusal.NO_END: "ends",
    Refusal.ENDS_BEFORE_IT_BEGINS: "ends",
    Refusal.ENDS_TOO_LATE: "ends",
    Refusal.AGE_UNKNOWN: "age_band",
    Refusal.CHANGED_SINCE: "age_band",
}
ELSEWHERE = "adult"  # every other one is about the adult


class Unread(Refused):
    """problems: sentences by field, keys of their translations."""

    def __init__(self, problems: Mapping[str, str]) -> None:
        super().__init__()
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Setting:
    """What a consent is asked about. withheld: ids of organizations, from the first questions."""

    payload: Payload
    profile: Profile
    now: datetime
    withheld: Collection[str] = ()
    withheld_because: str = ""

    @property
    def fields(self) -> frozenset[Field]:
        return fields_of(self.payload.fields)


def begin(setting: Setting) -> Typed:
    """Nothing that somebody has to say or do is ticked beforehand."""
    payload, today = setting.payload, setting.now.date()
    ends = today + timedelta(days=setting.profile.default_days)
    can_ask = payload.language in languages_of_consent()
    return Typed.of(
        [
            ("profile", setting.profile.code),
            ("age_band", payload.age_band or ""),
            ("language", payload.language if can_ask else ""),
            ("purpose", purpose_of(payload.need)),
            ("ends", ends.isoformat()),
            *(("scope", field.value) for field in setting.fields),
        ]
    )


def scope_of(typed: Typed, setting: Setting) -> frozenset[Field]:
    """What the family agrees to send: what every referral says, and the rest that is ticked."""
    ticked = {each for each in setting.fields if typed.has("scope", each.value)}
    return frozenset(ticked) | (REQUIRED & setting.fields)


def band_of(typed: Typed, payload: Payload) -> AgeBand:
    return payload.age_band or code_of(AgeBand, typed.one("age_band")) or AgeBand.UNKNOWN


def end_of(typed: Typed) -> date | None:
    """None for what is no day."""
    try:
        return date.fromisoformat(typed.one("ends"))
    except ValueError:
        return None


def mark_of(typed: Typed, setting: Setting) -> str:
    """What was shown, in short: it is another where the words, the fields or the day are others.

    Threat: a yes to what somebody saw, written down for more than that.
    """
    scope = mask_of(scope_of(typed, setting))
    said = (typed.one("language"), setting.profile.code, typed.one("purpose"), typed.one("ends"))
    return " ".join((*said, str(scope)))


def read_given(typed: Typed, setting: Setting) -> Given:
    """Raises Unread with everything that is missing or no choice of ours."""
    problems: dict[str, str] = {}
    language = typed.one("language")
    if language not in languages_of_consent():
        problems["language"] = Problem.NOT_ON_LIST.value
    ends = end_of(typed)
    if ends is None:
        problems["ends"] = UNREADABLE_DAY if typed.one("ends") else Refusal.NO_END.reason
    givers = _givers(typed, problems)
    band = setting.payload.age_band or _need(AgeBand, "age_band", typed, problems)
    delivery = _need(Delivery, "delivery", typed, problems)
    purpose = _need(Purpose, "purpose", typed, problems)
    copy = _need(CopyOffered, "copy", typed, problems)
    if problems or not (band and delivery and purpose and copy and ends):
        raise Unread(problems)
    wording = wording_for(language, setting.profile.name)
    return Given(
        asked=_asked(typed, setting, band, givers, ends),
        wording_version=wording.version,
        delivery=delivery,
        purpose=purpose,
        scope=scope_of(typed, setting),
        copy_offered=copy,
        withhold_from=frozenset(map(UUID, setting.withheld)),
        withhold_reason=code_of(WithholdReason, setting.withheld_because),
        may_count=typed.has("count"),
    )


def _asked(
    typed: Typed, setting: Setting, band: AgeBand, givers: tuple[Giver, ...], ends: date
) -> Asked:
    language = typed.one("language")
    told = (code_of(Told, each) for each in typed.many("told"))
    return Asked(
        profile=setting.profile,
        age_band=band,
        givers=givers,
        wording_language=language,
        language=language,
        given_at=setting.now,
        # At this hour of its last day, so that the longest that is allowed can be chosen.
        expires_at=setting.now + (ends - setting.now.date()),
        not_alleged_perpetrator=typed.has("harmed_nobody"),
        not_abuser_of_other_parent=typed.has("harmed_no_parent"),
        told=frozenset(each for each in told if each),
        shown_back=typed.has("shown", mark_of(typed, setting)),
        child_gave_permission=typed.has("permission"),
        maturity_judged=typed.has("mature"),
        open_without_parent=typed.has("alone"),
    )


def _givers(typed: Typed, problems: dict[str, str]) -> tuple[Giver, ...]:
    found: list[Giver] = []
    own, role = code_of(Kind, typed.one("own")), code_of(Role, typed.one("adult"))
    if own:
        method = _need(Method, "own_method", typed, problems)
        found += [Giver(Role.SELF, own, method)] if method else []
    if role and role is not Role.SELF:
        method = _need(Method, "adult_method", typed, problems)
        found += [Giver(role, Kind.CONSENT, method)] if method else []
    return tuple(found)


def _need(codes: type[Code], name: str, typed: Typed, problems: dict[str, str]) -> Code | None:
    found = code_of(codes, typed.one(name))
    if found is None:
        problems[name] = Problem.NOT_ON_LIST.value
    return found


def code_of(codes: type[Code], text: str) -> Code | None:
    return codes(text) if text in set(codes) else None
