"""From what a person asked to the query that the search answers."""

from datetime import datetime
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from directory.finder.criteria import Criteria
from directory.finder.needs import Needs
from directory.finder.own_words import Understood, understand
from directory.finder.where import Where
from directory.languages.folding import fold
from directory.search.query import Query

PAGE = 20  # services on a page
NOTHING_SAID = Understood()


class Asked(Struct, frozen=True):
    """A search as it was understood. `criteria` holds the needs that the own words spoke of."""

    criteria: Criteria
    where: Where
    understood: Understood
    query: Query


def ask(  # noqa: PLR0913, PLR0917  each is a part of what was asked
    criteria: Criteria,
    where: Where,
    needs: Needs,
    language: str,
    moment: datetime | None,
    size: int = PAGE,
) -> Asked:
    """Own words become needs, which the reader can undo; words that say no need are looked up.

    moment: now, for who asks what is open now.
    """
    understood, words = NOTHING_SAID, ""
    if criteria.q:
        understood = understand(criteria.q, language)
        words = "" if understood.needs else fold(criteria.q)
        needs_asked = dict.fromkeys((*criteria.needs, *understood.needs))
        criteria = replace(criteria, needs=tuple(needs_asked))
    query = Query(
        needs=answering(criteria.needs, needs),
        point=where.point,
        radius_km=criteria.radius_km if where.point else None,
        country=where.country,
        region=where.region,
        words=words,
        language=criteria.language,
        age=criteria.age,
        open_at=moment if criteria.open_now else None,
        open_on=criteria.day - 1 if criteria.day else None,
        free=criteria.free,
        remote=criteria.remote,
        accessible=criteria.accessible,
        accepting=criteria.accepting,
        placed=criteria.placed,
        page=criteria.page,
        size=size,
    )
    return Asked(criteria, where, understood, query)


@lru_cache(4096)
def answering(codes: tuple[str, ...], needs: Needs) -> frozenset[str]:
    """The codes of services that answer what is going on *and* are the kind of help wished for.

    Either kind alone answers for itself. Help that nobody lists for this harm is still help.
    """
    chosen = set(codes)
    harms = needs.answers(code for code in chosen if needs[code].kind == "harm")
    helps = needs.answers(code for code in chosen if needs[code].kind == "help")
    return (harms & helps) or helps or harms
