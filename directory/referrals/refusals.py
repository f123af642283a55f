"""What those who refer and answer are refused, in their terms."""

from directory.errors import Refusal
from directory.languages.catalogues import N_
from directory.referrals.consent_refusal import Refusal as AgainstConsent


class Refused(Refusal):
    """A page says the sentence, a key of its translations; the act has changed nothing."""

    sentence: str


class IllegalMove(Refused):
    """Not from where it stands, or not by this side."""

    sentence = N_("This cannot be done with the referral as it stands now.")


class ReasonNeeded(Refused):
    """A code is missing, or is none of those that this event takes."""

    sentence = N_("Choose a reason from the list.")


class Stale(Refused):
    """The page that asked had not seen the newest state."""

    sentence = N_("Somebody has changed this in the meantime. Look at it again.")


class ConsentMissing(Refused):
    """None, or not for this recipient, or narrower than what would be sent (R-01)."""

    sentence = N_("There is no consent that covers this. Ask the family again.")


class NotConsented(Refused):
    """against: each thing that stands against the consent, with its reason and the way out."""

    sentence = N_("This consent does not count yet.")

    def __init__(self, against: tuple[AgainstConsent, ...]) -> None:
        super().__init__()
        self.against = against


class ConsentEnded(Refused):
    """Withdrawn, run out or used up: nobody opens it any more."""

    sentence = N_("The consent has ended, and what was shared is deleted.")


class OtherAge(Refused):
    """Threat: a consent by the rules of one age, for a referral that says another."""

    sentence = N_("The referral and the consent name different age groups.")


class NoDesk(Refused):
    sentence = N_("Nobody can receive a referral there at the moment. Ring the service.")


class DeskPaused(Refused):
    sentence = N_("The service takes no referrals at the moment.")


class NotToday(Refused):
    sentence = N_(
        "This service does not promise an answer on the same day. Ring it, or take another."
    )


class MustNotKnow(Refused):
    """Whom the family does not want to know is never the recipient, nor what belongs to it."""

    sentence = N_("The family does not want this organization to know.")


class NoKey(Refused):
    sentence = N_("You do not have the key of your team. Ask a colleague to give it to you.")


class SecondPerson(Refused):
    """What takes two is not done twice by one."""

    sentence = N_("Another member of staff has to do this together with you.")


class WrongDigits(Refused):
    sentence = N_("The link and the six digits do not belong together, or the link was used.")


class NotPublished(Refused):
    """Threat: a desk at an address of somebody else's."""

    sentence = N_("Only an address that the listing itself shows can be used.")
