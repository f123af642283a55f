"""As many listings as a national network of services has."""

from uuid import UUID, uuid4

from directory.catalog.actions import BATCH
from directory.catalog.models import (
    Attribute,
    Language,
    Phone,
    Schedule,
    Service,
    ServiceArea,
)
from directory.catalog.seed_needs import term_id

# One of which data/ has few listings.
COUNTRY = "AD"
_WEEK = {"freq": "WEEKLY", "byday": "MO,TU,WE,TH,FR", "time_zone": "Europe/Andorra"}
_NEED = {"link_entity": "service", "link_type": "need", "taxonomy_term_id": term_id("200")}


async def add_listings(count: int, organization_id: UUID) -> None:
    """With telephone, hours, language, need and area: six records each."""
    ids = [uuid4() for _ in range(count)]
    services = [_service(each, n, organization_id) for n, each in enumerate(ids, start=1)]
    await Service.bulk_create(services, batch_size=BATCH)
    phones = [
        Phone(service_id=each, number=f"+3766{n:05}", shown=f"6{n:05}")
        for n, each in enumerate(ids, start=1)
    ]
    await Phone.bulk_create(phones, batch_size=BATCH)
    hours = [
        Schedule(service_id=each, opens_at="09:00", closes_at=f"{14 + n % 5}:00", **_WEEK)
        for n, each in enumerate(ids)
    ]
    await Schedule.bulk_create(hours, batch_size=BATCH)
    spanish = [Language(service_id=each, code="es", name="Spanish") for each in ids]
    await Language.bulk_create(spanish, batch_size=BATCH)
    andorra = [ServiceArea(service_id=each, code=COUNTRY, name="Andorra") for each in ids]
    await ServiceArea.bulk_create(andorra, batch_size=BATCH)
    needs = [Attribute(link_id=each, **_NEED) for each in ids]
    await Attribute.bulk_create(needs, batch_size=BATCH)


def _service(service_id: UUID, number: int, organization_id: UUID) -> Service:
    return Service(
        id=service_id,
        organization_id=organization_id,
        name=f"Advice centre {number}",
        description=f"Counselling for children and families in district {number}.",
        country=COUNTRY,
        cost="free",
        language="en",
        slug=f"advice-centre-{number}",
    )
