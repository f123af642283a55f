"""Where a referral stands and why, in the words that staff read. Keys of their translations."""

from collections.abc import Mapping
from enum import StrEnum

from directory.languages.catalogues import N_
from directory.referrals.coded import Urgency
from directory.referrals.lifecycle import ConsentState, State

STATES: Mapping[StrEnum, str] = {
    State.DRAFT: N_("Not sent yet"),
    State.SENT: N_("Sent, no answer yet"),
    State.ACCEPTED: N_("Taken on"),
    State.IN_CONTACT: N_("In contact"),
    State.WAITING: N_("On a waiting list"),
    State.COMPLETED: N_("Completed"),
    State.DECLINED: N_("Declined"),
    State.UNABLE: N_("Could not be done"),
    State.RECALLED: N_("Called back"),
    State.WITHDRAWN: N_("Withdrawn by the family"),
    State.LAPSED: N_("Ended without an answer"),
    State.VOIDED: N_("Taken back, never counted"),
}
CONSENT_STATES: Mapping[StrEnum, str] = {
    ConsentState.DRAFT: N_("Not asked yet"),
    ConsentState.ACTIVE: N_("Given, not used yet"),
    ConsentState.IN_USE: N_("In use"),
    ConsentState.REFUSED: N_("The family said no"),
    ConsentState.SPENT: N_("Used up"),
    ConsentState.EXPIRED: N_("Run out"),
    ConsentState.WITHDRAWN: N_("Withdrawn"),
    ConsentState.SUPERSEDED: N_("Replaced by a newer one"),
}
URGENCIES: Mapping[StrEnum, str] = {
    Urgency.TODAY: N_("Today"),
    Urgency.WITHIN_72H: N_("Within three days"),
    Urgency.ROUTINE: N_("Not urgent"),
}
REASONS: Mapping[str, str] = {
    # why it was declined
    "not_eligible": N_("Not for this family"),
    "no_capacity": N_("No place free"),
    "not_our_service": N_("Not what the service does"),
    "area": N_("Outside its area"),
    "language": N_("Not in this language"),
    "conflict_of_interest": N_("Conflict of interest"),
    "other_coded": N_("Another reason"),
    # why it came to nothing
    "could_not_contact_safely": N_("No safe way to make contact"),
    "capacity_lost": N_("The place is no longer free"),
    "not_eligible_after_all": N_("Not for this family after all"),
    # what came of it
    "service_started": N_("The help has begun"),
    "service_given": N_("The help was given"),
    "person_chose_not_to": N_("The family chose not to go on"),
    "referred_on_by_person": N_("The family went to another service"),
    # what is waited for
    "place": N_("For a place"),
    "appointment": N_("For an appointment"),
    "person": N_("For the family"),
    "interpreter": N_("For an interpreter"),
    "other_service": N_("For another service"),
    # why the sender called it back
    "found_elsewhere": N_("Help was found elsewhere"),
    "no_longer_needed": N_("No longer needed"),
    "wrong_service": N_("Wrong service"),
    "no_answer": N_("No answer came"),
    # who withdrew it
    "by_code": N_("With the code of the receipt"),
    "by_giver": N_("By whoever gave the consent"),
    "on_their_word": N_("On the word of the family"),
}
