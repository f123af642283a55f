"""Which numbers a country's page shows on a given day (H-01 to H-05).

Read from files of the program itself, so that it works with the database and the network down.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache

from directory.guides.emergency_dial import last_resorts
from directory.guides.emergency_files import load_emergency
from directory.guides.emergency_line import KINDS, EmergencyLine
from directory.settings import DATA

__all__ = ["KINDS", "EmergencyLine", "EmergencyPage", "lines_for", "load_emergency", "shipped"]

WORLD = "ZZ"
FRESH = timedelta(days=180)
SHOWN = timedelta(days=365)

Files = Mapping[str, tuple[EmergencyLine, ...]]


@dataclass(frozen=True, slots=True)
class EmergencyPage:
    """`emergency` first, then the country's `lines`, then what helps from anywhere.

    `is_checked_locally`: nobody has confirmed these emergency numbers within a year, so the page
    asks people to check them where they are.
    """

    country: str | None
    emergency: tuple[EmergencyLine, ...]
    lines: tuple[EmergencyLine, ...]
    international: tuple[EmergencyLine, ...]
    is_checked_locally: bool


@cache
def shipped() -> Files:
    """The lines of data/emergency, read once."""
    return load_emergency(DATA / "emergency")


def lines_for(country: str | None, on: date, files: Files | None = None) -> EmergencyPage:
    """The page of a country (ISO 3166-1 alpha-2) on a day; without one, only what is worldwide."""
    files = shipped() if files is None else files
    here = country if country != WORLD else None
    own = _shown(files.get(here, ()) if here else (), on)
    emergency = tuple(line for line in own if line.is_emergency)
    is_confirmed = any(_age(line, on) <= SHOWN for line in emergency)
    return EmergencyPage(
        country=here,
        emergency=emergency or _last_resorts(here),
        lines=tuple(line for line in own if not line.is_emergency),
        international=_shown(files.get(WORLD, ()), on),
        is_checked_locally=here is not None and not is_confirmed,
    )


def _shown(lines: tuple[EmergencyLine, ...], on: date) -> tuple[EmergencyLine, ...]:
    """H-02: older than half a year is marked, older than a year hidden unless an emergency number.

    A wrong helpline costs a child its courage; a missing emergency number may cost its life.
    """
    return tuple(
        replace(line, is_old=_age(line, on) > FRESH)
        for line in lines
        if line.is_emergency or _age(line, on) <= SHOWN
    )


def _age(line: EmergencyLine, on: date) -> timedelta:
    return on - line.verified_on if line.verified_on else timedelta.max


def _last_resorts(country: str | None) -> tuple[EmergencyLine, ...]:
    if country is None:
        return ()
    return tuple(
        EmergencyLine(
            country=country,
            kind="emergency_all",
            dial=dial,
            methods=("phone",),
            source_name="libphonenumber",
            source_url="https://github.com/google/libphonenumber",
            is_old=True,
        )
        for dial in last_resorts(country)
    )
