"""What is refused about listings, in the reader's terms."""

from collections.abc import Sequence

from directory.catalog.facts import Fact
from directory.errors import Refusal
from directory.languages.catalogues import N_


class LinkUsed(Refusal):
    """The link has counted already, or its time is over."""


class NoAddress(Refusal):
    """Nobody can be asked: the listing shows no address for mail."""

    sentence = N_("This listing shows no email address, so nobody can be asked. Call them.")


class AlreadyOpen(Refusal):
    """Somebody signs in for this organization already."""

    sentence = N_("Somebody signs in for this organization already. Ask a colleague to invite you.")


class Decided(Refusal):
    """Somebody else has decided about this review in the meantime."""

    sentence = N_("Somebody has decided about this already. What they decided is below.")


class Changed(Refusal):
    """Somebody has changed the same facts since the page was loaded. facts: which."""

    sentence = N_(
        "Somebody changed the same thing while you wrote. Both are below: keep what is right."
    )

    def __init__(self, facts: Sequence[Fact]) -> None:
        super().__init__()
        self.facts = tuple(facts)
