"""The pages of referrals."""

from directory.referrals.routes.acts import localized_routes as acts
from directory.referrals.routes.answer_link import localized_routes as answer_link
from directory.referrals.routes.answering import localized_routes as answering
from directory.referrals.routes.board import localized_routes as board
from directory.referrals.routes.consenting import localized_routes as consenting
from directory.referrals.routes.desk import localized_routes as desk
from directory.referrals.routes.drafting import localized_routes as drafting
from directory.referrals.routes.inbox import localized_routes as inbox
from directory.referrals.routes.one import localized_routes as one
from directory.referrals.routes.receipt import localized_routes as receipt
from directory.referrals.routes.sending import localized_routes as sending

# Under /{language}.
localized_routes = [
    *acts,
    *answer_link,
    *answering,
    *board,
    *consenting,
    *desk,
    *drafting,
    *inbox,
    *one,
    *receipt,
    *sending,
]
