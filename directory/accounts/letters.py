"""What a mail says: that something waits, never what (promise 10)."""

from collections.abc import Mapping
from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import format_datetime, make_msgid
from enum import Enum
from uuid import UUID

from directory.accounts.clock import Moment
from directory.languages.catalogues import N_
from directory.languages.localizer import get_localizer

_SIGN_IN = N_("Sign in to see it: %(link)s")


class Kind(Enum):
    """Each mail: its subject, then its sentences, one a line."""

    INVITATION = (
        N_("Your access"),
        N_("Somebody has prepared an account for you. Open this link within 72 hours:"),
        "%(link)s",
        N_("The link works once. If you do not know why you got this mail, delete it."),
    )
    RESET = (
        N_("Your new password"),
        N_("Somebody has sent you a link to choose a new password. Open it within 24 hours:"),
        "%(link)s",
        N_("The link works once. If you did not ask for it, tell your team lead."),
    )
    CHANGED = (
        N_("Your account"),
        N_("Something about your account was changed. If it was you, all is well."),
        N_("If it was not you, tell your team lead or your operator at once."),
    )
    UPDATE = (N_("You have an update"), _SIGN_IN)
    ANSWER = (
        N_("You have an update"),
        N_("Open this link. You need the six digits that you were told on the phone."),
        "%(link)s",
        N_("The link works once. If you do not know why you got this mail, delete it."),
    )
    LISTING = (
        N_("Is your listing still right?"),
        N_("Your organization is listed in our directory. Please look whether all of it is right."),
        N_("It takes a minute, and you need no account:"),
        "%(link)s",
        N_("The link works once, until %(day)s."),
        N_("If you are not the right person, pass this mail on inside your organization."),
    )
    LISTING_ANSWER = (
        N_("Your listing"),
        N_("Somebody has looked at the changes that you sent. Here you see what came of it:"),
        "%(link)s",
        N_("The link works once, until %(day)s."),
    )
    ADDRESS_GONE = (
        N_("Your listing"),
        N_("This address stands in our directory no longer: your organization asked for that."),
        N_("If you know nothing of it, tell us on the page of your listing: %(link)s"),
    )
    UNUSED = (
        N_("Your account"),
        N_("You have not signed in for a long time. On %(day)s your account will be deleted."),
        N_("To keep it, sign in before that day: %(link)s"),
        N_("If you do not need it any more, there is nothing to do."),
    )
    CHECKPOINT = (
        N_("Checkpoint of the audit"),
        N_("Keep this mail where nobody who runs the server can change it."),
        "%(checkpoint)s",
    )


@dataclass(frozen=True, slots=True)
class Letter:
    """One mail to one person, in their language. values: what the sentences name, by name.

    number: of a mail that may be sent twice; the same number tells mail programs that it is one.
    """

    to: str
    language: str
    kind: Kind
    values: Mapping[str, str]
    number: UUID | None = None

    def write(self, sender: str, site_name: str, moment: Moment) -> EmailMessage:
        """The finished mail. ValueError where an address would begin a header of its own."""
        say = get_localizer(self.language).gettext
        subject, *lines = self.kind.value
        message = EmailMessage()
        message["Subject"] = f"{say(subject)} · {site_name}"
        message["From"] = sender
        message["To"] = self.to
        message["Date"] = format_datetime(moment)
        domain = sender.rpartition("@")[2]
        message["Message-ID"] = (
            f"<{self.number}@{domain}>" if self.number else make_msgid(domain=domain)
        )
        message["Auto-Submitted"] = "auto-generated"
        message.set_content("\n\n".join(say(line) % self.values for line in lines) + "\n")
        return message
