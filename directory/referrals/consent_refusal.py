"""Why a consent does not count, and the way out: what a caseworker reads beside the person."""

from enum import Enum

from directory.languages.catalogues import N_


class Refusal(Enum):
    """Each: the reason, then the way out; both whole sentences for `gettext`.

    No way out ends in "send it anyway": nobody can override these, whatever their role.
    """

    PERSON_SAID_NO = (
        N_("The person said no. Nothing may be sent."),
        N_("Stop here and go on helping: show services that they can reach themselves."),
    )
    #
    NOT_ONE_RECIPIENT = (
        N_("One consent is for one organization."),
        N_("Ask for a consent of its own for each organization."),
    )
    # who gives it
    NOBODY_GAVE = (
        N_("Nobody has consented yet."),
        N_("Ask the person, and whoever has to decide with them."),
    )
    TOO_MANY_GIVERS = (
        N_("At most two people give a consent, and the person is one of them only once."),
        N_("Write down the person and one adult who is safe for them."),
    )
    PERSON_NOT_ASKED = (
        N_("The answer of the person is missing."),
        N_("Ask the person in words for their age, and write down their answer."),
    )
    TOO_YOUNG = (
        N_("A child under 6 does not decide about this."),
        N_("Tell the child in simple words what will happen, and take its answer out here."),
    )
    ADULT_MISSING = (
        N_("At this age an adult has to consent, too."),
        N_("Ask a parent or guardian who did no harm. The policy says who else may decide."),
    )
    ADULT_DECIDES = (
        N_("An adult decides alone."),
        N_("Ask the person. Only a representative appointed by a court may decide for them."),
    )
    REPRESENTATIVE_OF_A_CHILD = (
        N_("A representative appointed by a court consents for adults."),
        N_("For a child, write this adult down as the guardian."),
    )
    NOT_AT_THIS_AGE = (
        N_("This adult cannot consent for somebody of this age."),
        N_("Ask a parent or guardian who did no harm. The policy says who else may decide."),
    )
    AGE_UNKNOWN = (
        N_("Without an age group nobody but the person can consent."),
        N_("Ask for the age group, or ask only the person."),
    )
    NO_SECOND_CHECK = (
        N_("Without an age group a second member of staff has to check."),
        N_("Ask your team lead to check this consent with you."),
    )
    TWO_STAFF = (
        N_("A caseworker decides for a child only together with a colleague."),
        N_("Ask a second member of staff to decide with you."),
    )
    NO_PERMISSION = (
        N_("The young person has not allowed you to ask this adult."),
        N_("Ask the young person first. Without their permission, leave the adult out."),
    )
    #
    MAY_HAVE_HARMED = (
        N_("It is not certain that this adult did no harm to the person."),
        N_("Ask another adult whom the person trusts, or a guardian appointed by a court."),
    )
    MAY_HAVE_HARMED_THE_OTHER_PARENT = (
        N_("It is not certain that this adult did no harm to the other parent."),
        N_("Ask the other parent, or another adult whom the person trusts."),
    )
    # in which form
    ADULT_ONLY_ASSENTED = (
        N_("An adult consents; assent is not enough."),
        N_("Go through the whole text with the adult, and ask for consent."),
    )
    ASSENT_IS_NOT_ENOUGH = (
        N_("At this age the person consents; assent is not enough."),
        N_("Go through the whole text with the person, and ask for consent."),
    )
    NOT_IN_WRITING = (
        N_("This answer has to be given in writing."),
        N_("Ask for a signature, a thumbprint or a typed yes. Taking it back needs no writing."),
    )
    # what the person knows
    NOT_ALL_TOLD = (
        N_("Not all six things have been told."),
        N_("Go through all six, and tick each one that you have told."),
    )
    CHILD_NOT_TOLD = (
        N_("A child under 6 has to hear what will happen."),
        N_("Tell the child in simple words, and tick that you did."),
    )
    OTHER_LANGUAGE = (
        N_("The text is not in the language of this consent."),
        N_("Show the text in the language in which you ask."),
    )
    NOT_SHOWN_BACK = (
        N_("The text, what is sent and the last day have not been shown before the yes."),
        N_("Show the whole page to whoever consents, or read it aloud. Then ask again."),
    )
    #
    NO_END = (
        N_("A consent needs a last day."),
        N_("Choose a day. When it has passed, you can ask again."),
    )
    ENDS_BEFORE_IT_BEGINS = (
        N_("The last day lies before the consent."),
        N_("Choose a later day."),
    )
    ENDS_TOO_LATE = (
        N_("The policy does not allow a consent to last so long."),
        N_("Choose an earlier day. When it has passed, you can ask again."),
    )
    #
    CHANGED_SINCE = (
        N_("The age group or the guardian is another one now, so this consent has ended."),
        N_("Ask again: the new consent is a record of its own."),
    )

    @property
    def reason(self) -> str:
        return self.value[0]

    @property
    def way_out(self) -> str:
        return self.value[1]
