"""The search that most programs make, around a point, read in one step.

What it does not take, whatever is wrong or unusual, `criteria` reads field by field, and says what
it cannot use. Where both take a search they ask for the same.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Annotated

from msgspec import Meta, Struct, ValidationError, convert

from directory.finder.asking import answering
from directory.finder.criteria import (
    DEFAULT_RADIUS_KM,
    HALF_THE_EARTH_KM,
    LEAST_RADIUS_KM,
    rounded,
)
from directory.finder.stock import FinderStock
from directory.search.query import Query


class _Around(Struct, frozen=True, forbid_unknown_fields=True):
    """What is sent. No whole numbers: "1e1" would be one here, and is none of ours."""

    lat: Annotated[float, Meta(ge=-90, le=90)]
    lon: Annotated[float, Meta(ge=-180, le=180)]
    radius: Annotated[float, Meta(ge=LEAST_RADIUS_KM, le=HALF_THE_EARTH_KM)] = DEFAULT_RADIUS_KM
    need: str | None = None
    language: str | None = None
    open_now: bool = False
    free: bool = False
    remote: bool = False
    accessible: bool = False
    accepting: bool = False
    placed: bool = False


def ask_around(
    given: Mapping[str, str], finder: FinderStock, size: int, clock: Callable[[], datetime]
) -> Query | None:
    """None for all other searches. The clock is only asked for what is open now."""
    try:
        sent = convert(given, _Around, strict=False)
    except ValidationError:
        return None
    if sent.need is not None and sent.need not in finder.known.needs:
        return None
    if sent.language is not None and not finder.known.is_language(sent.language):
        return None
    point = rounded(sent.lat), rounded(sent.lon)
    town = finder.gazetteer.nearest_town(*point)
    return Query(
        needs=frozenset() if sent.need is None else answering((sent.need,), finder.needs),
        point=point,
        radius_km=sent.radius,
        country=town.country if town else None,
        region=town.region if town else None,
        language=sent.language,
        open_at=clock() if sent.open_now else None,
        free=sent.free,
        remote=sent.remote,
        accessible=sent.accessible,
        accepting=sent.accepting,
        placed=sent.placed,
        size=size,
    )
