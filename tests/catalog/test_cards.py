"""What a card says of a listing, and what it does not claim."""

from datetime import UTC, date, datetime

import pytest
from msgspec.structs import replace

from directory.catalog.card import Card, make_card, ways_of
from directory.catalog.hours_words import say_week, week_table
from directory.catalog.listing import Line, Listing, Text, Translated
from directory.catalog.opening_words import say_opening
from directory.catalog.wording import best
from directory.finder.needs import load_needs
from directory.languages.localizer import get_localizer
from directory.search.hours import every_week
from directory.search.opening import read_week

TUESDAY_NOON = datetime(2026, 11, 24, 11, 0, tzinfo=UTC)  # 12:00 in Madrid
LISTING = Listing(
    id="1",
    service_id="1",
    organization_id="2",
    name=Text("Example line", "en", (Translated("es", "Línea Ejemplo", "human", "x", False),)),
    organization=Text("Example Foundation", "en"),
    description=None,
    audience=Text("children", "en", (Translated("es", "niños", "machine", "x", False),)),
    needs=("201",),
    country="ES",
    region=None,
    town=None,
    address=None,
    point=None,
    visibility="public",
    serves=("ES",),
    lines=(),
    website=None,
    chat_url=None,
    email=None,
    languages=("es", "ca"),
    cost="free",
    cost_text=None,
    hours=every_week(read_week("Mo-Fr 09:00-14:00; Sa 10:00-12:00", "Europe/Madrid")),
    hours_text=None,
    time_zone="Europe/Madrid",
    minimum_age=None,
    maximum_age=17,
    accessible=None,
    referral_required=None,
    accepting=None,
    verified_on=date(2026, 11, 3),
    source_url=None,
    source_name=None,
    confidence="high",
)


def card(language: str = "en", **changes: object) -> Card:
    return make_card(
        replace(LISTING, **changes),
        labels=load_needs(),
        localizer=get_localizer(language),
        moment=TUESDAY_NOON,
    )


def test_a_reader_gets_facts_in_their_language() -> None:
    spanish = card("es")
    assert (spanish.name.value, spanish.name.language) == ("Línea Ejemplo", "es")
    assert spanish.audience
    assert spanish.audience.is_machine_made
    assert spanish.languages == ("español", "catalán")
    assert spanish.serves == "España"


def test_what_is_not_known_is_said_to_be_not_known() -> None:
    unknown = card(hours=None, languages=(), cost=None).unknown
    assert unknown == ("opening hours", "languages", "cost")
    assert card().unknown == ()
    assert card(cost=None, cost_text=Text("ask us", "en")).unknown == ()


def test_an_old_confirmation_is_marked() -> None:
    assert card().verified == "3 weeks ago"
    assert not card().is_old
    assert card(verified_on=date(2025, 11, 1)).is_old
    assert card(verified_on=None).is_old


@pytest.mark.parametrize(
    ("line", "href"),
    [
        (Line("voice", "900 20 20 10", "+34900202010", from_abroad=True), "tel:+34900202010"),
        (Line("voice", "116 111", "116111", from_abroad=False), "tel:116111"),
        (Line("voice", "#7119", "#7119", from_abroad=False), "tel:%237119"),
        (Line("sms", "741741", "741741", from_abroad=False), "sms:741741"),
        (Line("whatsapp", "+1 55", "+155", from_abroad=True), "https://wa.me/155"),
        (Line("voice", "1 ext. 7", "+1555", True, (), "7"), "tel:+1555;ext=7"),
    ],
)
def test_numbers_are_dialled_as_they_are(line: Line, href: str) -> None:
    assert [way.href for way in ways_of(replace(LISTING, lines=(line,)))] == [href]


def test_a_fax_is_no_way_to_reach_anybody() -> None:
    fax = Line("fax", "1", "+1555", from_abroad=True)
    assert not list(ways_of(replace(LISTING, lines=(fax,))))


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        (datetime(2026, 11, 24, 11, 0, tzinfo=UTC), "Ouvert maintenant, jusqu’à 14:00"),
        (datetime(2026, 11, 24, 7, 0, tzinfo=UTC), "aujourd’hui à 09:00"),
        (datetime(2026, 11, 24, 14, 0, tzinfo=UTC), "demain à 09:00"),
        (datetime(2026, 11, 28, 20, 0, tzinfo=UTC), "lundi à 09:00"),
    ],
)
def test_hours_are_those_of_the_clock_on_its_own_wall(moment: datetime, said: str) -> None:
    sentence = say_opening(LISTING.hours, moment, get_localizer("fr")).sentence
    assert said in sentence.replace("'", "’").replace("\u00a0", " ")


def test_a_week_is_told_in_one_line_and_in_seven() -> None:
    assert LISTING.hours
    french = get_localizer("fr")
    assert say_week(LISTING.hours, french) == "lun.–ven. 09:00–14:00 · sam. 10:00–12:00"
    assert [hours for _, hours in week_table(LISTING.hours, french)][4:] == [
        "09:00–14:00",
        "10:00–12:00",
        french.gettext("closed"),
    ]


def test_day_and_night_has_no_closing_time() -> None:
    always = every_week(read_week("24/7", "UTC"))
    assert say_opening(always, TUESDAY_NOON, get_localizer("en")).sentence == (
        "Open now, day and night"
    )


def test_a_stale_translation_gives_way_to_a_fresh_one() -> None:
    text = Text(
        "neu",
        "de",
        (
            Translated("ar", "قديم", "human", "x", True),
            Translated("en", "new", "machine", "x", False),
        ),
    )
    shown = best(text, ("ar", "en"))
    assert (shown.value, shown.language, shown.direction) == ("new", "en", "ltr")
    only_stale = best(replace(text, translations=text.translations[:1]), ("ar", "en"))
    assert (only_stale.value, only_stale.direction) == ("قديم", "rtl")
    # What was true when it was translated never stands alone.
    assert only_stale.original == best(text, ("de",))
    assert shown.original is None
    arabic = Text("جديد", "ar", (Translated("en", "old", "human", "x", True),))
    assert best(arabic, ("en",)).original == best(arabic, ("ar",))
    assert best(arabic, ("ar",)).direction == "rtl"
    assert best(text, ("de",)).value == "neu"
    assert best(text, ("zh",)).value == "neu"
