"""The pages of those who sign in."""

from directory.accounts.routes.account import localized_routes as account
from directory.accounts.routes.audit import localized_routes as audit
from directory.accounts.routes.colleagues import localized_routes as colleagues
from directory.accounts.routes.ending import localized_routes as ending
from directory.accounts.routes.keys import localized_routes as keys
from directory.accounts.routes.link import localized_routes as link
from directory.accounts.routes.offices import localized_routes as offices
from directory.accounts.routes.once import localized_routes as once
from directory.accounts.routes.sign_in import localized_routes as sign_in
from directory.accounts.routes.team import localized_routes as team

# Under /{language}.
localized_routes = [
    *sign_in,
    *link,
    *account,
    *ending,
    *once,
    *team,
    *offices,
    *colleagues,
    *keys,
    *audit,
]
