"""The HSDS 3.2 objects, one noun a file."""

from directory.catalog.models.accessibility import Accessibility
from directory.catalog.models.address import Address
from directory.catalog.models.attribute import Attribute
from directory.catalog.models.change import Change
from directory.catalog.models.confirmation import Confirmation
from directory.catalog.models.contact import Contact
from directory.catalog.models.correction import Correction
from directory.catalog.models.cost_option import CostOption
from directory.catalog.models.funding import Funding
from directory.catalog.models.intake import Intake
from directory.catalog.models.language import Language
from directory.catalog.models.location import Location
from directory.catalog.models.meta_table_description import MetaTableDescription
from directory.catalog.models.organization import Organization
from directory.catalog.models.organization_identifier import OrganizationIdentifier
from directory.catalog.models.phone import Phone
from directory.catalog.models.program import Program
from directory.catalog.models.required_document import RequiredDocument
from directory.catalog.models.revision import Revision
from directory.catalog.models.schedule import Schedule
from directory.catalog.models.service import Service
from directory.catalog.models.service_area import ServiceArea
from directory.catalog.models.service_at_location import ServiceAtLocation
from directory.catalog.models.service_capacity import ServiceCapacity
from directory.catalog.models.taxonomy import Taxonomy
from directory.catalog.models.taxonomy_term import TaxonomyTerm
from directory.catalog.models.translation import Translation
from directory.catalog.models.unit import Unit
from directory.catalog.models.url import Url

__all__ = [
    "Accessibility",
    "Address",
    "Attribute",
    "Change",
    "Confirmation",
    "Contact",
    "Correction",
    "CostOption",
    "Funding",
    "Intake",
    "Language",
    "Location",
    "MetaTableDescription",
    "Organization",
    "OrganizationIdentifier",
    "Phone",
    "Program",
    "RequiredDocument",
    "Revision",
    "Schedule",
    "Service",
    "ServiceArea",
    "ServiceAtLocation",
    "ServiceCapacity",
    "Taxonomy",
    "TaxonomyTerm",
    "Translation",
    "Unit",
    "Url",
]
