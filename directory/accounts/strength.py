"""Refusing a password that others would guess, with the sentence that helps."""

from collections.abc import Iterable, Mapping

from directory.accounts.office import Office
from directory.accounts.passwords import Weakness, find_weakness
from directory.accounts.refusals import NotTaken
from directory.languages.catalogues import N_
from directory.privacy.stretching import Password

SENTENCES: Mapping[Weakness, str] = {
    Weakness.TOO_SHORT: N_("This password is too short. Take 12 characters or more."),
    Weakness.TOO_LONG: N_("This password is too long. 128 characters are the most that we take."),
    Weakness.ABOUT_YOU: N_("This password holds your name, your address or ours. Take another."),
    Weakness.COMMON: N_("This password is one of those that are guessed first. Take another."),
}


async def require_strong(
    office: Office, password: Password, names: Iterable[str], *, field: str = "password"
) -> None:
    """NotTaken for a weak one. names: what a thief would know of its owner."""
    known = [name for name in (office.site_name, *names) if name]
    weakness = await office.slowly(find_weakness, password, known)
    if weakness is not None:
        raise NotTaken(field, SENTENCES[weakness])
