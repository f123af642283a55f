"""Each thing that stands against a consent is named, with the way out."""

import datetime as dt
from dataclasses import replace
from itertools import product

import pytest

from directory.languages.localizer import get_localizer
from directory.referrals.consent import (
    SIX,
    AgeBand,
    Asked,
    Giver,
    Kind,
    Method,
    Refusal,
    Role,
    Told,
    default_end,
    refusals_of,
)
from directory.referrals.policies import policy_for, shipped_policies

STRICT = shipped_policies()["strict-1"]
GIVEN_AT = dt.datetime(2026, 3, 2, 10, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)
ME = Giver(Role.SELF, Kind.CONSENT, Method.SCREEN)
MY_ASSENT = Giver(Role.SELF, Kind.ASSENT, Method.ORAL)
MOTHER = Giver(Role.PARENT, Kind.CONSENT, Method.PAPER)

GROWN = Asked(
    profile=STRICT,
    age_band=AgeBand.ADULT,
    givers=(ME,),
    wording_language="fa",
    language="fa",
    given_at=GIVEN_AT,
    expires_at=default_end(STRICT, GIVEN_AT),
    told=SIX,
    shown_back=True,
)
CHILD = replace(
    GROWN,
    age_band=AgeBand.UNDER_12,
    givers=(MY_ASSENT, MOTHER),
    not_alleged_perpetrator=True,
    not_abuser_of_other_parent=True,
)
SMALL = replace(
    CHILD, age_band=AgeBand.UNDER_6, givers=(MOTHER,), told=SIX | {Told.CHILD_EXPLAINED}
)


def by(role: Role) -> tuple[Giver, ...]:
    return (MY_ASSENT, replace(MOTHER, role=role))


# One thing is wrong, and it alone is said.
WRONG = {
    "the person said no": (replace(CHILD, child_said_no=True), Refusal.PERSON_SAID_NO),
    "an adult's no as well": (replace(GROWN, child_said_no=True), Refusal.PERSON_SAID_NO),
    "two organizations": (replace(GROWN, recipients=2), Refusal.NOT_ONE_RECIPIENT),
    "no organization": (replace(GROWN, recipients=0), Refusal.NOT_ONE_RECIPIENT),
    "two own answers": (replace(GROWN, givers=(ME, ME)), Refusal.TOO_MANY_GIVERS),
    "three givers": (replace(CHILD, givers=(MY_ASSENT, MOTHER, MOTHER)), Refusal.TOO_MANY_GIVERS),
    "the child was not asked": (replace(CHILD, givers=(MOTHER,)), Refusal.PERSON_NOT_ASKED),
    "a small child's yes": (replace(SMALL, givers=(ME, MOTHER)), Refusal.TOO_YOUNG),
    "no adult": (replace(CHILD, givers=(MY_ASSENT,)), Refusal.ADULT_MISSING),
    "a parent of an adult": (replace(CHILD, age_band=AgeBand.ADULT, givers=(ME, MOTHER)),
        Refusal.ADULT_DECIDES),
    "a child's representative": (replace(CHILD, givers=by(Role.REPRESENTATIVE)),
        Refusal.REPRESENTATIVE_OF_A_CHILD),
    "a trusted adult at 16": (
        replace(CHILD, age_band=AgeBand.UNDER_18, child_gave_permission=True,
            givers=(ME, replace(MOTHER, role=Role.TRUSTED_ADULT))),
        Refusal.NOT_AT_THIS_AGE),
    "a parent, age unknown": (
        replace(CHILD, age_band=AgeBand.UNKNOWN, givers=(ME, MOTHER), staff=2),
        Refusal.AGE_UNKNOWN),
    "age unknown, nobody checked": (replace(GROWN, age_band=AgeBand.UNKNOWN),
        Refusal.NO_SECOND_CHECK),
    "one caseworker alone": (replace(CHILD, givers=by(Role.CASEWORKER)), Refusal.TWO_STAFF),
    "a parent behind one's back": (replace(CHILD, age_band=AgeBand.UNDER_18, givers=(ME, MOTHER)),
        Refusal.NO_PERMISSION),
    "who may have harmed": (replace(CHILD, not_alleged_perpetrator=False),
        Refusal.MAY_HAVE_HARMED),
    "who may have harmed the other parent": (replace(CHILD, not_abuser_of_other_parent=False),
        Refusal.MAY_HAVE_HARMED_THE_OTHER_PARENT),
    "an adult's assent": (
        replace(CHILD, givers=(MY_ASSENT, replace(MOTHER, kind=Kind.ASSENT))),
        Refusal.ADULT_ONLY_ASSENTED),
    "assent of an adult person": (replace(GROWN, givers=(replace(ME, kind=Kind.ASSENT),)),
        Refusal.ASSENT_IS_NOT_ENOUGH),
    "a spoken consent": (replace(GROWN, givers=(replace(ME, method=Method.ORAL),)),
        Refusal.NOT_IN_WRITING),
    "a parent's spoken consent": (
        replace(CHILD, givers=(MY_ASSENT, replace(MOTHER, method=Method.ORAL))),
        Refusal.NOT_IN_WRITING),
    "a small child that nobody told": (replace(SMALL, told=SIX), Refusal.CHILD_NOT_TOLD),
    "a text in another language": (replace(GROWN, wording_language="ar"), Refusal.OTHER_LANGUAGE),
    "not shown back": (replace(GROWN, shown_back=False), Refusal.NOT_SHOWN_BACK),
    "no last day": (replace(GROWN, expires_at=None), Refusal.NO_END),
    "no time at all": (replace(GROWN, expires_at=GIVEN_AT), Refusal.ENDS_BEFORE_IT_BEGINS),
    "a day too long": (replace(GROWN, expires_at=GIVEN_AT + 91 * DAY), Refusal.ENDS_TOO_LATE),
    "turned 18 since": (replace(CHILD, age_band_now=AgeBand.ADULT), Refusal.CHANGED_SINCE),
    "another guardian since": (replace(CHILD, givers_changed=True), Refusal.CHANGED_SINCE),
}  # fmt: skip


