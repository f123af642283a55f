"""The columns of the table, and which of them say one fact of a listing."""

from collections.abc import Iterator, Mapping

from directory.catalog.facts import BY_CODE, Duty, Fact
from directory.languages.catalogues import N_
from directory.languages.localizer import Localizer
from directory.listings.hours_names import DAYS, ZONE

ID, VERSION, ORGANIZATION, COUNTRY, ALL_RIGHT = (
    "id", "version", "organization", "country", "all_right",
)  # fmt: skip
# What tells one listing from another, and what stands there to know one's way.
READ_ONLY = (ID, VERSION, ORGANIZATION, COUNTRY)
DUTIES = {duty.code: duty for duty in Duty}
YES_NO = (Fact.WHEELCHAIR.code, Fact.REFERRAL_REQUIRED.code, *DUTIES, ALL_RIGHT)

_WORDS = {
    ID: N_("Number of the listing (leave it as it is)"),
    VERSION: N_("State of the listing (leave it as it is)"),
    ORGANIZATION: N_("Organization"),
    COUNTRY: N_("Country"),
    ALL_RIGHT: N_("All of it is right today"),
    ZONE: N_("Time zone of the opening hours"),
}


def _columns_of(fact: Fact) -> tuple[str, ...]:
    if fact is Fact.HOURS:
        return (*DAYS, ZONE)
    return tuple(DUTIES) if fact is Fact.DUTIES else (fact.code,)


FACT_COLUMNS: Mapping[Fact, tuple[str, ...]] = {fact: _columns_of(fact) for fact in Fact}
FACT_OF = {column: fact for fact, columns in FACT_COLUMNS.items() for column in columns}


def _columns() -> Iterator[str]:
    yield from (*READ_ONLY, ALL_RIGHT, Fact.NAME.code)
    for fact, columns in FACT_COLUMNS.items():
        if fact is not Fact.NAME:
            yield from columns


COLUMNS = tuple(_columns())


def words_of(column: str, write: Localizer) -> str:
    """What a column is called for whoever fills it in."""
    if column in DAYS:
        return f"{write.gettext(Fact.HOURS.words)}: {write.weekday(DAYS.index(column))}"
    if column in DUTIES:
        return write.gettext(DUTIES[column].question)
    said = _WORDS[column] if column in _WORDS else BY_CODE[column].words
    return write.gettext(said)
