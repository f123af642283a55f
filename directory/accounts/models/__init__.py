"""The records of those who sign in, one noun a file."""

from directory.accounts.models.agency import Agency, Team
from directory.accounts.models.api_key import ApiKey
from directory.accounts.models.audit_cut import AuditCut
from directory.accounts.models.audit_line import AuditLine
from directory.accounts.models.generation import Generation, Seat
from directory.accounts.models.guess_count import GuessCount, KnownPlace
from directory.accounts.models.invitation import Invitation
from directory.accounts.models.member import Member, Membership
from directory.accounts.models.notice import Notice
from directory.accounts.models.passkey import Passkey
from directory.accounts.models.session import Session

__all__ = [
    "Agency",
    "ApiKey",
    "AuditCut",
    "AuditLine",
    "Generation",
    "GuessCount",
    "Invitation",
    "KnownPlace",
    "Member",
    "Membership",
    "Notice",
    "Passkey",
    "Seat",
    "Session",
    "Team",
]
