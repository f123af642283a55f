"""Every combination of age, giver, check and profile, against the age table written out plainly.

Only the answer yes or no is compared here: the rows below know nothing of how it is found.
"""

import datetime as dt
from itertools import combinations_with_replacement, product
from typing import NamedTuple

import msgspec
import pytest

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
    refusals_of,
)
from directory.referrals.policies import Profile, policy_for, shipped_policies

GIVEN_AT = dt.datetime(2026, 3, 2, 10, tzinfo=dt.UTC)

# Age | the person's own yes, at least | each adult's, always a consent in writing | and only if
STRICT = """
0-5     | none            | parent guardian trusted_adult | safe
0-5     | none            | caseworker_best_interest      | safe two_staff
6-11    | assent          | parent guardian trusted_adult | safe
6-11    | assent          | caseworker_best_interest      | safe two_staff
12-14   | written assent  | parent guardian trusted_adult | safe
12-14   | written assent  |                               | mature
15-17   | written consent | parent guardian               | safe permitted
15-17   | written consent |                               | mature
18+     | written consent |                               |
18+     | none            | appointed_representative      | safe
18+     | written assent  | appointed_representative      | safe
unknown | written consent |                               | two_staff
"""
WITHOUT_PARENT = """
12-14   | written consent |                               | open
15-17   | written consent |                               | open
"""
FROM_FOURTEEN = """
15-17   | written consent |                               |
"""
UNITED_STATES = """
0-5     | none            | parent guardian               | safe
6-11    | written assent  | parent guardian               | safe
12-14   | written assent  | parent guardian               | safe
15-17   | written consent | parent guardian               | safe permitted
18+     | written consent |                               |
18+     | none            | appointed_representative      | safe
18+     | written assent  | appointed_representative      | safe
unknown | written consent |                               | two_staff
"""
TABLES = {
    "strict-1": STRICT,
    "eu-gdpr-1": STRICT + WITHOUT_PARENT,
    "eu-gdpr-es-1": STRICT + WITHOUT_PARENT + FROM_FOURTEEN,
    "us-vawa-1": UNITED_STATES + WITHOUT_PARENT,
}
# Profiles that differ from one of those in their countries and sources alone.
ALIKE = {
    "eu-gdpr-de-1": "eu-gdpr-1",
    "eu-gdpr-fr-1": "eu-gdpr-1",
    "eu-gdpr-at-1": "eu-gdpr-es-1",
}

ANSWERS = tuple(product(Kind, (Method.PAPER, Method.ORAL)))
OWN = tuple(Giver(Role.SELF, *answer) for answer in ANSWERS)
# An adult's assent is as little aloud as on paper.
ADULT = tuple(Giver(role, *how) for role, how in product(Role, ANSWERS[:3]) if role != Role.SELF)
PARENT = Giver(Role.PARENT, Kind.CONSENT, Method.PAPER)
GIVERS: tuple[tuple[Giver, ...], ...] = (
    (),
    *((giver,) for giver in OWN + ADULT),
    *product(OWN, ADULT),
    *product((PARENT,), ADULT),
    *combinations_with_replacement(OWN, 2),
    *((own, PARENT, PARENT) for own in OWN),
)


class Row(NamedTuple):
    age: str
    own: str
    adults: frozenset[str]
    conditions: frozenset[str]


class Facts(NamedTuple):
    """What else is known of the case. safe: the two checks, in their order."""

    safe: tuple[bool, bool]
    said_no: bool
    permitted: bool
    mature: bool
    open: bool
    two_staff: bool

    @property
    def true(self) -> set[str]:
        named = self._asdict() | {"safe": all(self.safe)}
        return {name for name, value in named.items() if value}


FACTS = tuple(Facts((True, is_safe), *rest) for is_safe, *rest in product((True, False), repeat=6))


def rows_of(table: str) -> list[Row]:
    cells = [[cell.strip() for cell in line.split("|")] for line in table.splitlines() if line]
    return [
        Row(age, own, frozenset(adults.split()), frozenset(conditions.split()))
        for age, own, adults, conditions in cells
    ]


def is_enough(own: Giver | None, wanted: str) -> bool:
    """A consent is more than assent, but has to be written at any age."""
    if own is None or wanted == "none":
        return own is None and wanted == "none"
    is_written = own.method is not Method.ORAL
    if own.kind is Kind.CONSENT:
        return is_written
    return wanted == "assent" or (wanted == "written assent" and is_written)


def stands_in(adult: Giver, row: Row) -> bool:
    is_written_consent = adult.kind is Kind.CONSENT and adult.method is not Method.ORAL
    return is_written_consent and adult.role in row.adults


