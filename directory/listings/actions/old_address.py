"""Telling a listing's old address that another one stands there now.

Threat: a listing's mails, referrals among them, are led away, by a link or by an account that
somebody took over. Whoever reads the old address learns of it, whoever changed it.
"""

from collections.abc import Iterable

from directory.accounts.letters import Kind, Letter
from directory.accounts.office import Office
from directory.catalog.facts import Fact
from directory.listings.queries import Held


async def warn_old_address(office: Office, before: Held, after: Held) -> None:
    """After the act, for a mail cannot be part of it."""
    await warn_old_addresses(office, [(before, after)])


async def warn_old_addresses(office: Office, changed: Iterable[tuple[Held, Held]]) -> None:
    """The same for many: each before and after."""
    language = office.languages[0]
    letters = []
    for before, after in changed:
        old = before.facts[Fact.EMAIL.code]
        if old and old != after.facts[Fact.EMAIL.code]:
            link = office.link(language, f"/services/{after.service.id}")
            letters.append(Letter(old, language, Kind.ADDRESS_GONE, {"link": link}))
    if letters:
        await office.mailbox.send(letters)
