"""Where the people live whom a service is for, as a picture beside the list of areas."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from directory.languages.localizer import Localizer
from directory.places.picture import Dot, MapSubject, MapWords, draw_map
from directory.places.regions import area_name as name_of
from directory.places.regions import get_region


@dataclass(frozen=True, slots=True)
class AreasMap:
    """numbers: by the code of a chosen region, the number of its dot, whose link leads to the
    element `area-N`. is_whole: the whole country is chosen."""

    svg: Markup
    numbers: dict[str, int]
    is_whole: bool


def draw_areas(country: str | None, chosen: Sequence[str], write: Localizer) -> AreasMap | None:
    """Of the service's own country; None where nothing of it is chosen."""
    regions = [code for code in chosen if country and code.startswith(f"{country}-")]
    is_whole = country is not None and country in chosen
    if country is None or not (regions or is_whole):
        return None
    numbers = {code: number for number, code in enumerate(regions, start=1)}
    dots = []
    for code, number in numbers.items():
        region, name = get_region(code), name_of(code, write.code)
        dots.append(Dot(number, (region.lat, region.lon), f"{write.number(number)}. {name}"))
    subject = MapSubject(dots=dots, country=country, shows_country=True, anchor="area")
    picture = draw_map(subject, _words([name_of(code, write.code) for code in chosen], write))
    return AreasMap(picture.svg, numbers, is_whole)


def _words(names: Sequence[str], write: Localizer) -> MapWords:
    def name_cluster(numbers: tuple[int, ...]) -> str:
        listed = write.list([write.number(number) for number in numbers])
        return write.gettext("Close together: %(numbers)s") % {"numbers": listed}

    return MapWords(
        language=write.code,
        title=write.gettext("Map of the areas"),
        description=write.list(list(names)),
        cluster=name_cluster,
        kilometres=write.distance,
        number=write.number,
        is_rtl=write.direction == "rtl",
    )
