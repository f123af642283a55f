"""The words of the receipt: what a family reads of its referral after it was sent.

In every language in which a consent can be asked for, as `words` is. They are read by somebody who
is frightened, perhaps a child, perhaps beside the one who must not know: short, and with no need
and no name of a harm in them.
"""

from collections.abc import Mapping
from enum import StrEnum

from directory.languages.catalogues import N_
from directory.referrals.coded import ContactRoute
from directory.referrals.lifecycle import State

ENTER = N_("Type the sixteen digits of your receipt.")
NUMBER = N_("Your number")
LANGUAGE = N_("Language")
OPEN = N_("Open")
MISREAD = N_("The number has sixteen digits. Look at it again.")
UNKNOWN = N_("Nothing opens with this number. Look at each digit again.")
WAIT = N_("There were many tries from here. Wait a minute, then try again.")
ASK_GIVER = N_("If it still does not open, ask the person who gave it to you.")

STANDING: Mapping[StrEnum, str] = {
    State.SENT: N_("It is sent. The service has not answered yet."),
    State.ACCEPTED: N_("The service has said yes."),
    State.IN_CONTACT: N_("The service is in contact with you."),
    State.WAITING: N_("The service has said yes. You have to wait a little."),
    State.COMPLETED: N_("The service has done its part."),
    State.DECLINED: N_("The service cannot help this time. That is not because of you."),
    State.UNABLE: N_("The service could not go on. That is not because of you."),
    State.RECALLED: N_("The person who sent it for you has called it back."),
    State.WITHDRAWN: N_("It is taken back."),
    State.LAPSED: N_("The service did not answer in time. That is not because of you."),
    State.VOIDED: N_("It was sent by mistake."),
}
NEXT: Mapping[StrEnum, str] = {
    ContactRoute.CLIENT_CALLS_SERVICE: N_(
        "You call the service yourself, at a time that is safe for you."
    ),
    ContactRoute.VIA_CASEWORKER: N_(
        "The person who sent it for you speaks with the service. The service does not call you."
    ),
    ContactRoute.SERVICE_CONTACTS_CLIENT: N_(
        "The service contacts you only in the way that you agreed to."
    ),
}
ANSWER_BY = N_("It has until %(day)s to answer.")
ASK_ELSEWHERE = N_("Ask the person who sent it for you where else there is help.")
PLACE_EXPECTED = N_("There may be a place in the week of %(day)s.")
WHERE_IT_STANDS = N_("Where it stands")
SENT_ON = N_("Sent on %(day)s.")
ENDS_ON = N_("Your yes counts until %(day)s.")
ENDED_ON = N_("Your yes counted until %(day)s.")
WITH_WHOM = N_("With whom it was shared")
SAY_CODE = N_("If you call, say this code. You need not say a name: %(code)s")
CALLS_SHOW = N_("A call may show in this phone's list of calls and on its bill.")
WHAT_WAS_SHARED = N_("What was shared")
DELETED = N_("What was shared is deleted.")
DELETED_BY = N_("What was shared is deleted on %(day)s at the latest.")
NOBODY_TOLD = N_("Nobody is told that you looked here.")

TAKE_BACK = N_("Take it back")
TAKE_BACK_Q = N_("Do you want to take it back?")
DELETES = N_("What was shared is deleted at once, here and for the service.")
BACKUPS = N_("Deleted copies may stay in our backups for up to 7 days.")
BOTH_SEE = N_("The service and the person who sent it for you see that it was taken back, not why.")
ASKED_TO_DELETE = N_("The service is asked to delete what it has written down.")
NO_REASON = N_("You do not have to say why. You can ask for help again at any time.")
YES = N_("Yes, take it back")
NO = N_("No, leave it")


def every_sentence() -> frozenset[str]:
    """All that stands here, for whoever checks that a language has it."""
    alone = (
        ENTER, NUMBER, LANGUAGE, OPEN, MISREAD, UNKNOWN, WAIT, ASK_GIVER, ANSWER_BY, ASK_ELSEWHERE,
        PLACE_EXPECTED, WHERE_IT_STANDS, SENT_ON, ENDS_ON, ENDED_ON, WITH_WHOM, SAY_CODE,
        CALLS_SHOW, WHAT_WAS_SHARED, DELETED, DELETED_BY, NOBODY_TOLD, TAKE_BACK, TAKE_BACK_Q,
        DELETES, BACKUPS, BOTH_SEE, ASKED_TO_DELETE, NO_REASON, YES, NO,
    )  # fmt: skip
    return frozenset((*alone, *STANDING.values(), *NEXT.values()))
