"""The words of the receipt: what a family reads of its referral after it was sent.

In every language in which a consent can be asked for, as `words` is. They are read by somebody who
is frightened, perhaps a child, perhaps beside the one who must not know: short, and with no need
and no name of a harm in them.
"""

from collections.abc import Mapping
from enum import StrEnum

from directory.languages.catalogues import N_
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
ASK_ELSEWHERE = N_("Ask the person who sent it for you where else there is help.")
PLACE_EXPECTED = N_("There may be a place in the week of %(day)s.")
WHERE_IT_STANDS = N_("Where it stands")
SENT_ON = N_("Sent on %(day)s.")
ENDS_ON = N_("Your yes counts until %(day)s.")
WITH_WHOM = N_("With whom it was shared")
SAY_CODE = N_("If you call, say this code. You need not say a name: %(code)s")
WHAT_WAS_SHARED = N_("What was shared")
DELETED = N_("What was shared is deleted.")
NOBODY_TOLD = N_("Nobody is told that you looked here.")

TAKE_BACK = N_("Take it back")
TAKE_BACK_Q = N_("Do you want to take it back?")
WHAT_HAPPENS = (
    N_("What was shared is deleted at once, here and for the service."),
    N_("The service is asked to delete what it has written down."),
    N_("You do not have to say why. You can ask for help again at any time."),
)
YES = N_("Yes, take it back")
NO = N_("No, leave it")


def every_sentence() -> frozenset[str]:
    """All that stands here, for whoever checks that a language has it."""
    alone = (
        ENTER, NUMBER, LANGUAGE, OPEN, MISREAD, UNKNOWN, WAIT, ASK_GIVER, ASK_ELSEWHERE,
        PLACE_EXPECTED, WHERE_IT_STANDS, SENT_ON, ENDS_ON, WITH_WHOM, SAY_CODE,
        WHAT_WAS_SHARED, DELETED, NOBODY_TOLD, TAKE_BACK, TAKE_BACK_Q, YES, NO,
    )  # fmt: skip
    return frozenset((*alone, *STANDING.values(), *WHAT_HAPPENS))
