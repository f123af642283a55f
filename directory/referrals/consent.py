"""When a consent counts: who gave it, in which form, knowing what, until when (R-02 to R-13).

Nothing here asks who is signed in: no role can override a refusal, and there is no emergency
way round one. What a jurisdiction may change stands in its profile (policies.py).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from directory.referrals.coded import AgeBand
from directory.referrals.consent_refusal import Refusal
from directory.referrals.policies import AgeRule, Caregiver, Form, Instead, Method, Part, Profile

__all__ = [
    "SIX", "AgeBand", "Asked", "Giver", "Kind", "Method", "Purpose", "Refusal", "Role",
    "Told", "default_end", "refusals_of",
]  # fmt: skip

# The least age in each; of unknown age may be a newborn.
_YOUNGEST = {
    AgeBand.UNDER_6: 0, AgeBand.UNDER_12: 6, AgeBand.UNDER_15: 12, AgeBand.UNDER_18: 15,
    AgeBand.ADULT: 18, AgeBand.UNKNOWN: 0,
}  # fmt: skip
# Who is younger never decides alone, whatever a profile says of services without a parent.
_YOUNGEST_ALONE = 12
_MOST_GIVERS = 2


class Role(StrEnum):
    """What a giver is to the person; SELF is the person."""

    SELF = "self"
    PARENT = "parent"
    GUARDIAN = "guardian"
    REPRESENTATIVE = "appointed_representative"
    TRUSTED_ADULT = "trusted_adult"
    CASEWORKER = "caseworker_best_interest"


class Purpose(StrEnum):
    """What the recipient is asked for; a consent has one."""

    COUNSELLING = "arrange_counselling"
    LEGAL_HELP = "arrange_legal_help"
    HEALTHCARE = "arrange_healthcare"
    SHELTER = "arrange_shelter"
    OTHER = "arrange_other"


class Kind(StrEnum):
    """Assent is a child's yes that does not count alone."""

    CONSENT = "consent"
    ASSENT = "assent"


class Told(StrEnum):
    """What was told before the yes: six things always, and to the youngest what will happen."""

    NO_CONDITION = "no_condition_told"
    RIGHT_TO_REFUSE = "right_to_refuse_told"
    HOW_TO_WITHDRAW = "withdraw_how_told"
    LIMITS = "limits_told"
    RISKS = "risks_told"
    ALTERNATIVES = "alternatives_told"
    CHILD_EXPLAINED = "child_explained"


SIX = frozenset(Told) - {Told.CHILD_EXPLAINED}

_NEEDS_INSTEAD = {
    Role.TRUSTED_ADULT: Instead.TRUSTED_ADULT,
    Role.CASEWORKER: Instead.TWO_STAFF,
    Role.REPRESENTATIVE: Instead.REPRESENTATIVE,
}


@dataclass(frozen=True, slots=True)
class Giver:
    """One yes. Names and signatures stay on paper or in the agency's own file."""

    role: Role
    kind: Kind
    method: Method


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """All that decides whether a consent counts. What is left out here has not happened.

    staff: different members of staff who decided or checked. open_without_parent: a child may use
    this service without a parent (counselling and prevention offered to children, or by law).
    shown_back: the text, what is sent and the last day, before the yes (R-13). age_band_now and
    givers_changed: what is known when the consent is used, later than it was given (R-09).
    """

    profile: Profile
    age_band: AgeBand
    givers: tuple[Giver, ...]
    wording_language: str  # BCP 47
    language: str
    given_at: datetime  # both with a time zone
    expires_at: datetime | None
    not_alleged_perpetrator: bool = False
    not_abuser_of_other_parent: bool = False
    told: frozenset[Told] = frozenset()
    shown_back: bool = False
    child_said_no: bool = False
    child_gave_permission: bool = False
    maturity_judged: bool = False
    open_without_parent: bool = False
    staff: int = 1
    recipients: int = 1
    age_band_now: AgeBand | None = None
    givers_changed: bool = False

    @property
    def rule(self) -> AgeRule:
        return self.profile.ages[self.age_band]

    @property
    def own(self) -> Giver | None:
        """The person's own yes."""
        return next((giver for giver in self.givers if giver.role is Role.SELF), None)

    @property
    def adults(self) -> tuple[Giver, ...]:
        """Those who say yes for the person."""
        return tuple(giver for giver in self.givers if giver.role is not Role.SELF)


def refusals_of(asked: Asked) -> tuple[Refusal, ...]:
    """Everything that stands against it, each once; empty means that it counts."""
    found = (
        *_refuse_use(asked),
        *_refuse_number(asked),
        *_refuse_person(asked),
        *_refuse_adults(asked),
        *_refuse_form(asked),
        *_refuse_knowledge(asked),
        *_refuse_end(asked),
    )
    return tuple(dict.fromkeys(found))


def default_end(profile: Profile, given_at: datetime) -> datetime:
    """When a consent ends for which nobody chose a day."""
    return given_at + timedelta(days=profile.default_days)


def _refuse_use(asked: Asked) -> Iterator[Refusal]:
    # A child under 6 is told and comforted, not asked: only there a no binds nobody.
    if asked.child_said_no and asked.rule.person is not Part.EXPLANATION:
        yield Refusal.PERSON_SAID_NO
    if asked.recipients != 1:
        yield Refusal.NOT_ONE_RECIPIENT
    if asked.givers_changed or asked.age_band_now not in (None, asked.age_band):
        yield Refusal.CHANGED_SINCE


