"""How one language writes what is not a sentence of ours: dates, numbers, places, languages."""

import datetime as dt
from collections.abc import Sequence
from functools import cache, lru_cache
from gettext import NullTranslations
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import (
    format_date,
    format_skeleton,
    format_time,
    format_timedelta,
    get_timezone_location,
)
from babel.lists import format_list
from babel.numbers import format_decimal
from babel.units import format_unit

from directory.languages.catalogues import read_catalogue

# Our English is the world's: "3 November 2026", where plain "en" would write as the United States.
_ENGLISH = Locale("en", "001")

# Where a script's digits begin (CLDR numberingSystems). Babel gives the system's name and its
# separators, but leaves the digits Latin. Every decimal system that is some language's default.
_ZEROS = {
    "arab": 0x0660, "arabext": 0x06F0, "beng": 0x09E6, "deva": 0x0966, "mymr": 0x1040,
    "tibt": 0x0F20, "nkoo": 0x07C0, "olck": 0x1C50, "mtei": 0xABF0, "cakm": 0x11136,
    "adlm": 0x1E950, "hmnp": 0x1E140,
}  # fmt: skip

_KEPT = 2048


class Localizer:
    """One language: its sentences, and its ways of writing. Telephone numbers never pass here.

    code: a BCP 47 tag, "en". direction: "ltr" or "rtl". own_name: as its speakers write it.
    """

    def __init__(self, code: str, catalogue: NullTranslations) -> None:
        self.code = code
        self.locale = _ENGLISH if code == "en" else Locale.parse(code, sep="-")
        self.direction = self.locale.text_direction
        self.own_name = _capitalized(self._language_name(code))
        self.gettext = catalogue.gettext
        self.ngettext = catalogue.ngettext
        self.pgettext = catalogue.pgettext
        self.npgettext = catalogue.npgettext
        zero = _ZEROS.get(self.locale.default_numbering_system, ord("0"))
        self._digits = {ord("0") + value: zero + value for value in range(10)}
        # A page writes the same few of these again and again, and CLDR's patterns take their time.
        self.time = lru_cache(_KEPT)(self._time)
        self.number = lru_cache(_KEPT)(self._number)
        self._rounded_distance = lru_cache(_KEPT)(self._distance)
        self.ago = lru_cache(_KEPT)(self._ago)
        self.language_name = lru_cache(_KEPT)(self._language_name)

    def date(self, day: dt.date) -> str:
        """A day in words: "3 November 2026"."""
        return self._with_digits(format_date(day, "long", locale=self.locale))

    def day(self, day: dt.date) -> str:
        """A day of a year that goes without saying: "3 November"."""
        return self._with_digits(format_skeleton("MMMMd", day, locale=self.locale))

    def _time(self, moment: dt.time) -> str:
        """A time of day as a clock shows it there: "20:30", "8:30 PM"."""
        text = format_time(moment, "short", locale=self.locale)
        return self._with_digits(text.replace(" ", "\u00a0"))

    def weekday(self, day: int, *, short: bool = False) -> str:
        """A day of the week, 0 for Monday: "Monday", or short "Mon"."""
        return str(self.locale.days["format"]["abbreviated" if short else "wide"][day])

    def city_of_zone(self, time_zone: str) -> str:
        """The city whose clock a time zone keeps: "Madrid" for Europe/Madrid."""
        return get_timezone_location(ZoneInfo(time_zone), self.locale, return_city=True)

    def _ago(self, day: dt.date, today: dt.date) -> str:
        """How long ago, in the largest unit that fits: "3 weeks ago". The future is today."""
        if day >= today:
            return self.gettext("today")
        text = format_timedelta(
            day - today, granularity="day", add_direction=True, locale=self.locale
        )
        return self._with_digits(text)

    def _number(self, number: float) -> str:
        """A number with the language's digits and separators."""
        text = format_decimal(number, locale=self.locale, numbering_system="default")
        return self._with_digits(text)

    def distance(self, km: float) -> str:
        """Kilometres: one decimal under 10, none above."""
        return self._rounded_distance(round(km, 1) if km < 9.95 else round(km))

    def _distance(self, km: float) -> str:
        text = format_unit(
            km, "length-kilometer", "short", locale=self.locale, numbering_system="default"
        )
        return self._with_digits(text)

    def territory(self, country: str) -> str:
        """The name of an ISO 3166-1 country; ZZ is the world. An unknown code stays a code."""
        code = "001" if country == "ZZ" else country
        return self.locale.territories.get(code) or _ENGLISH.territories.get(code) or country

    def _language_name(self, tag: str) -> str:
        """The name of a language: of the whole tag, else of its primary part, else the tag."""
        codes = (tag.replace("-", "_"), tag.partition("-")[0])
        names = (locale.languages.get(code) for code in codes for locale in (self.locale, _ENGLISH))
        return next(filter(None, names), tag)

    def list(self, items: Sequence[str]) -> str:
        """Several things in one breath: "a, b and c"."""
        return format_list(items, locale=self.locale) if items else ""

    def _with_digits(self, text: str) -> str:
        return text.translate(self._digits)


@cache
def get_localizer(code: str) -> Localizer:
    """The localizer of an offered language: 10 ms or more when first asked for, then kept."""
    return Localizer(code, read_catalogue(code))


def _capitalized(name: str) -> str:
    """CLDR writes names as inside a sentence; in a list of languages each one stands alone."""
    return name[:1].upper() + name[1:]
