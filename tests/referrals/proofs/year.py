"""A year of referrals between the two teams, with marks in all that only they may read."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import timedelta
from random import Random
from uuid import uuid4

from directory.accounts.actions.teams import renew_key
from directory.accounts.ledger import Actor
from directory.accounts.models import Team
from directory.accounts.purge import purge
from directory.privacy.codes import LinkToken, ReceiptCode, ReferralCode
from directory.referrals.access import Side
from directory.referrals.actions import answering, drafting
from directory.referrals.actions import taking_back as taking
from directory.referrals.actions.answering import Answer
from directory.referrals.actions.consenting import refuse_consent
from directory.referrals.actions.keeping_time import keep_time
from directory.referrals.actions.links import answer_by_link, make_answer_link, open_by_link
from directory.referrals.actions.opening import open_payload, read_code
from directory.referrals.actions.sending import Sent
from directory.referrals.clocks import Due
from directory.referrals.due import do_what_is_due
from directory.referrals.lifecycle import Event
from directory.referrals.minimal import Field
from directory.referrals.models import Recipient, SealedKey, SealedPayload
from directory.referrals.purging import referral_rules
from directory.referrals.queries import find_referral
from tests.referrals.cast import ADULT, Cast, once
from tests.referrals.said import CONTACT

WORDS = ("zorzalino", "brezalmar", "nubirosa")


@dataclass(slots=True)
class Marks:
    """What no file may hold."""

    numbers: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    receipts: list[ReceiptCode] = field(default_factory=list)
    codes: list[ReferralCode] = field(default_factory=list)

    def texts(self) -> Iterator[str]:
        yield from (*self.numbers, *(number.removeprefix("+34") for number in self.numbers))
        yield from self.words
        for receipt in self.receipts:
            yield from (receipt.reveal(), receipt.written())
        for code in self.codes:
            yield from (code.reveal(), code.spoken())


@dataclass(slots=True)
class Year:
    """sealed: of each that was sent, whatever opened it at that time."""

    cast: Cast
    random: Random
    marks: Marks = field(default_factory=Marks)
    sealed: dict[str, list[bytes]] = field(default_factory=dict)

    async def live(self) -> None:
        """Twelve months; the teams renew their keys twice, and the purge comes every month."""
        await self.ask_for_all()
        for month in range(12):
            for end in ENDS[month % 3 :: 3]:
                await end(self)
                self.cast.clock.advance(timedelta(hours=31).total_seconds())
            if month in {4, 8}:
                await self.renew()
            self.cast.clock.advance(timedelta(days=20).total_seconds())
            await self._purge()

    async def ask_for_all(self) -> None:
        """Also for notes, which an installation has to turn on."""
        desk = Recipient.filter(service_id=self.cast.service.id)
        await desk.update(asks_for=[each.value for each in Field])

    def said(self) -> dict[str, object]:
        """A new number, a new code word and a new note."""
        word = self.random.choice(WORDS) + "".join(self.random.choices("aeioulmnrst", k=6))
        number = f"+3460{self.random.randrange(10**7):07}"
        self.marks.words.append(word)
        self.marks.numbers.append(number)
        contact = {**CONTACT, "address": number, "code_word": word}
        return {**ADULT, "safe_contact": contact, "note": f"likes {word} and drawing"}

    async def sent(self) -> Sent:
        sent = await self.cast.sent(self.said())
        self.marks.receipts.append(sent.receipt)
        self.marks.codes.append(sent.code)
        await self.keep(sent.referral.id)
        return sent

    async def keep(self, referral_id: str) -> None:
        keys = await SealedKey.filter(referral_id=referral_id, sealed__isnull=False)
        payloads = await SealedPayload.filter(referral_id=referral_id)
        self.sealed[referral_id] = [
            *(key.sealed for key in keys if key.sealed is not None),
            *(payload.sealed for payload in payloads),
        ]

    async def taken(self) -> Sent:
        """Sent, read on both sides, and accepted."""
        cast, sent = self.cast, await self.sent()
        desk, worker = await cast.badge(cast.desk), await cast.badge(cast.worker)
        await open_payload(cast.office, desk, sent.referral.id, Side.RECIPIENT)
        await read_code(cast.office, worker, sent.referral.id, Side.SENDER)
        await answering.accept(cast.office, desk, sent.referral.id, once(sent.referral))
        await open_payload(cast.office, desk, sent.referral.id, Side.RECIPIENT)
        return replace(sent, referral=await find_referral(sent.referral.id))

    async def renew(self) -> None:
        for team in await Team.all().select_related("agency"):
            await renew_key(self.cast.office, Actor(), team)

    async def _purge(self) -> None:
        await do_what_is_due(self.cast.office)
        await purge(referral_rules(self.cast.office))


async def waits(year: Year) -> None:
    await year.sent()


async def is_discarded(year: Year) -> None:
    cast, draft = year.cast, await year.cast.draft(year.said())
    await drafting.discard_draft(cast.office, await cast.badge(cast.worker), draft.id, once(draft))


async def is_refused(year: Year) -> None:
    cast, draft = year.cast, await year.cast.consented(year.said())
    worker = await cast.badge(cast.worker)
    changed = await drafting.change_draft(cast.office, worker, draft.id, year.said(), once(draft))
    await refuse_consent(cast.office, worker, changed.id, once(changed))


async def is_declined(year: Year) -> None:
    cast, sent = year.cast, await year.sent()
    desk, page = await cast.badge(cast.desk), once(sent.referral)
    await answering.decline(cast.office, desk, sent.referral.id, page, "no_capacity")


async def is_completed(year: Year) -> None:
    cast, taken = year.cast, (await year.taken()).referral
    desk = await cast.badge(cast.desk)
    await answering.complete(cast.office, desk, taken.id, once(taken), "service_given")


async def is_recalled(year: Year) -> None:
    cast, taken = year.cast, (await year.taken()).referral
    worker = await cast.badge(cast.worker)
    await taking.recall(cast.office, worker, taken.id, once(taken), "found_elsewhere")


async def is_withdrawn_by_code(year: Year) -> None:
    await taking.withdraw_by_code(year.cast.office, (await year.taken()).receipt, uuid4().hex)


async def is_withdrawn_on_their_word(year: Year) -> None:
    cast, sent = year.cast, await year.sent()
    colleague = await cast.badge(cast.colleague)
    await taking.withdraw_for_person(
        cast.office, colleague, sent.referral.id, uuid4().hex, "on_their_word"
    )


async def lapses(year: Year) -> None:
    sent = (await year.sent()).referral
    year.cast.clock.advance(timedelta(days=29).total_seconds())
    assert Due.LAPSE in await keep_time(year.cast.office, sent.id)


async def is_answered_by_link(year: Year) -> None:
    """A desk without an account, whose mail holds half of what opens it."""
    cast, desk = year.cast, Recipient.filter(service_id=year.cast.service.id)
    team = (await desk.get()).team_id
    await desk.update(team_id=None, email=cast.service.email)
    sent, worker = await year.sent(), await cast.badge(cast.worker)
    made = await make_answer_link(cast.office, worker, sent.referral.id)
    await year.keep(sent.referral.id)
    opened = await open_by_link(cast.office, newest_link(cast), made.digits.reveal())
    page = once(opened.referral)
    await answer_by_link(cast.office, opened.answer, Answer(Event.DECLINE, "area"), page)
    await desk.update(team_id=team)


def newest_link(cast: Cast) -> LinkToken:
    """Of the newest mail that has one."""
    letters = sorted(cast.office.mailbox.folder.iterdir(), key=lambda path: path.stat().st_mtime_ns)
    texts = [path.read_text("utf-8") for path in letters]
    newest = next(text for text in reversed(texts) if "/answer/" in text)
    return LinkToken.read(newest.split("/answer/")[1].split()[0])


ENDS = (
    *(waits, is_discarded, is_refused, is_declined, is_completed, is_recalled),
    *(is_withdrawn_by_code, is_withdrawn_on_their_word, lapses, is_answered_by_link),
)
