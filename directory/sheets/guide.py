"""How to fill in the table: what belongs in each column, for the page and for the workbook."""

from collections.abc import Iterator, Sequence

from directory.catalog.facts import Fact
from directory.languages.catalogues import N_
from directory.listings.hours_names import DAYS, ZONE
from directory.sheets.columns import ALL_RIGHT, COLUMNS, READ_ONLY, YES_NO, words_of
from directory.sheets.typed_cells import Terms

# The number and the state of a listing tell a person nothing.
HIDDEN = 2
YES_OR_NO = N_("yes or no; empty where you do not know")
_TIMES = N_("the times of the day, such as 09:00-12:00; 14:00-17:30; empty where it is closed")
_PLAIN = N_("a text, without links")
_WHAT = {
    ALL_RIGHT: N_("yes, where all the facts of the line are right as they stand here now"),
    ZONE: N_("the time zone of these times, such as Europe/Madrid"),
    Fact.PHONES.code: N_(
        "telephone numbers with ; between them, in the order in which families should try them, "
        "such as 900 202 010; whatsapp +34 600 123 456; 91 123 45 67 ext 3"
    ),
    Fact.WEBSITE.code: N_("an address such as www.name.org"),
    Fact.CHAT.code: N_("the address of the page of the chat, if there is one"),
    Fact.EMAIL.code: N_("an address such as name@place.org"),
    Fact.STREET.code: N_("street and number, never of a place that has to stay private"),
    Fact.POSTAL_CODE.code: N_("the postal code, with the zeros at its beginning"),
    Fact.TOWN.code: N_("the town"),
    Fact.REGION.code: N_("the code of the region, such as ES-VC; it follows the town by itself"),
    Fact.POINT.code: N_(
        "latitude and longitude, such as 40.4168, -3.7038; empty for the middle of the town"
    ),
    Fact.NEEDS.code: N_("the numbers of kinds of help with ; between them: the list is below"),
    Fact.MINIMUM_AGE.code: N_("an age in whole years"),
    Fact.MAXIMUM_AGE.code: N_("an age in whole years"),
    Fact.SERVES.code: N_("codes of countries and regions with ; between them; ZZ is the world"),
    Fact.COST.code: N_("free or paid"),
    Fact.LANGUAGES.code: N_(
        "languages with ; between them, and how they are spoken: staff, interpreter or "
        "by_appointment, such as ar interpreter; es staff"
    ),
}


def guide(terms: Terms) -> Iterator[tuple[str, str]]:
    """The headings, (what a column is called, what belongs in it), and (number, kind of help)."""
    _ = terms.write.gettext
    yield _("Column"), _("What belongs in it")
    for column in COLUMNS:
        if column not in READ_ONLY:
            said = _what(column)
            yield words_of(column, terms.write), _(said)
    yield from terms.needs.items()


def headings(terms: Terms) -> Sequence[str]:
    """With the name of each column, by which the table is read again in any language."""
    return [f"{words_of(column, terms.write)} [{column}]" for column in COLUMNS]


def _what(column: str) -> str:
    if column in _WHAT:
        return _WHAT[column]
    if column in DAYS:
        return _TIMES
    return YES_OR_NO if column in YES_NO else _PLAIN


def choices() -> Iterator[tuple[int, Sequence[str]]]:
    """By the number of a column, what a cell of it can be chosen from."""
    for number, column in enumerate(COLUMNS):
        if column in YES_NO:
            yield number, ("yes", "no")
        elif column == Fact.COST.code:
            yield number, ("free", "paid")
