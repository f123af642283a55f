"""What somebody who acts wears: who they are, which role they are in, and where."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from directory.accounts.form_token import Owner
from directory.accounts.models import Member, Membership, Session
from directory.accounts.permissions import Place, Right, reach_of, reaches
from directory.accounts.roles import Role
from directory.accounts.sessions import ends_at, is_confirmed
from directory.errors import NotFound
from directory.privacy.codes import SessionToken


@dataclass(frozen=True, slots=True)
class Bearer:
    """Somebody in a role. By itself it is a program of theirs, which has shown a key; it is made by
    `actions.api_keys.use_key` alone.

    membership: with its agency and team fetched. now: the moment of the request.
    """

    member: Member
    membership: Membership
    now: datetime

    @property
    def role(self) -> Role:
        return Role(self.membership.role)

    @property
    def team_id(self) -> UUID | None:
        return self.membership.team_id

    @property
    def place(self) -> Place:
        return Place(self.membership.agency_id, self.membership.team_id, self.member.id)

    def has(self, right: Right) -> bool:
        """Whether the role has the right at all; about which records, `may` says."""
        return reach_of(self.role, right) is not None

    def may(self, right: Right, record: Place) -> bool:
        return reaches(reach_of(self.role, right), self.place, record)

    def require(self, right: Right, record: Place) -> None:
        """NotFound unless it may: a stranger must not learn that the record exists."""
        if not self.may(right, record):
            raise NotFound


@dataclass(frozen=True, slots=True)
class Badge(Bearer):
    """Somebody who is signed in. Made by `queries.find_badge` alone, from a cookie; every loader of
    records takes one.

    token: what the cookie holds, which alone resumes the member's keys.
    """

    session: Session
    token: SessionToken

    @property
    def owner(self) -> Owner:
        """Whose the forms on the pages of this session are."""
        return Owner(self.member.id, self.membership.id)

    @property
    def ends_at(self) -> datetime:
        """When the session is over if nothing more is asked after this request."""
        return ends_at(self.session.began_at, self.now, is_complete=True)

    @property
    def is_confirmed(self) -> bool:
        """Whether the second factor was shown in the last minutes (step-up)."""
        return is_confirmed(self.session.confirmed_at, self.now)
