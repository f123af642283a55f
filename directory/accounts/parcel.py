"""What somebody typed into a form that could not be sent, on its way through the sign-in.

It stands in the page that asks to sign in, sealed: nothing of it is kept on the server, and whoever
signs in at that browser next cannot read it unless the form was their own. Passwords, codes and
tokens are left out: they are typed again.
"""

import json
import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from secrets import token_bytes
from uuid import UUID

from directory.accounts.form_token import Owner
from directory.errors import TooLarge
from directory.privacy.sealing import Binding, CannotOpen, Key, Random, open_sealed, seal

# Long enough to find the phone and to drink a coffee, short enough that nobody sends what they no
# longer remember.
KEPT_FOR = timedelta(hours=1)
# The page that carries it posts it beside a password, and a body has 64 KiB at most.
LONGEST = 56 * 1024
LEFT_OUT = frozenset(
    {
        "password", "new_password", "code", "credential", "recovery_key",  # typed again
        "form_token", "sealed", "next", "parcel", "only_keep",  # made by us, for one page
    }
)  # fmt: skip
# One word of a list of ours, or the id of a record: chosen, not written.
_ID = re.compile(r"[0-9a-f-]{36}|\s*")
_CHOSEN = re.compile(r"[a-z0-9_-]*( [0-9a-f-]{36})?")

Pairs = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Parcel:
    """owner: who typed it, in which role. to: the path that the form is posted to. page: the path
    of the page that it stood on.
    """

    owner: Owner
    to: str
    page: str
    fields: Pairs

    @property
    def written(self) -> Sequence[str]:
        """What the person wrote themselves, to know it again by."""
        return [text for _, text in self.fields if not _CHOSEN.fullmatch(text)]


def pack(owner: Owner, to: str, page: str, sent: Iterable[tuple[str, str]]) -> Parcel | None:
    """None where nothing was typed or chosen: a button alone can be pressed again."""
    fields = [(name, text) for name, text in sent if name not in LEFT_OUT]
    has_words = any(not _ID.fullmatch(text) for _, text in fields)
    return Parcel(owner, to, page, fields) if has_words else None


def close(parcel: Parcel, key: Key, now: datetime, random: Random = token_bytes) -> str:
    """For a hidden field. TooLarge where the page that carries it could not be sent back to us."""
    until = int((now + KEPT_FOR).timestamp())
    role = str(parcel.owner.membership_id or "")
    plain = json.dumps([until, role, parcel.to, parcel.page, parcel.fields], ensure_ascii=False)
    sealed = seal(plain.encode(), key, _binding(parcel.owner.member_id), random)
    text = urlsafe_b64encode(sealed).decode()
    if len(text) > LONGEST:
        raise TooLarge
    return text


def unpack(text: str, key: Key, member_id: UUID, now: datetime) -> Parcel | None:
    """None for the parcel of somebody else, one that is too old, and what is no parcel of ours."""
    try:
        plain = open_sealed(urlsafe_b64decode(text.encode("ascii")), key, _binding(member_id))
    except (CannotOpen, ValueError):
        return None
    until, role, to, page, fields = json.loads(plain)
    if not timedelta(0) < datetime.fromtimestamp(until, UTC) - now <= KEPT_FOR:
        return None
    owner = Owner(member_id, UUID(role) if role else None)
    return Parcel(owner, to, page, [(name, typed) for name, typed in fields])


def _binding(member_id: UUID) -> Binding:
    return ("parcel", str(member_id))
