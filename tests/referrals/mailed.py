"""What lies in the mailbox of a test."""

from email import message_from_bytes
from email.policy import default

from directory.accounts.office import Office

LIKE_ALL = ("You have an update · Handrail", "auto-generated")


def take_mails(office: Office) -> list[str]:
    """To whom mails left since the last time, by the names of the cast. All of them look alike."""
    names = []
    for path in office.mailbox.folder.glob("*"):
        mail = message_from_bytes(path.read_bytes(), policy=default)
        assert (mail["Subject"], mail["Auto-Submitted"]) == LIKE_ALL
        assert "/staff/" in mail.get_content()
        names.append(mail["To"].partition("@")[0])
        path.unlink()
    return sorted(names)


def empty_mailbox(office: Office) -> None:
    for path in office.mailbox.folder.glob("*"):
        path.unlink()
