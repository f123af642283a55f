"""What a page shows once, after the form that made it: codes for paper, the key for the safe.

Until then it waits in the session, sealed by what the cookie alone holds. So the page can be loaded
again without doing the act again, and no address and no stored page leads back to a secret.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from directory.accounts.badge import Badge
from directory.accounts.models import Session
from directory.accounts.office import Office
from directory.errors import NotFound
from directory.privacy.codes import SessionToken
from directory.privacy.sealing import Binding, open_sealed, seal


class Kind(StrEnum):
    CODES = "codes"
    RECOVERY_KEY = "recovery_key"
    PROGRAM_KEY = "program_key"


@dataclass(frozen=True, slots=True)
class ToShow:
    """lines: the secrets as they are written on paper."""

    kind: Kind
    lines: Sequence[str]


async def keep_to_show(office: Office, token: SessionToken, what: ToShow) -> None:
    session = await Session.get_or_none(token_hash=token.fingerprint())
    if session is None:
        raise NotFound
    plain = json.dumps([what.kind, *what.lines]).encode()
    sealed = seal(plain, token.key(), _binding(session.id), office.random)
    await Session.filter(id=session.id).update(to_show=sealed)


async def take_to_show(badge: Badge) -> ToShow | None:
    """None where nothing waits, or another request was quicker: the row decides."""
    sealed = badge.session.to_show
    waits = Session.filter(id=badge.session.id, to_show=sealed)
    if sealed is None or not await waits.update(to_show=None):
        return None
    kind, *lines = json.loads(open_sealed(sealed, badge.token.key(), _binding(badge.session.id)))
    return ToShow(Kind(kind), lines)


def _binding(session_id: UUID) -> Binding:
    return ("shown once", str(session_id))
