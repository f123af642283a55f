"""The six roles, and where each one works."""

from enum import StrEnum


class Role(StrEnum):
    """What somebody does here. One person may hold several, also in several agencies."""

    CASEWORKER = "caseworker"
    TEAM_LEAD = "team_lead"
    RECIPIENT = "recipient"
    PROVIDER = "provider"
    EDITOR = "editor"
    OPERATOR = "operator"


# These read referrals, so each of them works in a team: the team's key is what opens a referral.
IN_A_TEAM = frozenset({Role.CASEWORKER, Role.TEAM_LEAD, Role.RECIPIENT})
# These look after the whole installation and belong to no agency.
EVERYWHERE = frozenset({Role.EDITOR, Role.OPERATOR})


def is_place_right(role: Role, *, has_agency: bool, has_team: bool) -> bool:
    """Whether a role may be held there. The database checks the same (`memberships_place`)."""
    if role in EVERYWHERE:
        return not has_agency and not has_team
    return has_agency and has_team == (role in IN_A_TEAM)
