"""The areas of a service stand on a map beside their list, each dot with the number of its line."""

import re

from directory.catalog.models import Service
from directory.languages.localizer import get_localizer
from directory.listings.views.areas_map import draw_areas
from tests.accounts.browser import Browser
from tests.listings.form import path_of, send

WRITE = get_localizer("en")


def test_each_chosen_region_has_its_dot() -> None:
    drawn = draw_areas("ES", ["ES-VC", "FR", "ES-GA"], WRITE)

    assert drawn is not None
    assert drawn.numbers == {"ES-VC": 1, "ES-GA": 2}
    assert re.findall(r'href="#area-(\d)" aria-label="([^"]+)"', drawn.svg) == [
        ("1", "1. Valencian Community"),
        ("2", "2. Galicia"),
    ]
    assert not drawn.is_whole


def test_the_picture_is_that_of_the_whole_country_wherever_the_dots_are() -> None:
    one, two = draw_areas("ES", ["ES-VC"], WRITE), draw_areas("ES", ["ES-VC", "ES-GA"], WRITE)

    assert one is not None
    assert two is not None
    outline = re.compile(r'class="map-focus" d="([^"]+)"')
    assert outline.findall(one.svg) == outline.findall(two.svg) != []


def test_a_whole_country_is_filled() -> None:
    drawn = draw_areas("ES", ["ES"], WRITE)

    assert drawn is not None
    assert (drawn.is_whole, drawn.numbers) == (True, {})


def test_what_has_no_place_in_the_country_has_no_map() -> None:
    assert draw_areas("ES", ["ZZ"], WRITE) is None
    assert draw_areas(None, ["ES"], WRITE) is None


async def test_the_form_shows_what_is_ticked(editor: Browser, own: Service) -> None:
    path = path_of(own.id)
    page = (await editor.get(path)).text

    answer = await send(editor, path, page, area=["NL-NH", "NL-UT"], preview="yes")

    assert '<label class="check" id="area-2">' in answer.text
    assert 'href="#area-2" aria-label="2. Utrecht"' in answer.text
