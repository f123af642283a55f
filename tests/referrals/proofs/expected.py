"""What ought to be of a referral after each event, told again from the rules and not from the code.

Only the table of moves is the program's own; it is held to the rules by hand in test_lifecycle.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from directory.privacy.codes import ReceiptCode
from directory.referrals.lifecycle import MOVES, Event, Party, State
from directory.referrals.refusals import ConsentEnded, IllegalMove, ReasonNeeded, Refused

LIVING = {"active", "in_use"}
GONE = {State.RECALLED, State.WITHDRAWN, State.LAPSED, State.VOIDED}
ENDED = GONE | {State.COMPLETED, State.DECLINED, State.UNABLE}
YEAR = timedelta(days=365)
ONLY_WITH_CONSENT = {Event.ACCEPT, Event.DECLINE, Event.REACH, Event.WAIT}


@dataclass(slots=True)
class Expected:
    """consent: its state, "" for none. is_shredded: nothing is left to open."""

    id: str
    state: State = State.DRAFT
    consent: str = ""
    ends_at: datetime | None = None
    void_asked_by: str = ""
    was_sent: bool = False
    is_shredded: bool = False
    is_forgotten: bool = False
    is_deleted: bool = False
    receipt: ReceiptCode | None = None

    def is_over(self, now: datetime) -> bool:
        return self.consent in LIVING and self.ends_at is not None and self.ends_at <= now

    def settle(self, now: datetime) -> bool:
        """What whoever comes after the last day finds. Whether it changed anything."""
        if not self.is_over(now):
            return False
        self.consent = "expired"
        if self.state is not State.DRAFT:
            self.is_shredded = True
        if self.state is State.SENT:
            self.state = State.LAPSED
        return True

    def agree(self, now: datetime) -> None:
        self.consent, self.ends_at = "active", now + timedelta(days=30)

    def supersede(self) -> None:
        if self.consent in LIVING:
            self.consent = "superseded"

    def send(self) -> None:
        self.state, self.consent, self.was_sent = State.SENT, "in_use", True

    def refuse(self) -> None:
        self.move(Event.REFUSE)
        self.consent = "refused"

    def withdraw(self) -> None:
        if self.state not in ENDED:
            self.move(Event.WITHDRAW)
        self.is_shredded = True

    def ask_void(self, player: str) -> None:
        self.void_asked_by = player

    def against(self, event: Event, party: Party, reason: str) -> type[Refused] | None:
        move = MOVES.get((self.state, event))
        if move is None or party not in move.parties:
            return IllegalMove
        if reason not in (move.reasons or ("",)):
            return ReasonNeeded
        if event in ONLY_WITH_CONSENT and self.consent != "in_use":
            return ConsentEnded
        return None

    def move(self, event: Event) -> None:
        self.state = MOVES[self.state, event].to
        if self.state in GONE:
            self.is_shredded = True
        if self.state not in ENDED or self.consent not in LIVING:
            return
        if event is Event.WITHDRAW:
            self.consent = "withdrawn"
        else:
            self.consent = "spent" if self.consent == "in_use" else "superseded"

    def purge(self, ended_since: timedelta, now: datetime) -> None:
        if ended_since >= timedelta(days=7):
            self.is_shredded = self.is_forgotten = True
        elif self.ends_at is not None and self.ends_at <= now:
            self.is_shredded = True
        self.is_deleted = ended_since >= YEAR

    def opens_for(self, side: str, now: datetime) -> bool:
        if self.state is State.DRAFT:
            return side == "sender"
        if self.is_shredded or self.ends_at is None or now >= self.ends_at:
            return False
        if self.state in ENDED:
            return side != "recipient" and self.consent == "spent"
        return self.consent == "in_use"
