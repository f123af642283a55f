"""What each form of a session carries, so that no other site can make a browser post one (CSRF).

    member . membership . bound . stamp

    bound = HMAC(what only the cookie holds, "handrail form")
    stamp = HMAC(a key of the house, all before it)

`bound` lets the form act, in this one session. `stamp` still says whose form it was when the
session is over, so that what they typed can be kept for them; it lets nothing be done.
"""

from dataclasses import dataclass
from hmac import compare_digest, digest
from uuid import UUID

from directory.privacy.codes import SessionToken
from directory.privacy.sealing import Key


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose form it is, and in which role they worked; none yet before the second factor."""

    member_id: UUID
    membership_id: UUID | None = None

    def __str__(self) -> str:
        return f"{self.member_id.hex}.{self.membership_id.hex if self.membership_id else ''}"


def form_token(key: Key, token: SessionToken, owner: Owner) -> str:
    """Who reads a page learns nothing of the cookie. key: `HouseKeys.forms`."""
    bound = digest(token.reveal().encode(), b"handrail form", "sha256").hex()
    named = f"{owner}.{bound}"
    return f"{named}.{_stamp(key, named)}"


def is_form_token(text: str, key: Key, token: SessionToken, owner: Owner) -> bool:
    """Whether the form is one of this session, in the role that it is in now."""
    return compare_digest(form_token(key, token, owner).encode(), text.encode())


def owner_of(text: str, key: Key) -> Owner | None:
    """Whose form it is, of this session or of one that is over; None for what is not ours."""
    named, _, stamp = text.rpartition(".")
    if not compare_digest(_stamp(key, named).encode(), stamp.encode()):
        return None
    member, membership, _ = named.split(".")
    return Owner(UUID(member), UUID(membership) if membership else None)


def _stamp(key: Key, named: str) -> str:
    return digest(key.reveal(), named.encode(), "sha256").hex()