def is_in(rows: list[Row], givers: tuple[Giver, ...], facts: Facts) -> bool:
    """Whether the rows of one age allow it: the person's own yes, and each adult's."""
    if len(givers) > 2 or (facts.said_no and rows[0].age != "0-5"):
        return False
    own = [giver for giver in givers if giver.role is Role.SELF]
    adults = [giver for giver in givers if giver.role is not Role.SELF]
    if len(own) > 1:
        return False
    fitting = [
        row
        for row in rows
        if row.conditions <= facts.true and is_enough(own[0] if own else None, row.own)
    ]
    if not adults:
        return any(not row.adults for row in fitting)
    return all(any(stands_in(adult, row) for row in fitting) for adult in adults)


def asked(profile: Profile, band: AgeBand, givers: tuple[Giver, ...], facts: Facts) -> Asked:
    """A consent in which all else is as it should be."""
    return Asked(
        profile=profile,
        age_band=band,
        givers=givers,
        wording_language="es",
        language="es",
        given_at=GIVEN_AT,
        expires_at=GIVEN_AT + dt.timedelta(days=30),
        not_alleged_perpetrator=facts.safe[0],
        not_abuser_of_other_parent=facts.safe[1],
        told=SIX | {Told.CHILD_EXPLAINED},
        shown_back=True,
        child_said_no=facts.said_no,
        child_gave_permission=facts.permitted,
        maturity_judged=facts.mature,
        open_without_parent=facts.open,
        staff=2 if facts.two_staff else 1,
    )


@pytest.mark.parametrize("code", TABLES)
def test_a_consent_counts_where_the_age_table_says_so_and_nowhere_else(code: str) -> None:
    profile, rows = shipped_policies()[code], rows_of(TABLES[code])

    differing = [
        (band, givers, facts)
        for band in AgeBand
        for own_rows in [[row for row in rows if row.age == band]]
        for givers, facts in product(GIVERS, FACTS)
        if (refusals_of(asked(profile, band, givers, facts)) == ())
        != is_in(own_rows, givers, facts)
    ]

    assert differing[:3] == []


def test_every_row_of_the_tables_is_a_consent_that_counts() -> None:
    """So that the comparison above is not one of two empty sets."""
    for code, table in TABLES.items():
        profile = shipped_policies()[code]
        for row in rows_of(table):
            assert any(
                is_in([row], givers, facts)
                and not refusals_of(asked(profile, AgeBand(row.age), givers, facts))
                for givers, facts in product(GIVERS, FACTS)
            ), row


@pytest.mark.parametrize(("code", "other"), ALIKE.items())
def test_a_profile_that_states_no_more_decides_no_differently(code: str, other: str) -> None:
    one, two = shipped_policies()[code], shipped_policies()[other]

    assert (one.ages, one.own_consent_from) == (two.ages, two.own_consent_from)
    assert one.counselling_without_parent == two.counselling_without_parent
    assert (one.maximum_days, one.written_methods) == (two.maximum_days, two.written_methods)


def test_every_profile_is_compared() -> None:
    assert shipped_policies().keys() == TABLES.keys() | ALIKE.keys()


@pytest.mark.parametrize("safe", [(False, True), (True, False), (False, False)])
def test_no_profile_lets_an_adult_consent_who_may_have_harmed(safe: tuple[bool, bool]) -> None:
    facts = Facts(safe, said_no=False, permitted=True, mature=True, open=True, two_staff=True)

    for profile, band in product(shipped_policies().values(), AgeBand):
        for givers in product((None, *OWN), ADULT):
            present = tuple(filter(None, givers))
            found = set(refusals_of(asked(profile, band, present, facts)))
            assert (Refusal.MAY_HAVE_HARMED in found) is not safe[0]
            assert (Refusal.MAY_HAVE_HARMED_THE_OTHER_PARENT in found) is not safe[1]


def test_where_no_profile_names_the_country_the_strict_one_holds() -> None:
    assert policy_for(None).code == policy_for("KE").code == "strict-1"


@pytest.mark.parametrize(("from_age", "counts"), [(14, True), (15, True), (16, False)])
def test_a_group_decides_alone_once_its_youngest_have_reached_the_age(
    from_age: int, counts: bool
) -> None:
    profile = msgspec.structs.replace(shipped_policies()["strict-1"], own_consent_from=from_age)
    alone = (Giver(Role.SELF, Kind.CONSENT, Method.PAPER),)
    bare = Facts((True, True), *[False] * 5)

    assert (not refusals_of(asked(profile, AgeBand.UNDER_18, alone, bare))) is counts
