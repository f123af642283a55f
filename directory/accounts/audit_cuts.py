"""Where the audit begins, once its oldest lines had to go: a checkpoint in their place, signed.

Threat: who has the database, but not the key, deletes lines that are not old and says they were.
"""

from datetime import datetime
from hashlib import sha256
from hmac import compare_digest, digest

from directory.accounts.chain import BEGINNING, AuditKey, Checkpoint
from directory.accounts.models import AuditCut
from directory.accounts.office import Office


async def find_start(office: Office) -> Checkpoint:
    """The checkpoint that the oldest line follows. One that we have not signed counts for nothing:
    the chain is then looked for from its first line, which is missing."""
    cut = await AuditCut.all().order_by("-seq").first()
    if cut is None:
        return BEGINNING
    end = Checkpoint(cut.seq, cut.mac)
    is_ours = compare_digest(sign_cut(end, cut.at, office.keys.audit).encode(), cut.seal.encode())
    return end if is_ours else BEGINNING


def sign_cut(end: Checkpoint, at: datetime, key: AuditKey) -> str:
    """end: of the newest line that is gone. at: when it went, in whole seconds."""
    said = f"cut {end.seq} {end.mac} {int(at.timestamp())}"
    return digest(key.reveal(), said.encode(), sha256).hex()
