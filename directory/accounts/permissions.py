"""Who may do what to which record: the one table that checks, documentation and tests read.

A right that is not written here does not exist: deny is the default. A stranger is told that the
record is not there (promise 9), so the only way to a record is a loader that asks `reaches` first.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, StrEnum
from uuid import UUID

from directory.accounts.roles import Role
from directory.languages.catalogues import N_


class Reach(StrEnum):
    """How far a right goes from where its holder works."""

    SELF = "self"
    TEAM = "team"
    AGENCY = "agency"
    ALL = "all"


class Right(Enum):
    """An act and the kind of record that it is done to."""

    SEE_START = ("see", "start")
    SEE_RIGHTS = ("see", "rights")
    USE_ACCOUNT = ("use", "account")
    SEE_TEAM = ("see", "team")
    OPEN_TEAM_KEY = ("open", "team key")
    GIVE_TEAM_KEY = ("give", "team key")
    RECOVER_TEAM_KEY = ("recover", "team key")
    RENEW_TEAM_KEY = ("renew", "team key")
    MAKE_RECOVERY_KEY = ("make", "recovery key")
    INVITE_MEMBER = ("invite", "member")
    SEE_MEMBER = ("see", "member")
    LIST_MEMBERS = ("list", "members")
    RESET_PASSWORD = ("reset", "password")
    RESET_EVERYTHING = ("reset", "second factor")
    END_MEMBERSHIP = ("end", "membership")
    DISABLE_MEMBER = ("disable", "member")
    MAKE_AGENCY = ("make", "agency")
    SEE_AUDIT = ("see", "audit")
    EXPORT_AUDIT = ("export", "audit")
    REFER = ("make", "referral")
    SEE_REFERRAL = ("see", "referral")
    WITHDRAW_REFERRAL = ("withdraw", "referral")
    VOID_REFERRAL = ("void", "referral")
    ANSWER_REFERRAL = ("answer", "referral")
    KEEP_DESK = ("keep", "desk")
    SEARCH_AS_STAFF = ("search", "services")
    KEEP_LISTINGS = ("keep", "listing")
    REVIEW_LISTINGS = ("review", "listing")
    SAY_ROOM = ("say", "room")
    CHECK_LISTINGS = ("check", "listing")
    KEEP_KEYS = ("keep", "key of a program")
    INVITE_COLLEAGUE = ("invite", "colleague")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a record belongs. None where it belongs to nobody in particular."""

    agency_id: UUID | None = None
    team_id: UUID | None = None
    member_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the table. sentence: what the right is, as a page says it."""

    sentence: str
    reach: Mapping[Role, Reach]


_EVERYONE = dict.fromkeys(Role, Reach.SELF)
_IN_TEAM = {
    Role.CASEWORKER: Reach.TEAM,
    Role.TEAM_LEAD: Reach.TEAM,
    Role.RECIPIENT: Reach.TEAM,
}
# A referral is in its sender's team, and once it is sent also in the recipient's.
_SENDERS = {Role.CASEWORKER: Reach.TEAM, Role.TEAM_LEAD: Reach.TEAM}
_RECIPIENTS = {Role.RECIPIENT: Reach.TEAM, Role.TEAM_LEAD: Reach.TEAM}
# What they find is public: the right reaches no record, it opens the page.
_REFERRING = {Role.CASEWORKER: Reach.SELF, Role.TEAM_LEAD: Reach.SELF}
_LEAD = {Role.TEAM_LEAD: Reach.TEAM}
_OPERATOR = {Role.OPERATOR: Reach.ALL}

TABLE: Mapping[Right, Row] = {
    Right.SEE_START: Row(N_("See what waits"), _EVERYONE),
    Right.SEE_RIGHTS: Row(N_("Read who may do what"), _EVERYONE),
    Right.USE_ACCOUNT: Row(N_("Change the own account and end own sessions"), _EVERYONE),
    Right.SEE_TEAM: Row(N_("See a team and who works in it"), {**_IN_TEAM, **_OPERATOR}),
    # No operator has it: they run the machine, and must not read what it keeps.
    Right.OPEN_TEAM_KEY: Row(N_("Open what is sealed to a team"), _IN_TEAM),
    Right.GIVE_TEAM_KEY: Row(N_("Give the key of a team to a colleague"), _IN_TEAM),
    Right.RECOVER_TEAM_KEY: Row(N_("Use the recovery key on paper"), _IN_TEAM),
    Right.RENEW_TEAM_KEY: Row(N_("Renew the key of a team"), {**_LEAD, **_OPERATOR}),
    Right.MAKE_RECOVERY_KEY: Row(
        N_("Make the recovery key of an organization"), {Role.TEAM_LEAD: Reach.AGENCY}
    ),
    Right.INVITE_MEMBER: Row(N_("Invite somebody"), {**_LEAD, **_OPERATOR}),
    Right.SEE_MEMBER: Row(N_("See a colleague's account"), {**_LEAD, **_OPERATOR}),
    Right.LIST_MEMBERS: Row(N_("See the list of all accounts"), _OPERATOR),
    Right.RESET_PASSWORD: Row(N_("Send a link for a new password"), {**_LEAD, **_OPERATOR}),
    Right.RESET_EVERYTHING: Row(
        N_("Send a link for a new password and a new second factor"), _OPERATOR
    ),
    Right.END_MEMBERSHIP: Row(N_("End a colleague's role"), {**_LEAD, **_OPERATOR}),
    Right.DISABLE_MEMBER: Row(N_("Stop an account, or let it in again"), _OPERATOR),
    Right.MAKE_AGENCY: Row(N_("Add organizations and teams"), _OPERATOR),
    Right.SEE_AUDIT: Row(N_("Read the audit"), {**_LEAD, **_OPERATOR}),
    Right.EXPORT_AUDIT: Row(N_("Take the audit away as a file"), {**_LEAD, **_OPERATOR}),
    # No operator, editor or provider has any of these: they never read what a family says.
    Right.REFER: Row(N_("Write and send a referral"), _SENDERS),
    Right.SEE_REFERRAL: Row(N_("See the referrals that a team has sent"), _SENDERS),
    Right.WITHDRAW_REFERRAL: Row(N_("Withdraw a referral for a family"), _SENDERS),
    Right.VOID_REFERRAL: Row(N_("Take back a referral that was made in error"), _LEAD),
    Right.ANSWER_REFERRAL: Row(N_("Read and answer what a team receives"), _RECIPIENTS),
    Right.KEEP_DESK: Row(
        N_("Say what a service asks for, and whether it takes referrals"),
        {Role.RECIPIENT: Reach.AGENCY, Role.TEAM_LEAD: Reach.AGENCY},
    ),
    Right.SEARCH_AS_STAFF: Row(
        N_("Look for services with all filters, and compare them"), _REFERRING
    ),
    # What a provider changes waits for an editor, unless its organization is trusted.
    Right.KEEP_LISTINGS: Row(
        N_("Confirm listings, and write what should change in them"),
        {Role.PROVIDER: Reach.AGENCY, Role.EDITOR: Reach.ALL},
    ),
    Right.SAY_ROOM: Row(
        N_("Say whether a service takes new people, and until when"),
        {
            Role.TEAM_LEAD: Reach.AGENCY,
            Role.RECIPIENT: Reach.AGENCY,
            Role.PROVIDER: Reach.AGENCY,
            Role.EDITOR: Reach.ALL,
        },
    ),
    Right.REVIEW_LISTINGS: Row(
        N_("Decide about changes of listings, and ask providers whether they are still right"),
        {Role.EDITOR: Reach.ALL},
    ),
    Right.CHECK_LISTINGS: Row(
        N_("See what may be wrong with listings, and make one listing of two"),
        {Role.EDITOR: Reach.ALL},
    ),
    # No operator has it: a key acts as whoever made it, and an operator keeps no listing.
    Right.KEEP_KEYS: Row(
        N_("Make and end keys with which programs keep listings"),
        {Role.PROVIDER: Reach.AGENCY},
    ),
    # Into the own role and into no other: who works in a team reads referrals.
    Right.INVITE_COLLEAGUE: Row(
        N_("Invite colleagues who keep the same listings, and end their role"),
        {Role.PROVIDER: Reach.AGENCY},
    ),
}


def reach_of(role: Role, right: Right) -> Reach | None:
    """How far the role's right goes, None for not at all."""
    return TABLE[right].reach.get(role)


def reaches(reach: Reach | None, own: Place, record: Place) -> bool:
    """Whether a right that goes so far from `own` covers a record that belongs there.

    A record of no team is in nobody's team: None never matches None.
    """
    if reach is Reach.ALL:
        return True
    if reach is Reach.AGENCY:
        return own.agency_id is not None and own.agency_id == record.agency_id
    if reach is Reach.TEAM:
        return own.team_id is not None and own.team_id == record.team_id
    if reach is Reach.SELF:
        return own.member_id is not None and own.member_id == record.member_id
    return False
