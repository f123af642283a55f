"""The questions that come before all others: who did the harm, and who must not learn of it."""

from collections.abc import Mapping

from directory.languages.catalogues import N_
from directory.referrals.coded import ContactRoute
from directory.referrals.forms.typed import Typed

ANSWERS: Mapping[str, str] = {
    "no": N_("No"),
    "yes": N_("Yes"),
    "unsure": N_("We are not sure"),
}
NOT_ANSWERED = N_("Answer this before anything is written.")
CONNECTED = N_(
    "Nothing is sent to an organization that is or may be connected to the person who harmed. "
    "Choose another service."
)
OVERHEARD = N_(
    "Contact could reach somebody who must not know. Let the family or you call the service."
)


def conflict_problems(typed: Typed) -> dict[str, str]:
    """Sentences by field. "Not sure" counts as a yes: nobody finds out by trying."""
    problems: dict[str, str] = {}
    for name in ("connected", "overheard"):
        if typed.one(name) not in ANSWERS:
            problems[name] = NOT_ANSWERED
    if typed.one("connected") in {"yes", "unsure"}:
        problems["connected"] = CONNECTED
    is_called = typed.one("contact_route") == ContactRoute.SERVICE_CONTACTS_CLIENT
    if is_called and typed.one("overheard") in {"yes", "unsure"}:
        problems["contact_route"] = OVERHEARD
    return problems
