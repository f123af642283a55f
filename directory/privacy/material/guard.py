"""The refuse-guard: finds what may not stand in a text, and says which rule, never what.

It refuses and does not cut out: whoever wrote the text has to know, and nobody is misquoted.
Names, streets and schools it cannot know; so free text is rare, and off where it can be.
"""

from collections import Counter
from collections.abc import Callable, Collection, Mapping

from directory.privacy.material.codes import (
    has_code,
    has_crypto_address,
    has_hash,
    has_hidden_service,
    has_uuid,
)
from directory.privacy.material.dates import has_date
from directory.privacy.material.disguise import views
from directory.privacy.material.domains import has_domain
from directory.privacy.material.files import has_file_name, has_path
from directory.privacy.material.links import (
    has_invitation,
    has_link,
    has_network_address,
    has_short_link,
)
from directory.privacy.material.names import has_email, has_handle
from directory.privacy.material.numbers import has_coordinates, has_digits, has_phone
from directory.privacy.material.rules import EVERY_RULE, IDENTIFIERS, Refused, Rule

_FINDERS: Mapping[Rule, Callable[[str], bool]] = {
    Rule.LINK: has_link,
    Rule.DOMAIN: has_domain,
    Rule.NETWORK_ADDRESS: has_network_address,
    Rule.SHORT_LINK: has_short_link,
    Rule.INVITATION: has_invitation,
    Rule.HIDDEN_SERVICE: has_hidden_service,
    Rule.FILE_NAME: has_file_name,
    Rule.PATH: has_path,
    Rule.HANDLE: has_handle,
    Rule.EMAIL: has_email,
    Rule.HASH: has_hash,
    Rule.CODE: has_code,
    Rule.UUID: has_uuid,
    Rule.CRYPTO_ADDRESS: has_crypto_address,
    Rule.PHONE: has_phone,
    Rule.DATE: has_date,
    Rule.COORDINATES: has_coordinates,
    Rule.DIGITS: has_digits,
}
# They turn the direction of letters against their nature; no keyboard types them.
_OVERRIDES = "\u202d\u202e"


def find_rules(text: str, rules: Collection[Rule] = EVERY_RULE) -> tuple[Rule, ...]:
    """The rules that a text breaks, in their order; none for what may be kept."""
    seen = views(text)
    broken = {rule for rule in rules if _is_broken(rule, text, seen)}
    return tuple(rule for rule in Rule if rule in broken)


def _is_broken(rule: Rule, text: str, seen: tuple[str, ...]) -> bool:
    if rule is Rule.HIDDEN_DIRECTION:
        return any(mark in text for mark in _OVERRIDES)
    # Numbers have no look-alikes left, and are found across gaps as they are.
    return any(map(_FINDERS[rule], seen[:1] if rule in IDENTIFIERS else seen))


class Guard:
    """Stands in front of every text that is kept, and counts by rule what it turned away."""

    def __init__(self) -> None:
        self.counts: Counter[Rule] = Counter()

    def require_harmless(self, text: str, rules: Collection[Rule] = EVERY_RULE) -> None:
        """Raises Refused."""
        broken = find_rules(text, rules)
        if broken:
            self.counts.update(broken)
            raise Refused(broken)
