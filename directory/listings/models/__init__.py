"""What is kept about the changes of listings, one noun a file."""

from directory.listings.models.apart import Apart
from directory.listings.models.listing_link import ListingLink
from directory.listings.models.review import Review
from directory.listings.models.seen_address import SeenAddress
from directory.listings.models.version import Version

__all__ = ["Apart", "ListingLink", "Review", "SeenAddress", "Version"]