@pytest.mark.parametrize("asked", [GROWN, CHILD, SMALL], ids=["grown", "child", "small"])
def test_nothing_stands_against_a_consent_in_which_all_is_right(asked: Asked) -> None:
    assert refusals_of(asked) == ()


@pytest.mark.parametrize(("asked", "refusal"), WRONG.values(), ids=WRONG)
def test_what_is_wrong_is_said_and_nothing_else(asked: Asked, refusal: Refusal) -> None:
    assert refusals_of(asked) == (refusal,)


def test_all_that_is_wrong_is_said_at_once() -> None:
    everything = replace(
        CHILD, givers=(), told=frozenset(), shown_back=False, expires_at=None, child_said_no=True
    )

    assert set(refusals_of(everything)) == {
        Refusal.NOBODY_GAVE,
        Refusal.PERSON_SAID_NO,
        Refusal.PERSON_NOT_ASKED,
        Refusal.ADULT_MISSING,
        Refusal.NOT_ALL_TOLD,
        Refusal.NOT_SHOWN_BACK,
        Refusal.NO_END,
    }


def test_what_was_not_written_down_has_not_happened() -> None:
    bare = Asked(
        profile=STRICT,
        age_band=AgeBand.UNDER_18,
        givers=(ME, MOTHER),
        wording_language="en",
        language="en",
        given_at=GIVEN_AT,
        expires_at=GIVEN_AT + DAY,
    )

    assert set(refusals_of(bare)) == {
        Refusal.NO_PERMISSION,
        Refusal.MAY_HAVE_HARMED,
        Refusal.MAY_HAVE_HARMED_THE_OTHER_PARENT,
        Refusal.NOT_ALL_TOLD,
        Refusal.NOT_SHOWN_BACK,
    }


@pytest.mark.parametrize("missing", sorted(SIX))
def test_each_of_the_six_things_has_to_be_told_at_every_age(missing: Told) -> None:
    for profile, band in product(shipped_policies().values(), AgeBand):
        told = frozenset(Told) - {missing}
        asked = replace(CHILD, profile=profile, age_band=band, told=told)
        assert Refusal.NOT_ALL_TOLD in refusals_of(asked)


def test_a_consent_may_last_to_the_last_hour_that_the_policy_allows() -> None:
    for profile in shipped_policies().values():
        longest = GIVEN_AT + profile.maximum_days * DAY
        assert refusals_of(replace(GROWN, profile=profile, expires_at=longest)) == ()


def test_without_a_chosen_day_a_consent_lasts_thirty() -> None:
    assert default_end(policy_for(None), GIVEN_AT) - GIVEN_AT == 30 * DAY


def test_whoever_is_too_young_to_be_asked_cannot_stop_it() -> None:
    assert refusals_of(replace(SMALL, child_said_no=True)) == ()


def test_a_service_open_to_children_needs_a_profile_that_says_so() -> None:
    teenager = replace(GROWN, age_band=AgeBand.UNDER_15, open_without_parent=True)

    assert refusals_of(teenager) == (Refusal.ADULT_MISSING,)
    assert refusals_of(replace(teenager, profile=policy_for("PT"))) == ()


def test_the_age_of_own_consent_counts_where_all_of_a_group_have_reached_it() -> None:
    for band, refusals in ((AgeBand.UNDER_18, ()), (AgeBand.UNDER_15, (Refusal.ADULT_MISSING,))):
        assert refusals_of(replace(GROWN, profile=policy_for("ES"), age_band=band)) == refusals


def test_every_refusal_is_shown_above() -> None:
    shown = {refusal for _asked, refusal in WRONG.values()}

    assert set(Refusal) - shown == {Refusal.NOBODY_GAVE, Refusal.NOT_ALL_TOLD}


@pytest.mark.parametrize("language", ["es", "fr", "ar"])
def test_every_refusal_says_why_and_what_to_do_in_the_language_of_staff(language: str) -> None:
    say = get_localizer(language).gettext

    for refusal in Refusal:
        for sentence in (refusal.reason, refusal.way_out):
            assert say(sentence) != sentence
