"""Reading the catalog: a handful of queries, however many records there are."""

from collections.abc import AsyncIterator, Collection, Iterable, Sequence
from typing import Any
from uuid import UUID

from directory.catalog.assemble import Tables, listings_of, text_of
from directory.catalog.history import MERGED_INTO
from directory.catalog.listing import Listing, OrganizationPage
from directory.catalog.models import (
    Accessibility,
    Address,
    Attribute,
    Change,
    Confirmation,
    Correction,
    Intake,
    Language,
    Organization,
    Phone,
    Schedule,
    Service,
    ServiceArea,
    ServiceAtLocation,
    ServiceCapacity,
    Translation,
    Url,
)
from directory.errors import NotFound

SERVICE = (
    "id", "organization_id", "organization__name", "organization__language", "name", "language",
    "description", "eligibility_description", "fees_description", "url", "email", "country",
    "region", "cost", "minimum_age", "maximum_age", "referral_required", "assured_date",
    "source_url", "source_name", "confidence", "last_modified", "organization__description",
    "organization__website", "organization__email", "application_process", "duties",
)  # fmt: skip
LOCATION = ("location__visibility", "location__latitude", "location__longitude")
PLACE = ("id", "service_id", "location_id", *LOCATION)
MOST_MERGES = 10  # one after another, of what was the same service
AT_ONCE = 1000  # services of which the rows are read together


async def load_listings() -> list[Listing]:
    """Everything that may be shown, ordered by id."""
    return listings_of(await _read(None))


async def count_services() -> int:
    return await Service.filter(status="active").count()


async def iterate_listings(
    country: str | None = None,
) -> AsyncIterator[tuple[int, list[Listing]]]:
    """The same in pieces, with the number of services in each: a whole world fits no memory.

    country: only of services that are run in it.
    """
    listed = Service.filter(status="active", **({"country": country} if country else {}))
    found = await listed.order_by("id").values_list("id")
    ids = [row[0] for row in found]
    for start in range(0, len(ids), AT_ONCE):
        some = ids[start : start + AT_ONCE]
        yield len(some), listings_of(await _read(some))


async def load_touched(records: Collection[UUID]) -> tuple[set[str], list[Listing]]:
    """The services that a change of these records concerns, and what is now listed of them.

    records: of services, organizations, places or schedules; also of some that are gone.
    """
    services = set(records)
    for found in (
        Service.filter(organization_id__in=records).values_list("id"),
        ServiceAtLocation.filter(location_id__in=records).values_list("service_id"),
        Schedule.filter(id__in=records).values_list("service_id"),
    ):
        services |= {row[0] for row in await found if row[0]}
    return set(map(str, services)), listings_of(await _read(sorted(services)))


async def get_listings(ids: Sequence[str]) -> list[Listing]:
    """The listings with these ids, in this order. NotFound if one of them may not show."""
    wanted = [_uuid(text) for text in ids]
    placed = await ServiceAtLocation.filter(id__in=wanted).values_list("service_id")
    found = listings_of(await _read([*wanted, *(row[0] for row in placed)]))
    by_id = {listing.id: listing for listing in found}
    if set(map(str, wanted)) - by_id.keys():
        raise NotFound
    return [by_id[str(record_id)] for record_id in wanted]


async def get_organization_page(organization_id: str) -> OrganizationPage:
    """An organization with its listings. NotFound where it does not exist or has none to show."""
    organization = await Organization.get_or_none(id=_uuid(organization_id))
    if organization is None:
        raise NotFound
    services = await Service.filter(organization_id=organization.id).values_list("id")
    tables = await _read([row[0] for row in services])
    listings = listings_of(tables)
    if not listings:
        raise NotFound
    about, language = organization.id, organization.language
    return OrganizationPage(
        id=str(about),
        name=listings[0].organization,
        description=text_of(tables, about, "description", organization.description, language),
        website=organization.website,
        email=organization.email,
        listings=tuple(listings),
    )


async def get_successor(record_id: str) -> str:
    """The id of the service that another was merged into, and that one perhaps into a further one.

    record_id: of a service, or of one of its places. NotFound where nothing was merged.
    """
    asked = _uuid(record_id)
    placed = await ServiceAtLocation.filter(id=asked).values_list("service_id")
    first = service = next((row[0] for row in placed), asked)
    for _ in range(MOST_MERGES):
        told = Change.filter(resource_id=service, field_name=MERGED_INTO).order_by("-sequence")
        found = await told.limit(1).values_list("replacement_value")
        if not found or not found[0][0]:  # never, or no longer
            break
        service = UUID(found[0][0])
    if service == first:
        raise NotFound
    return str(service)


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise NotFound from None


async def _read(ids: Sequence[UUID] | None) -> Tables:
    """The rows behind the listings of these services, or of all."""

    def among(column: str, found: Iterable[Any]) -> dict[str, list[Any]]:
        return {} if ids is None else {f"{column}__in": list(found)}

    some = among("service_id", ids or ())
    services = await Service.filter(status="active", **among("id", ids or ())).values(*SERVICE)
    places = await ServiceAtLocation.filter(**some).values(*PLACE)
    schedules = await Schedule.filter(**some).order_by("id").values()
    here = among("location_id", (row["location_id"] for row in places))
    texts = [row["id"] for row in (*services, *schedules)]
    about = among("link_id", {*texts, *(row["organization_id"] for row in services)})
    needs = Attribute.filter(link_type="need", **about).order_by("taxonomy_term__code")
    return Tables(
        services=services,
        places=places,
        schedules=schedules,
        addresses=await Address.filter(**here).order_by("id").values(),
        accessibility=await Accessibility.filter(**here).order_by("id").values(),
        phones=await Phone.filter(**some).order_by("position", "id").values(),
        languages=await Language.filter(**some).order_by("code").values(),
        capacities=await ServiceCapacity.filter(**some).order_by("id").values(),
        areas=await ServiceArea.filter(**some).order_by("code").values(),
        urls=await Url.filter(label="chat", **some).order_by("id").values(),
        needs=await needs.values("link_id", "taxonomy_term__code"),
        translations=await Translation.filter(**about).order_by("language").values(),
        confirmations=await Confirmation.filter(**some).values(),
        corrections=await Correction.filter(settled_on=None, **some).values(),
        intakes=await Intake.filter(**some).values(),
    )
