"""Places to choose from: the regions of a country, then the towns of a region."""

from typing import Any

from directory.finder.criteria import Criteria
from directory.finder.desk import Desk
from directory.languages.folding import fold
from directory.places.regions import (
    country_name,
    get_region,
    list_countries,
    list_regions,
    region_name,
)

MOST_TOWNS = 300


def list_places(criteria: Criteria, desk: Desk) -> dict[str, Any]:
    """The next list to choose from, after what is known of the place so far.

    `level` is country, region or town; `choices` are (value, name) in the reader's alphabet.
    """
    language = desk.localizer.code
    if criteria.region is not None:
        country = get_region(criteria.region).country
        found = desk.finder.gazetteer.list_towns(country, criteria.region, MOST_TOWNS)
        named = [(str(town.id), desk.finder.gazetteer.name_of(town, language)) for town in found]
        towns = sorted(named, key=lambda choice: fold(choice[1]))
        name = region_name(criteria.region, language)
        return {"level": "town", "country": country, "name": name, "choices": towns}
    if criteria.country is not None:
        name = country_name(criteria.country, language)
        regions = list_regions(criteria.country, language)
        return {"level": "region", "country": criteria.country, "name": name, "choices": regions}
    return {"level": "country", "country": None, "name": "", "choices": list_countries(language)}
