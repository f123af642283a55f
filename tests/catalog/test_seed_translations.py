"""The words of services/ in further languages."""

from pathlib import Path

import pytest

from directory.catalog.queries import load_listings
from directory.catalog.seed import read_seed, seed_catalog
from directory.catalog.wording import best
from directory.errors import BrokenData
from tests.catalog.seed_folder import LINE, write_seed


def translated(folder: Path, text: str, language: str = "fr") -> Path:
    path = write_seed(folder, LINE) / "services" / "translations" / f"{language}.csv"
    path.parent.mkdir()
    path.write_text(text, encoding="utf-8")
    return folder


FRENCH = (
    "original,translation\n"
    "children and young people,enfants et jeunes\n"
    "De lunes a viernes,Du lundi au vendredi\n"
)


async def test_a_reader_gets_the_words_in_their_language(database: str, tmp_path: Path) -> None:
    await seed_catalog(translated(tmp_path, FRENCH))
    [listing] = await load_listings()
    assert listing.audience
    assert listing.hours_text

    audience, hours = best(listing.audience, ("fr", "en")), best(listing.hours_text, ("fr", "en"))
    assert (audience.value, audience.language) == ("enfants et jeunes", "fr")
    assert audience.is_machine_made
    assert hours.value == "Du lundi au vendredi"


async def test_a_changed_original_has_no_old_translation(database: str, tmp_path: Path) -> None:
    await seed_catalog(translated(tmp_path, FRENCH))
    await seed_catalog(write_seed(tmp_path, LINE | {"audience": "adults"}))
    [listing] = await load_listings()
    assert listing.audience
    assert best(listing.audience, ("fr",)).value == "adults"


async def test_the_same_twice_changes_nothing(database: str, tmp_path: Path) -> None:
    folder = translated(tmp_path, FRENCH)
    first = await seed_catalog(folder)
    assert (await seed_catalog(folder)).unchanged == first.loaded


@pytest.mark.parametrize(
    ("text", "line", "field"),
    [
        ("english,french\na,b\n", 1, "header"),
        ("original,translation\nchildren,\n", 2, "original"),
        ("original,translation\na,b\na,c\n", 3, "original"),
    ],
)
def test_a_broken_file_is_reported_by_line(
    tmp_path: Path, text: str, line: int, field: str
) -> None:
    with pytest.raises(BrokenData) as broken:
        read_seed(translated(tmp_path, text))
    [problem] = broken.value.problems
    assert (problem.file, problem.line, problem.field) == ("translations/fr.csv", line, field)


async def test_words_that_go_and_come_back_do_no_harm(database: str, tmp_path: Path) -> None:
    folder = translated(tmp_path, FRENCH)
    await seed_catalog(folder)
    await seed_catalog(write_seed(folder, LINE | {"hours_text": ""}))
    await seed_catalog(write_seed(folder, LINE))
    [listing] = await load_listings()
    assert listing.hours_text
    assert best(listing.hours_text, ("fr",)).value == "Du lundi au vendredi"
