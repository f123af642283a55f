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

_WEEK = {"freq": "WEEKLY", "byday": "MO,TU,WE,TH,FR", "time_zone": "Europe/Madrid"}


async def add_listings(count: int, organization_id: UUID) -> None:
    """With telephone, hours, languages, needs and area: six records each."""
    ids = [uuid4() for _ in range(count)]
    rows = {
        Service: [
            Service(
                id=each,
                organization_id=organization_id,
                name=f"Advice centre {number}",
                description=f"Counselling for children and families in district {number}.",
                country="ES",
                cost="free",
                language="en",
                slug=f"advice-centre-{number}",
            )
            for number, each in enumerate(ids, start=1)
        ],
        Phone: [
            Phone(id=uuid4(), service_id=each, number=f"+3491{number:07}", shown=f"91{number:07}")
            for number, each in enumerate(ids, start=1)
        ],
        Schedule: [
            Schedule(
                id=uuid4(), service_id=each, opens_at="09:00", closes_at=f"{14 + n % 5}:00", **_WEEK
            )
            for n, each in enumerate(ids)
        ],
        Language: [Language(id=uuid4(), service_id=each, code="es", name="Spanish") for each in ids],
        ServiceArea: [ServiceArea(id=uuid4(), service_id=each, code="ES", name="Spain") for each in ids],
        Attribute: [
            Attribute(
                id=uuid4(),
                link_id=each,
                link_entity="service",
                link_type="need",
                taxonomy_term_id=term_id("200"),
            )
            for each in ids
        ],
    }
    for model, made in rows.items():
        await model.bulk_create(made, batch_size=BATCH)  # type: ignore[attr-defined]
