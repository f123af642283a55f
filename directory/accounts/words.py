"""What roles and acts are called on pages. Keys of their translations."""

from collections.abc import Mapping

from directory.accounts.permissions import Reach
from directory.accounts.roles import Role
from directory.languages.catalogues import N_

ROLES: Mapping[Role, str] = {
    Role.CASEWORKER: N_("Caseworker"),
    Role.TEAM_LEAD: N_("Team lead"),
    Role.RECIPIENT: N_("Recipient"),
    Role.PROVIDER: N_("Provider"),
    Role.EDITOR: N_("Editor"),
    Role.OPERATOR: N_("Operator"),
}
REACHES: Mapping[Reach, str] = {
    Reach.SELF: N_("own"),
    Reach.TEAM: N_("own team"),
    Reach.AGENCY: N_("own organization"),
    Reach.ALL: N_("all"),
}
STATUSES: Mapping[str, str] = {
    "active": N_("active"),
    "disabled": N_("stopped"),
    "left": N_("has left"),
}
# What a page says after an act, by the code that its address carries.
SAID: Mapping[str, str] = {
    "password": N_("Your password is changed, and your other browsers are signed out."),
    "phone": N_("The new phone is connected. The old one stopped working."),
    "passkey": N_("Your passkeys are changed."),
    "session": N_("Signed out there."),
    "sent": N_("The mail with the link was sent."),
    "unsent": N_("The mail could not be sent. Try again later, or ask your operator."),
    "given": N_("Your colleague has the key of the team now."),
    "renewed": N_("The team has a new key."),
    "recovered": N_("You have the key of the team again."),
    "ended": N_("The role has ended. The key of the team was renewed without them."),
    "let_go": N_("The role has ended. What they keep here is closed to them from now on."),
    "withdrawn": N_("The link of the invitation stopped working."),
    "stopped": N_("The account is stopped."),
    "key_ended": N_("The key has ended. The program that has it is refused from now on."),
    "let_in": N_("The account is active again. A colleague has to give the key of the team."),
}
