"""Whether a service takes new people, as a program wrote it."""

from datetime import date

from directory.errors import Fault, Unreadable
from directory.exchange.incoming.sent import NO_NUMBER, UNKNOWN, Object
from directory.languages.catalogues import N_
from directory.languages.localizer import Localizer
from directory.listings.actions.room import LONGEST, Room

STATES = ("open", "waiting", "paused")
LONGEST_WAIT = 365
_NO_STATE = N_("Write one of these: %(states)s.")
_NO_DAY = N_("Write a day like 2026-02-28, from today and within %(days)s days.")
_NOT_WAITING = N_("Only where people have to wait, and for 1 to %(days)s days.")


def read_room(sent: Object, today: date, write: Localizer) -> Room:
    """Raises Unreadable with all that is wrong."""
    faults = [
        Fault(name, "", write.gettext(UNKNOWN))
        for name in sent
        if name not in ("state", "until", "wait_days")
    ]
    state, until, wait = sent.get("state"), _day(sent.get("until")), sent.get("wait_days")
    if state not in STATES:
        said = write.gettext(_NO_STATE) % {"states": ", ".join(STATES)}
        faults.append(Fault("state", "", said))
    if until is None or not today <= until <= today + LONGEST:
        said = write.gettext(_NO_DAY) % {"days": write.number(LONGEST.days)}
        faults.append(Fault("until", "", said))
    if "wait_days" in sent and (not isinstance(wait, int) or isinstance(wait, bool)):
        faults.append(Fault("wait_days", "", write.gettext(NO_NUMBER)))
    elif wait is not None and (state != "waiting" or not 1 <= wait <= LONGEST_WAIT):
        said = write.gettext(_NOT_WAITING) % {"days": write.number(LONGEST_WAIT)}
        faults.append(Fault("wait_days", "", said))
    if faults or until is None:
        raise Unreadable(faults)
    return Room(str(state), until, wait)


def _day(value: object) -> date | None:
    try:
        day = date.fromisoformat(str(value))
    except ValueError:
        return None
    return day if day.isoformat() == value else None
