"""Which organizations somebody means who types their names: those that must not learn of it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from directory.catalog.models import Organization, Service
from directory.languages.catalogues import N_
from directory.languages.folding import fold

MOST_NAMES = 5
_MOST_OFFERED = 6
UNKNOWN = N_(
    "We do not know one of these names. Whoever is not listed here can get nothing from here: "
    "take the name out, or write it as the listing has it."
)
SEVERAL = N_("More than one organization has such a name. Tick the one that you mean.")
TOO_MANY = N_("Write five names at most.")


@dataclass(frozen=True, slots=True)
class Named:
    """chosen: those that are meant. offered: among which to choose. left: lines that are not clear.

    problem: why they are not, a key of its translation.
    """

    chosen: Sequence[Organization] = ()
    offered: Sequence[Organization] = ()
    left: Sequence[str] = ()
    problem: str | None = None

    @property
    def ids(self) -> frozenset[UUID]:
        return frozenset(each.id for each in self.chosen)


async def find_named(text: str, ticked: Collection[str]) -> Named:
    """text: a name a line. ticked: ids of those that were offered and chosen."""
    lines = list(dict.fromkeys(filter(None, map(str.strip, text.split("\n")))))
    chosen = list(await Organization.filter(id__in=_ids(ticked)))
    offered: list[Organization] = []
    left: list[str] = []
    problem = TOO_MANY if len(lines) > MOST_NAMES else None
    for line in lines[:MOST_NAMES]:
        if any(fold(line) in fold(each.name) for each in chosen):
            continue
        found = await _find(line)
        if len(found) == 1:
            chosen += found
            continue
        left.append(line)
        offered += found
        problem = problem or (SEVERAL if found else UNKNOWN)
    return Named(chosen, offered, left + lines[MOST_NAMES:], problem)


async def list_organizations(ids: Collection[str]) -> Sequence[Organization]:
    return await Organization.filter(id__in=_ids(ids)).order_by("name", "id")


async def find_country(organization_id: UUID | None) -> str | None:
    """Where its services are, as the first one says."""
    found = Service.filter(organization_id=organization_id, country__isnull=False)
    first = await found.order_by("id").first()
    return first.country if first else None


async def _find(name: str) -> list[Organization]:
    """The one that is called so, else those whose name has it within."""
    found = await Organization.filter(name__icontains=name).order_by("name", "id").limit(200)
    exact = [each for each in found if fold(each.name) == fold(name)]
    return exact if len(exact) == 1 else found[:_MOST_OFFERED]


def _ids(texts: Collection[str]) -> list[UUID]:
    found: list[UUID] = []
    for text in texts:
        try:
            found.append(UUID(text))
        except ValueError:
            continue  # nobody's id names nobody
    return found
