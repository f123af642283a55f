"""What those who sign in are refused, in their terms, as keys of the translations."""

from collections.abc import Sequence

from directory.errors import Refusal
from directory.languages.catalogues import N_


class NotTaken(Refusal):
    """A form comes back with this beside one of its fields."""

    def __init__(self, field: str, sentence: str) -> None:
        super().__init__()
        self.field, self.sentence = field, sentence

    @property
    def errors(self) -> dict[str, str]:
        return {self.field: self.sentence}


class LeavesBehind(Refusal):
    """An access does not end before somebody has read what is left behind.

    unled: names of teams without a lead then, locked: of those whose key nobody has then. unkept:
    of organizations whose listings nobody keeps then. programs: whose key ends with the access.
    """

    def __init__(
        self,
        unled: Sequence[str] = (),
        locked: Sequence[str] = (),
        unkept: Sequence[str] = (),
        programs: Sequence[str] = (),
    ) -> None:
        super().__init__()
        self.unled, self.locked = tuple(unled), tuple(locked)
        self.unkept, self.programs = tuple(unkept), tuple(programs)

    @property
    def is_loss(self) -> bool:
        return bool(self.unled or self.locked or self.unkept or self.programs)


# The same for a wrong password and for an address without an account (ASVS 6.3.8).
WRONG_PASSWORD = N_("The e-mail address and the password do not belong together.")
WRONG_CODE = N_("This code is not right, or it was used before. Wait for the next one.")
WRONG_OWN_PASSWORD = N_("This is not your password.")
WRONG_RECOVERY_KEY = N_("This is not the recovery key of your organization.")
TOO_MANY_CODES = N_("Too many wrong codes. Sign in again from the start.")
NO_KEY = N_("You do not have the key of this team, so you cannot give it.")
BAD_EMAIL = N_("We could not read this address. Write it like name@example.org.")
NO_NAME = N_("Write the name that colleagues know you by.")
WRONG_APP_CODE = N_("This code does not belong to the square. Wait for the next one and try again.")
NO_PASSKEY_NAME = N_("Write what you call this device, so that you can tell your passkeys apart.")
WRONG_PASSKEY = N_("The passkey did not work. Try again, or use the code from your phone.")
NO_NAME_OF_PLACE = N_("Write a name.")
NO_KEY_NAME = N_("Write which program it is for, so that colleagues know it.")
NO_SCOPE = N_("Choose what the program may do.")
NO_KEY_TIME = N_("Choose how long the key counts.")
TOO_MANY_KEYS = N_("There are 20 keys already. End one that no program needs.")
TOO_MANY_INVITED = N_("Ten invitations are open. Withdraw one that nobody answers.")
LAST_OPERATOR = N_("This is the last operator. Give the role to somebody else first.")
