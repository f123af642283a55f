"""Whether a service takes somebody: yes, no, or not known, and never a yes out of silence."""

from datetime import date

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.catalog.listing import Listing, Text
from directory.finder.needs import Needs, load_needs
from directory.languages.localizer import get_localizer
from directory.referrals.coded import AgeBand
from directory.shortlist.eligibility import (
    BANDS,
    Finding,
    Fit,
    Reason,
    Situation,
    band_of,
    check,
    fit_of,
)
from directory.shortlist.verdicts import say_findings

NOTHING_SAID = Listing(
    id="1", service_id="2", organization_id="3",
    name=Text("Harbour", "en"), organization=Text("Harbour", "en"),
    description=None, audience=None, needs=(), country="ES", region=None, town=None, address=None,
    point=None, visibility="public", serves=(), lines=(), website=None, chat_url=None, email=None,
    languages=(), cost=None, cost_text=None, hours=None, hours_text=None, time_zone=None,
    minimum_age=None, maximum_age=None, accessible=None, referral_required=None, accepting=None,
    verified_on=date(2026, 1, 1), source_url=None, source_name=None, confidence=None,
)  # fmt: skip
ALL_ASKED = Situation("12-14", "es", "ES-VC", "200")
ages = st.none() | st.integers(0, 120)


@pytest.fixture(scope="module")
def needs() -> Needs:
    return load_needs()


def reasons(needs: Needs, situation: Situation, **said: object) -> list[Reason]:
    listing = msgspec.structs.replace(NOTHING_SAID, **said)
    return [finding.reason for finding in check(listing, situation, needs)]


def test_what_is_not_asked_is_not_answered(needs: Needs) -> None:
    assert check(NOTHING_SAID, Situation(), needs) == ()
    assert fit_of(()) is None


def test_what_a_listing_does_not_say_is_not_known(needs: Needs) -> None:
    found = check(NOTHING_SAID, ALL_ASKED, needs)

    assert len(found) == 4
    assert {finding.reason.fit for finding in found} == {Fit.UNKNOWN}


@pytest.mark.parametrize(
    ("low", "high", "reason"),
    [
        (12, 14, Reason.AGE_TAKEN),
        (0, None, Reason.AGE_TAKEN),
        (None, 17, Reason.AGE_TAKEN),
        (13, None, Reason.AGE_PARTLY_TAKEN),
        (None, 12, Reason.AGE_PARTLY_TAKEN),
        (13, 13, Reason.AGE_PARTLY_TAKEN),
        (15, None, Reason.AGE_NOT_TAKEN),
        (18, 120, Reason.AGE_NOT_TAKEN),
        (None, 11, Reason.AGE_NOT_TAKEN),
    ],
)
def test_an_age_band_fits_whole_in_part_or_not(
    needs: Needs, low: int | None, high: int | None, reason: Reason
) -> None:
    situation = Situation(band="12-14")

    assert reasons(needs, situation, minimum_age=low, maximum_age=high) == [reason]


@given(low=ages, high=ages, band=st.sampled_from(sorted(BANDS)), age=st.integers(0, 120))
def test_the_answer_for_a_band_holds_for_each_age_in_it(
    low: int | None, high: int | None, band: str, age: int
) -> None:
    youngest, oldest = BANDS[band]
    age = youngest + age % (oldest - youngest + 1)
    listing = msgspec.structs.replace(NOTHING_SAID, minimum_age=low, maximum_age=high)
    (finding,) = check(listing, Situation(band=band), load_needs())
    is_taken = (low is None or low <= age) and (high is None or age <= high)

    if finding.reason is Reason.AGE_TAKEN:
        assert is_taken
    if finding.reason is Reason.AGE_NOT_TAKEN:
        assert not is_taken


def test_every_age_is_in_one_band() -> None:
    for age in range(121):
        band = band_of(age)
        assert band is not None
        assert BANDS[band][0] <= age <= BANDS[band][1]
    assert band_of(None) is None


def test_the_bands_are_those_of_a_referral() -> None:
    assert set(BANDS) == set(AgeBand) - {AgeBand.UNKNOWN}


@pytest.mark.parametrize(
    ("spoken", "reason"),
    [
        (("es", "ca"), Reason.LANGUAGE_SPOKEN),
        (("es-MX",), Reason.LANGUAGE_SPOKEN),
        (("ca",), Reason.LANGUAGE_NOT_LISTED),
    ],
)
def test_a_language_is_spoken_or_not_listed(
    needs: Needs, spoken: tuple[str, ...], reason: Reason
) -> None:
    assert reasons(needs, Situation(language="es"), languages=spoken) == [reason]


@pytest.mark.parametrize(
    ("area", "serves", "reason"),
    [
        ("ES-VC", ("ES",), Reason.AREA_SERVED),
        ("ES-VC", ("ES-VC", "ES-CT"), Reason.AREA_SERVED),
        ("ES-VC", ("ZZ",), Reason.AREA_SERVED),
        ("ES", ("ZZ",), Reason.AREA_SERVED),
        ("ES", ("ES-VC",), Reason.AREA_PARTLY_SERVED),
        ("GB-ENG", ("GB-EAW",), Reason.AREA_SERVED),
        ("ES-VC", ("ES-CT",), Reason.AREA_NOT_SERVED),
        ("ES", ("FR",), Reason.AREA_NOT_SERVED),
        ("ES", ("FR-ARA",), Reason.AREA_NOT_SERVED),
    ],
)
def test_an_area_is_served_whole_in_part_or_not(
    needs: Needs, area: str, serves: tuple[str, ...], reason: Reason
) -> None:
    assert reasons(needs, Situation(area=area), serves=serves) == [reason]


@pytest.mark.parametrize(
    ("need", "listed", "expected"),
    [
        ("200", ("200",), Finding(Reason.NEED_LISTED, ("200",))),
        ("200", ("203", "211"), Finding(Reason.NEED_LISTED, ("203",))),
        ("101", ("240",), Finding(Reason.NEED_HELPED, ("240",))),
        ("203", ("202",), Finding(Reason.NEED_HELPED, ("202",))),
        ("211", ("220",), Finding(Reason.NEED_NOT_LISTED)),
    ],
)
def test_a_need_is_listed_helped_or_not_listed(
    needs: Needs, need: str, listed: tuple[str, ...], expected: Finding
) -> None:
    listing = msgspec.structs.replace(NOTHING_SAID, needs=listed)

    assert check(listing, Situation(need=need), needs) == (expected,)


def test_one_no_is_a_no_and_one_open_question_keeps_it_open() -> None:
    yes, no, open_question = (
        Finding(reason)
        for reason in (Reason.AREA_SERVED, Reason.AGE_NOT_TAKEN, Reason.LANGUAGES_NOT_SAID)
    )

    assert fit_of([yes]) is Fit.YES
    assert fit_of([yes, open_question]) is Fit.UNKNOWN
    assert fit_of([yes, open_question, no]) is Fit.NO


@pytest.mark.parametrize("language", ["en", "es", "fr", "ar"])
def test_every_reason_has_its_words(needs: Needs, language: str) -> None:
    localizer = get_localizer(language)
    listing = msgspec.structs.replace(
        NOTHING_SAID, languages=("es",), serves=("ES",), minimum_age=0, needs=("200",)
    )
    findings = [Finding(reason, ("200",)) for reason in Reason]
    said = say_findings(findings, listing, needs, localizer)

    assert [verdict.fit for verdict in said] == [reason.fit for reason in Reason]
    assert len({(verdict.question, verdict.sentence) for verdict in said}) == len(Reason)
    assert not [verdict for verdict in said if "%(" in verdict.sentence]
