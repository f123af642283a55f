"""Whether a service takes somebody, as far as its listing says: yes, no, or not known.

Nothing here is a promise: it saves a call that would end in a no, and names what to ask.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, StrEnum

from directory.catalog.listing import Listing
from directory.finder.needs import Needs
from directory.places.regions import parent_codes
from directory.search.filters import speaks

# The bands in which a referral says an age: the least and the greatest age, in years.
BANDS: Mapping[str, tuple[int, int]] = {
    "0-5": (0, 5),
    "6-11": (6, 11),
    "12-14": (12, 14),
    "15-17": (15, 17),
    "18+": (18, 120),
}


class Fit(StrEnum):
    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class Reason(Enum):
    """Why: what was asked about, a word of its own, and what that means."""

    AGE_TAKEN = ("age", "taken", Fit.YES)
    AGE_NOT_TAKEN = ("age", "not taken", Fit.NO)
    AGE_PARTLY_TAKEN = ("age", "partly", Fit.UNKNOWN)
    AGES_NOT_SAID = ("age", "not said", Fit.UNKNOWN)
    LANGUAGE_SPOKEN = ("language", "spoken", Fit.YES)
    LANGUAGE_NOT_LISTED = ("language", "not listed", Fit.NO)
    LANGUAGES_NOT_SAID = ("language", "not said", Fit.UNKNOWN)
    AREA_SERVED = ("area", "served", Fit.YES)
    AREA_NOT_SERVED = ("area", "not served", Fit.NO)
    AREA_PARTLY_SERVED = ("area", "partly", Fit.UNKNOWN)
    AREA_NOT_SAID = ("area", "not said", Fit.UNKNOWN)
    NEED_LISTED = ("need", "listed", Fit.YES)
    NEED_HELPED = ("need", "helped by what is listed", Fit.YES)
    NEED_NOT_LISTED = ("need", "not listed", Fit.NO)
    NEEDS_NOT_SAID = ("need", "not said", Fit.UNKNOWN)

    @property
    def question(self) -> str:
        return self.value[0]

    @property
    def fit(self) -> Fit:
        return self.value[2]


@dataclass(frozen=True, slots=True)
class Situation:
    """What is asked for, in codes: a key of BANDS, BCP 47, ISO 3166-1 or -2, and a need."""

    band: str | None = None
    language: str | None = None
    area: str | None = None
    need: str | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """The answer to one question. needs: those of the listing that answer."""

    reason: Reason
    needs: tuple[str, ...] = ()


def check(listing: Listing, situation: Situation, needs: Needs) -> tuple[Finding, ...]:
    """One finding for each thing that was asked."""
    return tuple(_findings(listing, situation, needs))


def fit_of(findings: Sequence[Finding]) -> Fit | None:
    """All together: one no is a no, one open question keeps it open. None: nothing was asked."""
    fits = {finding.reason.fit for finding in findings}
    return next((fit for fit in (Fit.NO, Fit.UNKNOWN, Fit.YES) if fit in fits), None)


def band_of(age: int | None) -> str | None:
    return next(
        (band for band, (low, high) in BANDS.items() if age is not None and low <= age <= high),
        None,
    )


def _findings(listing: Listing, situation: Situation, needs: Needs) -> Iterator[Finding]:
    if situation.band is not None:
        yield Finding(_age(listing, *BANDS[situation.band]))
    if situation.language is not None:
        yield Finding(_language(listing, situation.language))
    if situation.area is not None:
        yield Finding(_area(listing, situation.area))
    if situation.need is not None:
        yield _need(listing, situation.need, needs)


def _age(listing: Listing, low: int, high: int) -> Reason:
    least, greatest = listing.minimum_age, listing.maximum_age
    if least is None and greatest is None:
        return Reason.AGES_NOT_SAID
    least, greatest = least or 0, high if greatest is None else greatest
    if high < least or greatest < low:
        return Reason.AGE_NOT_TAKEN
    is_whole = least <= low and high <= greatest
    return Reason.AGE_TAKEN if is_whole else Reason.AGE_PARTLY_TAKEN


def _language(listing: Listing, language: str) -> Reason:
    if not listing.languages:
        return Reason.LANGUAGES_NOT_SAID
    is_spoken = speaks(listing.languages, language)
    return Reason.LANGUAGE_SPOKEN if is_spoken else Reason.LANGUAGE_NOT_LISTED


def _area(listing: Listing, area: str) -> Reason:
    if not listing.serves:
        return Reason.AREA_NOT_SAID
    if not set(parent_codes(area)).isdisjoint(listing.serves):
        return Reason.AREA_SERVED
    # It serves something within the area that was named: perhaps this part, perhaps another.
    if any(area in parent_codes(code) for code in listing.serves):
        return Reason.AREA_PARTLY_SERVED
    return Reason.AREA_NOT_SERVED


def _need(listing: Listing, code: str, needs: Needs) -> Finding:
    if not listing.needs:
        return Finding(Reason.NEEDS_NOT_SAID)
    for reason, answers in (
        (Reason.NEED_LISTED, needs.widen([code])),
        (Reason.NEED_HELPED, needs.answers([code])),
    ):
        if found := tuple(each for each in listing.needs if each in answers):
            return Finding(reason, found)
    return Finding(Reason.NEED_NOT_LISTED)
