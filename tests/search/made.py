"""Rows and queries that hypothesis makes, over a small world with its difficult corners."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from hypothesis import strategies as st

from directory.places.distance import Point
from directory.search.hours import Hours, How, OnHolidays, OtherDays, every_week
from directory.search.opening import read_week
from directory.search.query import Query
from directory.search.rows import Row

NEEDS = ("110", "120", "210", "220")
LANGUAGES = ("en", "es", "zh", "zh-Hant", "zh-Hans", "pt-BR")
NAMES = ("Centro Faro", "Haven", "Child Line", "مرفأ", "希望熱線")
WORDS = ("faro", "haven", "legal", "counselling", "counseling", "116111", "儿童保护热线", "مرفأ")
OFFICE = every_week(read_week("Mo-Fr 09:00-17:00", "Europe/Madrid"))
NIGHTS = every_week(read_week("Fr-Su 20:00-04:00", "Pacific/Auckland"))
# Around the moments of the queries: Thanksgiving, days that are shut, and a Sunday of longer hours.
HOURS = (
    None,
    every_week(read_week("24/7", "UTC")),
    OFFICE,
    NIGHTS,
    Hours(NIGHTS.weekly, "America/New_York", OnHolidays("US")),
    Hours(
        (*OFFICE.weekly, (How.PHONE, ((0, 300),))),
        OFFICE.time_zone,
        None,
        (
            OtherDays(date(2026, 11, 24), date(2026, 11, 25)),
            OtherDays(date(2026, 11, 22), date(2026, 11, 22), ((How.OPEN, ((60, 1500),)),)),
        ),
    ),
)

# Corners of the world, each of towns near each other: their point, region and country.
Town = tuple[Point, str, str | None]
CORNERS: tuple[tuple[Town, ...], ...] = (
    (
        ((39.47, -0.38), "ES", "ES-VC"),
        ((39.48, -0.37), "ES", "ES-VC"),
        ((38.35, -0.48), "ES", "ES-VC"),
        ((40.42, -3.70), "ES", "ES-MD"),
        ((42.70, 0.80), "FR", "FR-OCC"),
    ),
    (((40.75, -73.88), "US", "US-NY"), ((42.89, -78.88), "US", "US-NY"), ((0.0, 0.0), "US", None)),
    # Over the date line, and around the poles.
    (
        ((-16.5, 179.99), "FJ", "FJ-N"),
        ((-16.5, -179.99), "FJ", "FJ-N"),
        ((-16.51, 180), "FJ", None),
    ),
    (((90.0, 0.0), "NO", None), ((89.99, 179.0), "NO", "NO-21"), ((-90.0, 45.0), "AQ", None)),
)
START = datetime(2026, 11, 20, tzinfo=UTC)


def row(
    id: str = "1",  # noqa: A002 the field's own name
    *,
    needs: frozenset[str] = frozenset({"110"}),
    point: Point | None = None,
    country: str = "ES",
    region: str | None = None,
    serves: frozenset[str] = frozenset({"ES"}),
    is_confidential: bool = False,
    languages: frozenset[str] = frozenset({"es"}),
    verified_on: date | None = None,
    name: str = "Centro Faro",
) -> Row:
    """A row by hand, of which a test says only what matters to it."""
    return Row(
        id=id,
        needs=needs,
        point=point,
        country=country,
        region=region,
        serves=serves,
        is_confidential=is_confidential,
        languages=languages,
        minimum_age=None,
        maximum_age=None,
        is_free=None,
        is_remote=False,
        is_accessible=None,
        has_place=point is not None or is_confidential,
        is_accepting=None,
        hours=None,
        verified_on=verified_on,
        name=name,
        words=name.casefold(),
    )


@st.composite
def _row(draw: st.DrawFn, towns: tuple[Town, ...]) -> Row:
    point, country, region = draw(st.sampled_from(towns))
    place = draw(st.sampled_from(("public", "public", "public", "no place", "confidential")))
    youngest, oldest = draw(st.sampled_from(((None, None), (None, 17), (12, None), (0, 12))))
    served = (country, region or country, "ZZ", towns[0][2] or "NO")
    return Row(
        id="",
        needs=draw(st.frozensets(st.sampled_from(NEEDS), max_size=3)),
        point=point if place == "public" else None,
        country=country,
        region=region,
        serves=draw(st.frozensets(st.sampled_from(served), max_size=2)),
        is_confidential=place == "confidential",
        languages=draw(st.frozensets(st.sampled_from(LANGUAGES), max_size=3)),
        minimum_age=youngest,
        maximum_age=oldest,
        is_free=draw(st.sampled_from((None, False, True, True))),
        is_remote=draw(st.booleans()),
        is_accessible=draw(st.sampled_from((None, False, True, True))),
        has_place=place != "no place",
        is_accepting=draw(st.sampled_from((None, False, True, True))),
        hours=draw(st.sampled_from(HOURS)),
        verified_on=draw(st.sampled_from((None, date(2026, 11, 1), date(2026, 11, 3)))),
        name=draw(st.sampled_from(NAMES)),
        words=" ".join(draw(st.lists(st.sampled_from(WORDS), max_size=4))),
    )


typed = st.sampled_from(
    (*WORDS, "counsel", "haevn", "couseling", "保护", "fa", "11611", " ", "xyz")
)
moments = st.builds(lambda hours: START + timedelta(hours=hours), st.integers(0, 168))
FILTERS: dict[str, st.SearchStrategy[object]] = {
    "needs": st.frozensets(st.sampled_from(NEEDS), max_size=2),
    "words": st.lists(typed, max_size=2).map(" ".join),
    "language": st.sampled_from(LANGUAGES),
    "age": st.integers(0, 20),
    "open_at": moments,
    "open_on": st.integers(0, 6),
    "free": st.just(True),
    "remote": st.just(True),
    "accessible": st.just(True),
    "accepting": st.just(True),
    "placed": st.just(True),
}


@st.composite
def _query(draw: st.DrawFn, towns: tuple[Town, ...]) -> Query:
    point, country, region = draw(st.sampled_from(towns))
    # A point may lie where no town is known, or in a country that has no regions.
    knows = draw(st.sampled_from(("point region country", "region", "country", "point", "")))
    filters = draw(st.lists(st.sampled_from(sorted(FILTERS)), max_size=3, unique=True))
    return Query(
        point=point if "point" in knows else None,
        radius_km=draw(st.sampled_from((None, 2.0, 50.0, 400.0, 20_040.0))),
        country=country if "country" in knows else None,
        region=region if "region" in knows else None,
        page=draw(st.integers(1, 3)),
        size=draw(st.sampled_from((1, 2, 5, 20))),
        **{name: draw(FILTERS[name]) for name in filters},  # type: ignore[arg-type]  # of many types
    )


@st.composite
def searches(draw: st.DrawFn, most: int = 10) -> tuple[list[Row], Query]:
    """Rows in one corner of the world, in any order, and a query there."""
    towns = draw(st.sampled_from(CORNERS))
    rows = draw(st.lists(_row(towns), max_size=most))
    ids = draw(st.permutations(range(len(rows))))
    named = [replace(row, id=str(number)) for row, number in zip(rows, ids, strict=True)]
    return named, draw(_query(towns))
