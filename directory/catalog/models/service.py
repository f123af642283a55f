"""HSDS service."""

from typing import TYPE_CHECKING
from uuid import UUID

from tortoise import fields
from tortoise.migrations.constraints import CheckConstraint

from directory.catalog.models.organization import Organization
from directory.catalog.models.program import Program
from directory.catalog.models.record import Record

if TYPE_CHECKING:
    from directory.catalog.models.service_at_location import ServiceAtLocation


class Service(Record):
    """What help there is. `assured_date` is the newest day on which somebody saw it to be true.

    Not HSDS: `slug`, the stable name of the row in data/services that it comes from; `language`,
    which its texts are written in; `country` and `region`, where it is run (ISO 3166, "ZZ" the
    world); `cost`, "free" or "paid"; `referral_required`; and where the facts are from:
    `source_url`, `source_name`, `source_date` as the source writes it, `confidence`, `evidence`,
    `notes`; `duties`, yes or no by the codes of `facts.Duty`; `kept_on`, the day since which it is
    kept here, and data/services changes it no more; `used_on`, the first day of the quarter in
    which it last answered somebody.
    """

    organization_id: UUID
    organization: fields.ForeignKeyRelation[Organization] = fields.ForeignKeyField(
        "directory.Organization", related_name="services", db_index=True
    )
    program: fields.ForeignKeyNullableRelation[Program] = fields.ForeignKeyField(
        "directory.Program",
        related_name="services",
        db_index=True,
        null=True,
        on_delete=fields.SET_NULL,
    )
    name = fields.TextField()
    alternate_name = fields.TextField(null=True)
    description = fields.TextField(null=True)
    url = fields.TextField(null=True)
    email = fields.TextField(null=True)
    status = fields.CharField(20, default="active", db_default="active")
    interpretation_services = fields.TextField(null=True)
    application_process = fields.TextField(null=True)
    fees_description = fields.TextField(null=True)
    wait_time = fields.TextField(null=True)
    fees = fields.TextField(null=True)
    accreditations = fields.TextField(null=True)
    eligibility_description = fields.TextField(null=True)
    minimum_age = fields.FloatField(null=True)
    maximum_age = fields.FloatField(null=True)
    assured_date = fields.DateField(null=True)
    assurer_email = fields.TextField(null=True)
    licenses = fields.TextField(null=True)
    alert = fields.TextField(null=True)
    last_modified = fields.DatetimeField(null=True)

    slug = fields.CharField(200, null=True, unique=True)
    language = fields.CharField(35, default="en", db_default="en")
    country = fields.CharField(2, null=True, db_index=True)
    region = fields.CharField(6, null=True)
    cost = fields.CharField(4, null=True)
    referral_required = fields.BooleanField(null=True)
    source_url = fields.TextField(null=True)
    source_name = fields.TextField(null=True)
    source_date = fields.TextField(null=True)
    confidence = fields.CharField(20, null=True)
    evidence = fields.TextField(null=True)
    notes = fields.TextField(null=True)
    duties = fields.JSONField[dict[str, bool]](null=True)
    kept_on = fields.DateField(null=True)
    used_on = fields.DateField(null=True)

    service_at_locations: fields.ReverseRelation["ServiceAtLocation"]

    class Meta:
        table = "services"
        constraints = (
            CheckConstraint(
                check="status IN ('active', 'inactive', 'defunct', 'temporarily closed')",
                name="services_status",
            ),
            CheckConstraint(check="cost IN ('free', 'paid')", name="services_cost"),
        )
