"""What a program may do with a key, each as little as one errand needs."""

from collections.abc import Mapping
from enum import StrEnum

from directory.languages.catalogues import N_


class Scope(StrEnum):
    """What a key names of the rights of whoever made it."""

    LISTINGS_WRITE = "listings:write"
    LISTINGS_CONFIRM = "listings:confirm"
    ROOM_WRITE = "room:write"


SCOPES: Mapping[Scope, str] = {
    Scope.LISTINGS_WRITE: N_("Change the listings of your organization"),
    Scope.LISTINGS_CONFIRM: N_("Confirm that they are still right"),
    Scope.ROOM_WRITE: N_("Say whether your services take new people"),
}
