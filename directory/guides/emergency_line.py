"""One way to get help at once, with the source that vouches for it."""

from dataclasses import dataclass
from datetime import date

from directory.search.hours import Hours

EMERGENCY_KINDS = (
    "emergency_all",
    "emergency_police",
    "emergency_medical",
    "emergency_fire",
    "text_relay",
)
HELP_KINDS = (
    "child_helpline",
    "missing_child",
    "victim_helpline",
    "suicide",
    "csam_report",
    "image_removal",
)
KINDS = EMERGENCY_KINDS + HELP_KINDS
METHODS = ("phone", "sms", "chat", "web", "app", "relay")


@dataclass(frozen=True, slots=True)
class EmergencyLine:
    """A number to ring, a number to text or a page to open; at least one of the three is there.

    Numbers are strings as people dial them: Australia's is "000", never 0 (H-01). `label` is the
    line's own name in English letters, `label_native` the name that it calls itself; a kind names
    itself. A missing `verified_on`, which only emergency numbers may have, means that lists agree
    but none says when it looked.
    """

    country: str  # ISO 3166-1 alpha-2, or "ZZ" for the world
    kind: str  # one of KINDS
    methods: tuple[str, ...]  # of METHODS
    source_name: str
    source_url: str | None = None
    label: str | None = None
    label_native: str | None = None
    native_language: str | None = None  # BCP 47, of label_native
    service: str | None = None  # id in data/services
    dial: str | None = None  # as dialled inside the country, spaces as printed
    dial_from_abroad: str | None = None  # E.164
    from_mobiles_only: bool = False
    sms: str | None = None
    url: str | None = None
    languages: tuple[str, ...] = ()  # BCP 47; only those that the source states
    hours: Hours | None = None
    cost: str | None = None  # free, local or paid
    anonymous: bool | None = None
    minimum_age: int | None = None
    maximum_age: int | None = None
    verified_on: date | None = None
    next_review: date | None = None
    note: str | None = None  # a fact of the source, in English
    is_old: bool = False  # to be shown with "not confirmed lately"

    @property
    def is_emergency(self) -> bool:
        return self.kind in EMERGENCY_KINDS
