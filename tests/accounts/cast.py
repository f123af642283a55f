"""The cast of these tests: one of each role at the Harbour, and two strangers Elsewhere.

Everybody came by an invitation, as in life, so that all keys are real; only a guess is cheap.
"""

from dataclasses import dataclass, field

from directory.accounts.actions.agencies import add_agency
from directory.accounts.actions.invitations import invite
from directory.accounts.actions.joining import Typed, join, totp_of
from directory.accounts.actions.teams import give_key
from directory.accounts.ledger import Actor
from directory.accounts.models import Agency, Member, Team
from directory.accounts.offers import Offer
from directory.accounts.office import Office
from directory.accounts.queries import find_badge, find_invitation
from directory.accounts.roles import IN_A_TEAM, Role
from directory.accounts.totp import TotpSecret
from directory.privacy.codes import LinkToken, SessionToken
from directory.privacy.stretching import Password
from tests.accounts.clock import SetClock, code_at

HOUSE = Actor()


@dataclass(frozen=True, slots=True)
class Player:
    """One person, with all that only they know."""

    member: Member
    password: str
    secret: TotpSecret
    codes: tuple[str, ...]
    token: SessionToken

    @property
    def email(self) -> str:
        return self.member.email


@dataclass(slots=True)
class Cast:
    """team: of the Harbour; strange_team: Elsewhere. players: by role, those of the Harbour."""

    team: Team
    strange_team: Team
    players: dict[Role, Player] = field(default_factory=dict)
    stranger: Player = None  # type: ignore[assignment]  # set as the cast is made
    strange_lead: Player = None  # type: ignore[assignment]  # set as the cast is made

    @property
    def lead(self) -> Player:
        return self.players[Role.TEAM_LEAD]

    @property
    def caseworker(self) -> Player:
        return self.players[Role.CASEWORKER]

    @property
    def operator(self) -> Player:
        return self.players[Role.OPERATOR]


async def make_cast(office: Office, clock: SetClock) -> Cast:
    team = await add_agency(office, HOUSE, "Harbour", "Quay")
    strange = await add_agency(office, HOUSE, "Elsewhere", "Far team")
    cast = Cast(team, strange)
    for role in (Role.TEAM_LEAD, *(each for each in Role if each is not Role.TEAM_LEAD)):
        offer = offer_of(role, team.agency, team)
        cast.players[role] = await come_in(office, clock, f"{role}@harbour.example", offer)
    await _share_key(office, cast.lead, team)
    lead = Offer(Role.TEAM_LEAD, strange.agency, strange)
    cast.strange_lead = await come_in(office, clock, "lead@elsewhere.example", lead)
    worker = Offer(Role.CASEWORKER, strange.agency, strange)
    cast.stranger = await come_in(office, clock, "stranger@elsewhere.example", worker)
    return cast


def offer_of(role: Role, agency: Agency, team: Team) -> Offer:
    if role in IN_A_TEAM:
        return Offer(role, agency, team)
    return Offer(role, agency) if role is Role.PROVIDER else Offer(role)


async def come_in(office: Office, clock: SetClock, email: str, offer: Offer) -> Player:
    """Invited, joined and signed in."""
    link, _ = await invite(office, HOUSE, email, offer, "en")
    token = LinkToken.read(link.rpartition("/")[2])
    invitation = await find_invitation(token, office.clock())
    password, secret = f"correct {email[:4]} battery staple zebra", totp_of(office, token)
    typed = Typed(
        token, f"Name of {email}", Password(password), code_at(secret, clock), "en", "192.0.2.1"
    )
    joined = await join(office, invitation, typed)
    codes = tuple(code.written() for code in joined.codes)
    return Player(await Member.get(email=email), password, secret, codes, joined.token)


async def _share_key(office: Office, lead: Player, team: Team) -> None:
    badge = await find_badge(lead.token, office.clock())
    assert badge is not None
    for member in await Member.filter(memberships__team_id=team.id).exclude(id=lead.member.id):
        await give_key(office, badge, team, member.id)
