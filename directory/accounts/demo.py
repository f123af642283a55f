"""Fictional accounts, one for each role, to try the staff pages. Every page of theirs says so."""

from collections.abc import Mapping
from dataclasses import dataclass
from hmac import digest

from pyotp import TOTP

from directory.accounts.actions.agencies import add_agency
from directory.accounts.actions.invitations import make_invitation
from directory.accounts.actions.joining import Typed, join, totp_of
from directory.accounts.actions.teams import give_key
from directory.accounts.badge import Badge
from directory.accounts.ledger import Actor
from directory.accounts.models import Member, Team
from directory.accounts.offers import Offer
from directory.accounts.office import Office
from directory.accounts.queries import find_badge, find_invitation
from directory.accounts.roles import EVERYWHERE, IN_A_TEAM, Role
from directory.accounts.secrets_at_rest import open_totp
from directory.accounts.totp import TotpSecret
from directory.errors import VerbRefused
from directory.privacy import crockford
from directory.privacy.stretching import Password

_HOUSE = Actor()
_NAMES: Mapping[Role, str] = {
    Role.TEAM_LEAD: "Lena Lead (demo)",
    Role.CASEWORKER: "Cara Caseworker (demo)",
    Role.RECIPIENT: "Rico Recipient (demo)",
    Role.PROVIDER: "Pia Provider (demo)",
    Role.EDITOR: "Edo Editor (demo)",
    Role.OPERATOR: "Olga Operator (demo)",
}


@dataclass(frozen=True, slots=True)
class SignIn:
    """What one needs to sign in as a role. code: the one of this moment, if it was not used."""

    role: Role
    email: str
    password: str
    secret: str
    code: str


async def start_demo() -> bool:
    """Whether there is nobody yet, so that the people of the demonstration may come in.

    VerbRefused beside real accounts: whoever reads the terminal could sign in among them.
    """
    if await Member.filter(is_demo=False).exists():
        raise VerbRefused("There are real accounts here. Try demo accounts with an empty database.")
    return not await Member.exists()


async def sign_ins_of(office: Office) -> list[SignIn]:
    """How to sign in with each of them, now."""
    members = {each.email: each for each in await Member.all()}
    return [_say(office, role, members[_email(role)]) for role in _NAMES]


async def come_all_in(office: Office) -> dict[Role, Badge]:
    """Two organizations, and somebody in each role, signed in. The recipient's is the second."""
    harbour = await add_agency(office, _HOUSE, "Harbour House (demo)", "Quay (demo)", is_demo=True)
    clinic = await add_agency(office, _HOUSE, "Clinic (demo)", "Front desk (demo)", is_demo=True)
    lead = await _come_in(office, Role.TEAM_LEAD, harbour)
    worker = await _come_in(office, Role.CASEWORKER, harbour)
    await give_key(office, lead, harbour, worker.member.id)
    others = (Role.RECIPIENT, Role.PROVIDER, Role.EDITOR, Role.OPERATOR)
    badges = {role: await _come_in(office, role, clinic) for role in others}
    return {Role.TEAM_LEAD: lead, Role.CASEWORKER: worker, **badges}


async def _come_in(office: Office, role: Role, team: Team) -> Badge:
    """By an invitation that is not mailed, so that every key of theirs is a real one."""
    link = await make_invitation(office, _HOUSE, _email(role), _offer(role, team))
    invitation = await find_invitation(link, office.clock())
    password, code = Password(_password(office, role)), _code(office, totp_of(office, link))
    typed = Typed(link, _NAMES[role], password, code, office.languages[0], "")
    joined = await join(office, invitation, typed)
    # The code of this moment was used to join; it has to work once more, when it is printed.
    await Member.filter(email=_email(role)).update(is_demo=True, totp_step=0)
    badge = await find_badge(joined.token, office.clock())
    if badge is None:
        raise VerbRefused("The clock of this machine jumped. Empty the database and try again.")
    return badge


def _offer(role: Role, team: Team) -> Offer:
    if role in EVERYWHERE:
        return Offer(role)
    return Offer(role, team.agency, team if role in IN_A_TEAM else None)


def _say(office: Office, role: Role, member: Member) -> SignIn:
    secret = open_totp(office, member.id, member.totp_secret)
    code = _code(office, secret)
    return SignIn(role, member.email, _password(office, role), secret.typed(), code)


def _email(role: Role) -> str:
    return f"{role.replace('_', '-')}@demo.example"


def _password(office: Office, role: Role) -> str:
    """The same each time for one installation, so that it can be said again; kept nowhere."""
    made = digest(office.keys.demo.reveal(), role.encode(), "sha256")
    return crockford.grouped(crockford.draw(16, lambda length: made[:length]), 4, 4, 4, 4)


def _code(office: Office, secret: TotpSecret) -> str:
    return TOTP(secret.typed().replace(" ", "")).at(office.clock())
