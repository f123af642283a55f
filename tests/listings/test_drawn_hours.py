"""The fields of opening hours as a browser draws them, and sends them back untouched."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.requests import Request

from directory.languages.localizer import get_localizer
from directory.listings.hours_fields import fields_of as fields_for
from directory.listings.hours_form import read_hours
from directory.listings.views.hours import hours_fields
from directory.search.hours import ENDLESS, Hours, How, OnHolidays, OtherDays, every_week
from directory.search.opening import read_week
from directory.settings import read_settings
from directory.typed import Typed
from directory.web.pages import TEMPLATES, Pages, render
from directory.web.static import Assets
from tests.listings.form import fields_of

NOW = datetime(2026, 11, 26, 9, tzinfo=UTC)
PAGE = """<form>
{%- from "listings/hours.html" import hours_fields %}{{ hours_fields(hours, typed, {}) -}}
</form>"""

WEEK = read_week("Mo-Fr 09:00-13:00,15:00-18:00,20:00-02:00", "Europe/Madrid")
DOOR_AND_LINE = ((How.VISIT, WEEK.spans), (How.PHONE, ((0, 10_080),)))
MORNING = ((How.OPEN, ((540, 720),)),)
BY_TELEPHONE = ((How.PHONE, ((540, 600), (660, 720), (780, 840))),)

HOURS = {
    "a week": every_week(WEEK),
    "day and night": every_week(read_week("24/7", "America/New_York")),
    "three nights": every_week(read_week("Fr-Su 22:00-06:00", "Asia/Kathmandu")),
    "closed on holidays": Hours(DOOR_AND_LINE, "Europe/Madrid", OnHolidays("ES-VC")),
    "by telephone on holidays": Hours(
        DOOR_AND_LINE, "Europe/Madrid", OnHolidays("ES-VC", BY_TELEPHONE)
    ),
    "closed for now": Hours(
        every_week(WEEK).weekly,
        "Europe/Madrid",
        None,
        (OtherDays(date(2026, 11, 20), date(2027, 1, 2)),),
    ),
    "closed until further notice": Hours(
        DOOR_AND_LINE, "Europe/Madrid", None, (OtherDays(date(2026, 11, 20), ENDLESS),)
    ),
    "other days in another way": Hours(
        every_week(WEEK).weekly,
        "Europe/Madrid",
        None,
        (
            OtherDays(date(2026, 12, 24), date(2026, 12, 24), (*MORNING, *BY_TELEPHONE)),
            OtherDays(date(2027, 7, 1), date(2027, 8, 31), MORNING, (0, 2)),
            OtherDays(date(2028, 1, 1), date(2028, 1, 31), MORNING),
            OtherDays(date(2029, 1, 1), date(2029, 1, 31)),
        ),
    ),
}


@pytest.fixture(scope="module")
def draw(tmp_path_factory: pytest.TempPathFactory) -> Starlette:
    templates = tmp_path_factory.mktemp("templates")
    (templates / "page.html").write_text(PAGE, encoding="utf-8")
    for folder in Path(TEMPLATES).iterdir():
        (templates / folder.name).symlink_to(folder)
    app = Starlette()
    app.state.pages = Pages(read_settings({}, dev=True), Assets(), templates)
    return app


def drawn(app: Starlette, typed: Typed, language: str = "en") -> str:
    scope = {"type": "http", "method": "GET", "path": f"/{language}/", "query_string": b""}
    request = Request({**scope, "headers": [], "app": app})
    hours = hours_fields(typed, NOW, "ES-VC", get_localizer(language))
    return bytes(render(request, "page.html", hours=hours, typed=typed).body).decode()


def sent(page: str) -> Typed:
    return Typed.of((name, value) for name, values in fields_of(page).items() for value in values)


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("name", HOURS)
def test_what_nobody_touches_is_sent_back_as_it_was(
    draw: Starlette, name: str, language: str
) -> None:
    typed = Typed.of(fields_for(HOURS[name], NOW.date(), "ES-VC").items())

    again = read_hours(sent(drawn(draw, typed, language)), NOW, "ES-VC")

    assert again.problems == {}
    assert again.hours == HOURS[name]


def test_more_ways_begin_with_one_that_has_no_times_yet(draw: Starlette) -> None:
    typed = Typed.of(fields_for(every_week(WEEK), NOW.date(), "ES").items())
    more = sent(drawn(draw, typed.changed(more_ways="yes")))

    read = read_hours(more.changed(**{"2_mon_1_from": "8", "2_mon_1_to": "20"}), NOW, "ES")

    assert read.problems == {}
    assert read.hours is not None
    assert [how for how, _ in read.hours.weekly] == [How.OPEN, How.PHONE]


def test_how_a_time_was_understood_stands_beside_it(draw: Starlette) -> None:
    typed = Typed.of({"hours_zone": "Europe/Madrid", "fri_1_from": "17", "fri_1_to": "9"}.items())

    assert "Until 09:00 on the next day." in drawn(draw, typed)


def test_what_was_typed_cannot_write_on_the_page(draw: Starlette) -> None:
    typed = Typed.of({"mon_1_from": '"><b>9</b>', "x1_is": "0 <i>"}.items())

    page = drawn(draw, typed)
    assert "<b>9" not in page
    assert "<i>" not in page
