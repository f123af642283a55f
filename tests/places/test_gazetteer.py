import shutil
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.errors import NotFound
from directory.places.gazetteer import Gazetteer, build_gazetteer, is_current


def first(gazetteer: Gazetteer, text: str, country: str | None = None) -> tuple[str, str | None]:
    town = gazetteer.find_towns(text, country)[0]
    return town.name, town.region


@pytest.mark.parametrize(
    ("typed", "name", "region"),
    [
        ("Київ", "Kyiv", "UA-30"),
        ("Keln", "Köln", "DE-NW"),
        ("دمشق", "Damascus", "SY-DI"),
        ("القاهره", "Cairo", "EG-C"),
        ("北京", "Beijing", "CN-BJ"),
        ("МЮНХЕН", "Munich", "DE-BY"),
        ("paris", "Paris", "FR-IDF"),
        ("London", "London", "GB-ENG"),
        ("New York", "New York City", "US-NY"),
        ("nueva york", "New York City", "US-NY"),
        ("casablanca", "Casablanca", "MA-06"),
        ("Jackson Heights", "Jackson Heights", "US-NY"),
        ("Simferopol", "Simferopol", "UA-43"),
    ],
)
def test_a_town_is_found_by_its_name_in_any_script(
    gazetteer: Gazetteer, typed: str, name: str, region: str
) -> None:
    assert first(gazetteer, typed) == (name, region)


@pytest.mark.parametrize("typed", ["Valencia", "València", "valència ", "VALENCIA", "Валенсія"])
def test_valencia_in_spain_is_found_however_it_is_written(gazetteer: Gazetteer, typed: str) -> None:
    assert first(gazetteer, typed, "ES") == ("Valencia", "ES-VC")


@pytest.mark.parametrize(
    ("typed", "name", "region"),
    [
        ("Jackson Heights, New York", "Jackson Heights", "US-NY"),
        ("jackson heights new york", "Jackson Heights", "US-NY"),
        ("Jackson Heights, Queens, NY", "Jackson Heights", "US-NY"),
        ("Valencia, España", "Valencia", "ES-VC"),
        ("Valencia، إسبانيا", "Valencia", "ES-VC"),
        ("Valencia, Spian", "Valencia", "VE-G"),
        ("London, Ontario", "London", "CA-ON"),
        ("Paris, TX", "Paris", "US-TX"),
        ("Springfield Illinois", "Springfield", "US-IL"),
        (",, Kyiv ,", "Kyiv", "UA-30"),
    ],
)
def test_what_follows_the_town_says_which_one(
    gazetteer: Gazetteer, typed: str, name: str, region: str
) -> None:
    assert first(gazetteer, typed) == (name, region)


def test_a_beginning_is_enough_and_bigger_towns_come_first(gazetteer: Gazetteer) -> None:
    towns = gazetteer.find_towns("zarag", country="ES")

    assert towns[0].name == "Zaragoza"
    assert gazetteer.find_towns("z") == []


def test_a_region_narrows_the_search(gazetteer: Gazetteer) -> None:
    assert {town.region for town in gazetteer.find_towns("san", region="ES-VC")} == {"ES-VC"}


@pytest.mark.parametrize(
    ("typed", "country", "meant"),
    [
        ("valensja", "ES", "Valencia"),
        ("Valncia", "ES", "Valencia"),
        ("Jacson Hights", None, "Jackson Heights"),
        ("Tolouse", "FR", "Toulouse"),
        ("Marakech", None, "Marrakesh"),
        ("Дніпрр", None, "Dnipro"),
        ("Sevilel, España", None, "Sevilla"),
    ],
)
def test_a_misspelt_town_gets_suggestions(
    gazetteer: Gazetteer, typed: str, country: str | None, meant: str
) -> None:
    assert gazetteer.suggest_towns(typed, country)[0].name == meant


@pytest.mark.parametrize(
    "typed", ["", "q", "zzzzqqqq", "'; DROP TABLE towns --", '"zzqq NEAR(', "\x00"]
)
def test_what_is_no_town_finds_nothing(gazetteer: Gazetteer, typed: str) -> None:
    assert gazetteer.find_towns(typed) == []
    assert gazetteer.suggest_towns(typed) == []


