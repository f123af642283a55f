"""What a form of a referral sent, and what makes it count once."""

import re
from dataclasses import dataclass

from directory import typed
from directory.privacy.sealing import Random
from directory.referrals.actions.by import Once

_REQUEST = re.compile(r"[0-9a-f]{32}")


@dataclass(frozen=True, slots=True)
class Typed(typed.Typed):
    @property
    def request_id(self) -> str | None:
        found = self.one("request_id")
        return found if _REQUEST.fullmatch(found) else None

    def once(self, random: Random) -> Once:
        """A page without an id of its own is taken as it comes: nothing tells it from another."""
        version = self.one("version")
        return Once(
            self.request_id or random(16).hex(),
            int(version) if version.isdecimal() and len(version) < 10 else None,
        )
