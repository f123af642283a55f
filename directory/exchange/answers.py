"""One listing as an item of each list, encoded."""

from directory.catalog.listing import Listing
from directory.exchange import hsds
from directory.exchange.encoding import encode


def service_answer(listing: Listing) -> bytes:
    """What stands in lists of services: kept with the search, since these are asked for most."""
    return encode(hsds.service_item(listing))


def place_answer(listing: Listing) -> bytes:
    return encode(hsds.place_item(listing))


def organization_answer(listing: Listing) -> bytes:
    return encode(hsds.organization_item(listing))


def feature_answer(listing: Listing) -> bytes:
    return encode(hsds.feature(listing))
