"""What waits for one referral as it lies in the database: its times, and the hours of its desk."""

from collections.abc import Sequence
from datetime import datetime

from directory.catalog.models import Address, Schedule, Service
from directory.catalog.schedules import read_schedules
from directory.places.regions import WORLD
from directory.referrals.clocks import Due, Times, what_is_due
from directory.referrals.coded import Urgency
from directory.referrals.lifecycle import LIVING, UNDER_WAY, State
from directory.referrals.models import Referral
from directory.referrals.opening_calendar import opening_calendar
from directory.search.hours import Hours


async def due_of(referral: Referral, now: datetime) -> Sequence[Due]:
    """What the clock has to do about it by now. Its consent and service are loaded with it."""
    state, urgency = State(referral.state), Urgency(referral.urgency)
    return what_is_due(state, urgency, times_of(referral), await calendar_of(referral), now)


def times_of(referral: Referral) -> Times:
    consent = referral.consent
    given_at = consent.given_at if consent and consent.state in LIVING else None
    warned_at = referral.warned_at
    done = {
        Due.REMIND: referral.reminded_at is not None,
        Due.ESCALATE: referral.lead_asked_at is not None,
        # Whoever was warned of an earlier consent is warned again of the one in its place.
        Due.WARN: warned_at is not None and given_at is not None and given_at <= warned_at,
    }
    return Times(
        given_at=given_at,
        ends_at=consent.expires_at if consent and given_at else None,
        sent_at=referral.sent_at,
        moved_at=referral.moved_at,
        expected_on=referral.expected_week if referral.state == State.WAITING else None,
        done=frozenset(what for what, is_done in done.items() if is_done),
    )


async def calendar_of(referral: Referral) -> Hours:
    """Of the desk that it was sent to; before that, and where the service is gone, any."""
    service = referral.service
    if service is None or referral.state not in UNDER_WAY:
        return opening_calendar(None, WORLD)
    rows = await Schedule.filter(service_id=service.id).order_by("id").values()
    zone = next((row["time_zone"] for row in rows if row["time_zone"]), None)
    country, region = await _where(service)
    try:
        return opening_calendar(read_schedules(rows), country, region, zone)
    except ValueError:
        # Hours that are none, in one listing, must not hold up the clock of all others.
        return opening_calendar(None, country, region)


async def _where(service: Service) -> tuple[str, str | None]:
    if service.country:
        return service.country, service.region
    here = Address.filter(location__service_at_locations__service_id=service.id)
    address = await here.order_by("id").first()
    if address is None or not address.country:
        return WORLD, None
    # Anything may stand there; what is no code of the country says nothing of its clock.
    region = address.state_province or ""
    return address.country, region if region.startswith(f"{address.country}-") else None
