"""The search that most programs make, around a point, read in one step.

What it does not take, whatever is wrong or unusual, `criteria` reads field by field, and says what
it cannot use. Where both take a search they read the same.
"""

from collections.abc import Mapping
from typing import Annotated

from msgspec import Meta, Struct, ValidationError, convert

from directory.finder.criteria import (
    DEFAULT_RADIUS_KM,
    HALF_THE_EARTH_KM,
    LEAST_RADIUS_KM,
    Criteria,
    Known,
    rounded,
)


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


def read_around(given: Mapping[str, str], known: Known) -> Criteria | None:
    """None for all other searches."""
    try:
        sent = convert(given, _Around, strict=False)
    except ValidationError:
        return None
    if sent.need is not None and sent.need not in known.needs:
        return None
    if sent.language is not None and not known.is_language(sent.language):
        return None
    return Criteria(
        needs=() if sent.need is None else (sent.need,),
        point=(rounded(sent.lat), rounded(sent.lon)),
        radius_km=sent.radius,
        language=sent.language,
        open_now=sent.open_now,
        free=sent.free,
        remote=sent.remote,
        accessible=sent.accessible,
        accepting=sent.accepting,
        placed=sent.placed,
    )