def _refuse_number(asked: Asked) -> Iterator[Refusal]:
    if not asked.givers:
        yield Refusal.NOBODY_GAVE
    own_answers = len(asked.givers) - len(asked.adults)
    if len(asked.givers) > _MOST_GIVERS or own_answers > 1:
        yield Refusal.TOO_MANY_GIVERS


def _refuse_person(asked: Asked) -> Iterator[Refusal]:
    """Where the person's own answer is missing, or is one that they cannot give."""
    rule, own = asked.rule, asked.own
    is_represented = Instead.REPRESENTATIVE in rule.instead and any(
        giver.role is Role.REPRESENTATIVE for giver in asked.adults
    )
    if rule.person is Part.EXPLANATION:
        if own:
            yield Refusal.TOO_YOUNG
    elif own is None:
        if not is_represented:
            yield Refusal.PERSON_NOT_ASKED
    elif rule.person is Part.CONSENT and own.kind is Kind.ASSENT and not is_represented:
        yield Refusal.ASSENT_IS_NOT_ENOUGH
    if rule.second_check and asked.staff < 2:
        yield Refusal.NO_SECOND_CHECK


def _refuse_adults(asked: Asked) -> Iterator[Refusal]:
    """Where an adult is missing, may not decide at this age, or may have harmed."""
    rule = asked.rule
    if rule.caregiver is not Caregiver.NONE and not asked.adults and not _may_decide_alone(asked):
        yield Refusal.ADULT_MISSING
    for giver in asked.adults:
        if not _may_stand_in(giver.role, rule):
            yield _refusal_of_role(giver.role, asked)
        if giver.role is Role.CASEWORKER and asked.staff < 2:
            yield Refusal.TWO_STAFF
    needs_permission = rule.caregiver is Caregiver.WITH_PERMISSION
    if asked.adults and needs_permission and not asked.child_gave_permission:
        yield Refusal.NO_PERMISSION
    if asked.adults and not asked.not_alleged_perpetrator:
        yield Refusal.MAY_HAVE_HARMED
    if asked.adults and not asked.not_abuser_of_other_parent:
        yield Refusal.MAY_HAVE_HARMED_THE_OTHER_PARENT


def _may_decide_alone(asked: Asked) -> bool:
    """Whether the person's own yes is enough though the table asks for an adult's."""
    own, profile, youngest = asked.own, asked.profile, _YOUNGEST[asked.age_band]
    if own is None:
        return False
    if asked.maturity_judged and Instead.MATURITY in asked.rule.instead:
        return True
    if own.kind is Kind.ASSENT or youngest < _YOUNGEST_ALONE:
        return False
    # A band is old enough when its youngest are.
    is_of_age = profile.own_consent_from is not None and youngest >= profile.own_consent_from
    return is_of_age or (profile.counselling_without_parent and asked.open_without_parent)


def _may_stand_in(role: Role, rule: AgeRule) -> bool:
    if role in _NEEDS_INSTEAD:
        return _NEEDS_INSTEAD[role] in rule.instead
    return rule.caregiver is not Caregiver.NONE


def _refusal_of_role(role: Role, asked: Asked) -> Refusal:
    if asked.age_band is AgeBand.UNKNOWN:
        return Refusal.AGE_UNKNOWN
    if asked.age_band is AgeBand.ADULT:
        return Refusal.ADULT_DECIDES
    is_representative = role is Role.REPRESENTATIVE
    return Refusal.REPRESENTATIVE_OF_A_CHILD if is_representative else Refusal.NOT_AT_THIS_AGE


def _refuse_form(asked: Asked) -> Iterator[Refusal]:
    written = asked.profile.written_methods
    if any(giver.kind is Kind.ASSENT for giver in asked.adults):
        yield Refusal.ADULT_ONLY_ASSENTED
    if any(giver.method not in written for giver in asked.adults):
        yield Refusal.NOT_IN_WRITING
    own = asked.own
    # Only assent may be given aloud: a consent is in writing at any age.
    may_be_oral = own and own.kind is Kind.ASSENT and asked.rule.form is Form.ORAL
    if own and own.method not in written and not may_be_oral:
        yield Refusal.NOT_IN_WRITING


def _refuse_knowledge(asked: Asked) -> Iterator[Refusal]:
    if not asked.told >= SIX:
        yield Refusal.NOT_ALL_TOLD
    is_explained = Told.CHILD_EXPLAINED in asked.told
    if asked.rule.person is Part.EXPLANATION and not is_explained:
        yield Refusal.CHILD_NOT_TOLD
    if asked.wording_language != asked.language:
        yield Refusal.OTHER_LANGUAGE
    if not asked.shown_back:
        yield Refusal.NOT_SHOWN_BACK


def _refuse_end(asked: Asked) -> Iterator[Refusal]:
    if asked.expires_at is None:
        yield Refusal.NO_END
        return
    lasts = asked.expires_at - asked.given_at
    if lasts <= timedelta():
        yield Refusal.ENDS_BEFORE_IT_BEGINS
    if lasts > timedelta(days=asked.profile.maximum_days):
        yield Refusal.ENDS_TOO_LATE
