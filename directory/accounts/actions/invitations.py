"""Links that are mailed: into a role, or to a new password."""

from datetime import timedelta
from uuid import UUID, uuid4

from directory.accounts.actions.factors import fold_email
from directory.accounts.ledger import Actor, note, turn
from directory.accounts.letters import Kind, Letter
from directory.accounts.models import Invitation, Member
from directory.accounts.offers import Offer
from directory.accounts.office import Office
from directory.accounts.refusals import BAD_EMAIL, NotTaken
from directory.errors import NotFound
from directory.privacy.codes import LinkToken

JOIN_WITHIN = timedelta(hours=72)
RESET_WITHIN = timedelta(hours=24)
LONGEST_EMAIL = 254


async def invite(
    office: Office, by: Actor, email: str, offer: Offer, language: str
) -> tuple[str, bool]:
    """The link, and whether the mail left. No page shows the link; only a terminal does.

    Whether the address has an account already, nobody learns who does not read its mail.
    """
    to = require_email(email)
    token = await make_invitation(office, by, to, offer)
    link = _link(office, language, token)
    left = await office.mailbox.send([Letter(to, language, Kind.INVITATION, {"link": link})])
    return link, left


async def make_invitation(office: Office, by: Actor, email: str, offer: Offer) -> LinkToken:
    """What the link holds. email: folded and checked."""
    token, now = LinkToken.new(office.random), office.clock()
    async with turn():
        invitation = await Invitation.create(
            id=uuid4(),
            kind="join",
            token_hash=token.fingerprint(),
            email=email,
            role=offer.role,
            agency_id=offer.agency.id if offer.agency else None,
            team_id=offer.team.id if offer.team else None,
            invited_by_id=by.member_id,
            created_at=now,
            expires_at=now + JOIN_WITHIN,
        )
        await note(office, by, "account_invited", invitation.id, team=offer.team, after=offer.role)
    return token


async def withdraw_invitation(office: Office, by: Actor, invitation: Invitation) -> None:
    async with turn():
        if not await Invitation.filter(id=invitation.id, used_at=None).delete():
            raise NotFound
        await note(office, by, "invitation_withdrawn", invitation.id)


async def send_reset(
    office: Office, by: Actor, member: Member, *, everything: bool
) -> tuple[str, bool]:
    """A link for a new password; with everything, for a new second factor too.

    It goes to the member alone, and an earlier one stops working. Until it is used, nothing
    changes: whoever sends one to a colleague takes nothing from them.
    """
    token, now = LinkToken.new(office.random), office.clock()
    kind = "everything" if everything else "password"
    async with turn():
        await Invitation.filter(member_id=member.id, used_at=None).delete()
        invitation_id: UUID = uuid4()
        await Invitation.create(
            id=invitation_id,
            kind=kind,
            token_hash=token.fingerprint(),
            email=member.email,
            member_id=member.id,
            invited_by_id=by.member_id,
            created_at=now,
            expires_at=now + RESET_WITHIN,
        )
        await note(office, by, "reset_sent", member.id)
    link = _link(office, member.language, token)
    letter = Letter(member.email, member.language, Kind.RESET, {"link": link})
    return link, await office.mailbox.send([letter])


def require_email(typed: str) -> str:
    """The folded address. It goes into a header of a mail: no control characters, one @."""
    email = fold_email(typed)
    name, _, host = email.rpartition("@")
    is_plain = email.isprintable() and not any(mark in email for mark in ' ,;:<>()[]"\\')
    if not name or "." not in host or not is_plain or len(email) > LONGEST_EMAIL:
        raise NotTaken("email", BAD_EMAIL)
    return email


def _link(office: Office, language: str, token: LinkToken) -> str:
    return office.link(language, f"/staff/link/{token.reveal()}")