@given(text=st.text(max_size=60))
def test_nothing_that_can_be_typed_is_an_error(gazetteer: Gazetteer, text: str) -> None:
    gazetteer.find_towns(text)
    gazetteer.suggest_towns(text, "ES")


@pytest.mark.parametrize(
    ("typed", "language", "shown"),
    [
        ("Valencia, España", "es", "Valencia"),
        ("Valencia, España", "ar", "بلنسية"),
        ("London", "ar", "لندن"),
        ("Barcelona", "ar", "برشلونة"),
        ("Casablanca", "ar", "الدار البيضاء"),
        ("Algiers", "ar", "الجزائر"),
        ("Munich", "ar", "ميونخ"),
        ("Tehran", "ar", "طهران"),
        ("Tehran", "fa", "تهران"),
        ("Munich", "zh", "慕尼黑"),
        ("Paris", "uk", "Париж"),
        ("Zaragoza", "fr", "Zaragoza"),
        ("Queens", "ar", "Queens"),
    ],
)
def test_a_town_is_shown_by_the_name_its_reader_knows(
    gazetteer: Gazetteer, typed: str, language: str, shown: str
) -> None:
    town = gazetteer.find_towns(typed)[0]

    assert gazetteer.name_of(town, language) == shown


@pytest.mark.parametrize(
    ("point", "name"),
    [
        ((40.755, -73.885), "Jackson Heights"),
        ((39.47, -0.38), "Valencia"),
        ((64.2, -20.5), "Selfoss"),
        ((-16.8, -179.9), "Savusavu"),
    ],
)
def test_a_point_has_a_nearest_town(
    gazetteer: Gazetteer, point: tuple[float, float], name: str
) -> None:
    town = gazetteer.nearest_town(*point)

    assert town is not None
    assert town.name == name


@pytest.mark.parametrize("point", [(0.0, -150.0), (90.0, 180.0), (-90.0, -180.0)])
def test_far_out_there_is_none(gazetteer: Gazetteer, point: tuple[float, float]) -> None:
    assert gazetteer.nearest_town(*point) is None


def test_the_towns_of_a_region_are_listed_by_size(gazetteer: Gazetteer) -> None:
    towns = gazetteer.list_towns("ES", "ES-VC", limit=3)

    assert [town.name for town in towns[:2]] == ["Valencia", "Alicante"]
    assert gazetteer.list_towns("UA", limit=1)[0].name == "Kyiv"
    assert gazetteer.list_towns("XX") == []


def test_a_town_is_known_by_its_number(gazetteer: Gazetteer) -> None:
    valencia = gazetteer.get_town(2509954)

    assert (valencia.name, valencia.time_zone) == ("Valencia", "Europe/Madrid")


@pytest.mark.parametrize("number", [0, -1, 10**30])
def test_an_unknown_number_is_not_found(gazetteer: Gazetteer, number: int) -> None:
    with pytest.raises(NotFound):
        gazetteer.get_town(number)


def test_many_threads_may_ask_at_once(gazetteer: Gazetteer) -> None:
    with ThreadPoolExecutor(8) as pool:
        names = list(pool.map(lambda _: gazetteer.find_towns("Kyiv")[0].name, range(64)))

    assert set(names) == {"Kyiv"}


def test_a_file_of_another_day_is_not_current(tmp_path: Path, data_dir: Path) -> None:
    path = tmp_path / "gazetteer.sqlite"
    assert not is_current(path)

    path.write_text("not a database")
    assert not is_current(path)

    shutil.copy(data_dir / "gazetteer.sqlite", path)
    assert is_current(path)
    assert path.stat().st_size < 40_000_000

    with sqlite3.connect(path) as file:
        file.execute("UPDATE stamp SET value = 'older'")
    file.close()
    assert not is_current(path)


def test_a_build_that_fails_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "gazetteer.sqlite"
    path.write_text("the old one")

    def stop(done: int, total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build_gazetteer(path, stop)
    assert path.read_text() == "the old one"
    assert list(tmp_path.iterdir()) == [path]
