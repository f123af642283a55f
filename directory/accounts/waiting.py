"""What waits for somebody on the start page, as far as accounts and keys know."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from directory.accounts.badge import Badge
from directory.accounts.key_store import load_team_keys
from directory.accounts.models import Team
from directory.accounts.permissions import Right
from directory.accounts.queries import (
    list_agencies,
    list_invitations,
    list_keys,
    list_team,
    list_unled_teams,
)
from directory.accounts.secrets_at_rest import read_codes
from directory.languages.localizer import Localizer

FEW_CODES = 3
NEW_KEY = timedelta(days=7)
KEY_ENDS = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Waiting:
    """One thing: a whole sentence, and the link that deals with it. path: below the language."""

    sentence: str
    link: str
    path: str


async def waiting_in_accounts(badge: Badge, localizer: Localizer) -> Sequence[Waiting]:
    return [
        *await _in_team(badge, localizer),
        *await _for_operator(badge, localizer),
        *await _for_keeper(badge, localizer),
        *_for_oneself(badge, localizer),
    ]


async def _in_team(badge: Badge, localizer: Localizer) -> Sequence[Waiting]:
    team = badge.membership.team
    if team is None:
        return []
    keys, people = await load_team_keys(team.id), await list_team(team)
    seats = set(keys.current.seats) if keys.generations else set()
    without = {each.member_id for each in people if str(each.member_id) not in seats}
    path, waiting = f"/staff/teams/{team.id}", []
    if badge.member.id in without:
        said = localizer.gettext("You wait for the key of your team. Ask a colleague to give it.")
        waiting.append(Waiting(said, localizer.gettext("See the team"), path))
    elif without:
        said = localizer.ngettext(
            "One colleague waits for the key of your team.",
            "%(count)s colleagues wait for the key of your team.",
            len(without),
        ) % {"count": localizer.number(len(without))}
        waiting.append(Waiting(said, localizer.gettext("See the team"), path))
    if badge.has(Right.MAKE_RECOVERY_KEY) and not _has_paper(team):
        said = localizer.gettext("Your organization has no recovery key.")
        waiting.append(Waiting(said, localizer.gettext("See the team"), path))
    return waiting


def _has_paper(team: Team) -> bool:
    return team.agency.recovery_public_key is not None


async def _for_operator(badge: Badge, localizer: Localizer) -> Sequence[Waiting]:
    if not badge.has(Right.MAKE_AGENCY):
        return []
    waiting = []
    if not await list_agencies(badge):
        said = localizer.gettext("There is no organization yet.")
        waiting.append(Waiting(said, localizer.gettext("Add the first one"), "/staff/agencies"))
    if unled := len(await list_unled_teams(badge)):
        said = localizer.ngettext(
            "One team has no team lead.", "%(count)s teams have no team lead.", unled
        ) % {"count": localizer.number(unled)}
        waiting.append(Waiting(said, localizer.gettext("Invite one"), "/staff/invite"))
    return [*waiting, *await _invited(badge, localizer, "/staff/members")]


async def _invited(badge: Badge, localizer: Localizer, path: str) -> Sequence[Waiting]:
    invitations = len(await list_invitations(badge, badge.now))
    if not invitations:
        return []
    said = localizer.ngettext(
        "One invitation is open.", "%(count)s invitations are open.", invitations
    ) % {"count": localizer.number(invitations)}
    return [Waiting(said, localizer.gettext("See them"), path)]


async def _for_keeper(badge: Badge, localizer: Localizer) -> Sequence[Waiting]:
    """Who is invited, and a key that is new: nobody does either in secret. A key that ends soon."""
    if not badge.has(Right.KEEP_KEYS):
        return []
    now, waiting = badge.now, [*await _invited(badge, localizer, "/staff/colleagues")]
    living = [key for key in await list_keys(badge) if key.counts_at(now)]
    link = localizer.gettext("See the keys")
    if any(now - key.made_at < NEW_KEY for key in living):
        said = localizer.gettext("A colleague, or you, made a key for a program this week.")
        waiting.append(Waiting(said, link, "/staff/keys"))
    if any(key.expires_at - now < KEY_ENDS for key in living):
        said = localizer.gettext("A key that a program may need ends within two weeks.")
        waiting.append(Waiting(said, link, "/staff/keys"))
    return waiting


def _for_oneself(badge: Badge, localizer: Localizer) -> Sequence[Waiting]:
    left = len(read_codes(badge.member.recovery_codes).hashes)
    if left >= FEW_CODES:
        return []
    said = localizer.ngettext(
        "You have one recovery code left.", "You have %(count)s recovery codes left.", left
    ) % {"count": localizer.number(left)}
    return [Waiting(said, localizer.gettext("Make new ones"), "/staff/account")]
