"""A desk without an account: a link by mail to its published address, six digits by telephone.

Threat: whoever reads the mail has half of what opens it, whoever listens to the call the other
half; a copy of the database has neither. Five wrong tries end the link, and it opens once.
"""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from tortoise.expressions import F

from directory.accounts.badge import Badge
from directory.accounts.ledger import Actor, note, turn
from directory.accounts.letters import Kind, Letter
from directory.accounts.office import Office
from directory.accounts.permissions import Right
from directory.errors import NotFound
from directory.privacy.codes import LinkToken, ReferralCode
from directory.privacy.sealing import CannotOpen, Key
from directory.privacy.secret import Secret
from directory.privacy.stretching import Recipe
from directory.referrals.access import Side
from directory.referrals.actions.acting import end_what_is_over
from directory.referrals.actions.answering import Answer, give_answer, note_deleted
from directory.referrals.actions.by import By, Once
from directory.referrals.actions.opening import require_open
from directory.referrals.desk import get_desk
from directory.referrals.key_store import keep_key, open_team_key, read_payload
from directory.referrals.lifecycle import UNDER_WAY, Party
from directory.referrals.minimal import Payload
from directory.referrals.models import AnswerLink, Referral, SealedKey
from directory.referrals.queries import find_referral, get_outgoing
from directory.referrals.refusals import ConsentEnded, IllegalMove, NoDesk, WrongDigits
from directory.referrals.sealed import close_key, code_of, link_lock, open_closed_key

MOST_TRIES = 5
LASTS = timedelta(days=14)
DESK = Actor(word="desk")


class Digits(Secret[str]):
    """Six of them, said on the telephone."""


@dataclass(frozen=True, slots=True)
class MadeLink:
    """digits: to be said on the telephone, shown once. left: whether the mail left."""

    digits: Digits
    left: bool


@dataclass(frozen=True, slots=True)
class OpenedByLink:
    """answer: what the page holds, so that the desk can answer; it opens nothing."""

    referral: Referral
    payload: Payload
    code: ReferralCode
    answer: LinkToken


async def make_answer_link(office: Office, badge: Badge, referral_id: str) -> MadeLink:
    """An earlier link of this referral stops working. NoDesk where the listing shows no address."""
    token, digits = LinkToken.new(office.random), _draw_digits(office)
    recipe = Recipe.new(office.cost, office.random)
    lock = await office.slowly(link_lock, token, digits.reveal(), recipe)
    await end_what_is_over(office, lambda: get_outgoing(badge, referral_id, Right.REFER))
    async with turn():
        referral = await get_outgoing(badge, referral_id, Right.REFER)
        to, language = await _address_of(referral)
        require_open(office, referral, Side.SENDER)
        key = await open_team_key(badge, referral, Side.SENDER)
        await _keep(office, referral, token, recipe, close_key(key, lock, referral.id, "link"))
        await note(office, Actor.wearing(badge), "answer_link_sent", UUID(referral.id))
    if language not in office.languages:
        language = office.languages[0]
    link = office.link(language, f"/answer/{token.reveal()}")
    return MadeLink(
        digits, await office.mailbox.send([Letter(to, language, Kind.ANSWER, {"link": link})])
    )


async def open_by_link(office: Office, token: LinkToken, digits: str) -> OpenedByLink:
    """Once. NotFound for a link that is none any more; WrongDigits, five times at most.

    The whole payload, with where to call: it is not opened a second time after an answer.
    """
    link = await _find_link(office, token)
    # Also for a link that is none: how long the answer takes must not tell which it was.
    recipe = Recipe.read(link.recipe) if link else Recipe.new(office.cost, office.random)
    lock = await office.slowly(link_lock, token, digits, recipe)
    if link is None:
        raise NotFound
    referral_id = link.referral_id
    await end_what_is_over(office, lambda: find_referral(referral_id))
    async with turn():
        opened = await _try(office, link, lock)
    if opened is None:
        raise WrongDigits
    return opened


async def find_by_answer(office: Office, answer_token: LinkToken) -> Referral:
    """What the desk may answer with the token of the opened page. NotFound when it has ended."""
    link = await AnswerLink.get_or_none(answer_hash=answer_token.fingerprint())
    if link is None or office.clock() >= link.expires_at:
        raise NotFound
    return await find_referral(link.referral_id)


async def answer_by_link(
    office: Office, answer_token: LinkToken, answer: Answer, once: Once
) -> Referral:
    """As `answering` for a desk with an account."""
    referral = await find_by_answer(office, answer_token)
    by = By(DESK, Party.RECIPIENT, once, referral.team)
    return await give_answer(office, by, lambda: find_referral(referral.id), answer)


async def confirm_deleted_by_link(office: Office, answer_token: LinkToken, once: Once) -> Referral:
    referral = await find_by_answer(office, answer_token)
    by = By(DESK, Party.RECIPIENT, once, referral.team)
    return await note_deleted(office, by, lambda: find_referral(referral.id))


async def _try(office: Office, link: AnswerLink, lock: Key) -> OpenedByLink | None:
    """Within a transaction that is kept also for wrong digits: a try is a try."""
    tries = AnswerLink.filter(token_hash=link.token_hash, tries_left__gt=0, opened_at=None)
    if not await tries.update(tries_left=F("tries_left") - 1):
        raise NotFound
    referral = await find_referral(link.referral_id)
    require_open(office, referral, Side.RECIPIENT)
    row = await SealedKey.get_or_none(referral_id=referral.id, holder="link")
    if row is None or row.sealed is None:
        raise ConsentEnded
    try:
        key = open_closed_key(row.sealed, lock, referral.id, "link")
    except CannotOpen:
        if link.tries_left <= 1:
            await row.delete()
        return None
    await row.delete()
    answer = LinkToken.new(office.random)
    await AnswerLink.filter(referral_id=referral.id).update(
        opened_at=office.clock(), answer_hash=answer.fingerprint()
    )
    await note(office, DESK, "payload_opened", UUID(referral.id), team=referral.team)
    return OpenedByLink(referral, await read_payload(referral, key), code_of(key), answer)


async def _find_link(office: Office, token: LinkToken) -> AnswerLink | None:
    link = await AnswerLink.get_or_none(token_hash=token.fingerprint(), opened_at=None)
    if link is None or link.tries_left < 1 or office.clock() >= link.expires_at:
        return None
    return link


async def _address_of(referral: Referral) -> tuple[str, str]:
    """The published address of a desk that has no team, and the language of its listing."""
    if referral.state not in UNDER_WAY:
        raise IllegalMove
    if referral.recipient_team_id is not None or referral.service_id is None:
        raise NoDesk
    desk = await get_desk(referral.service_id)
    if desk.email is None or desk.service.organization_id != referral.organization_id:
        raise NoDesk
    return desk.email, desk.service.language


async def _keep(
    office: Office, referral: Referral, token: LinkToken, recipe: Recipe, closed: bytes
) -> None:
    await AnswerLink.filter(referral_id=referral.id).delete()
    await AnswerLink.create(
        referral_id=referral.id,
        token_hash=token.fingerprint(),
        recipe=str(recipe),
        tries_left=MOST_TRIES,
        expires_at=office.clock() + LASTS,
    )
    await keep_key(referral, "link", closed)


def _draw_digits(office: Office) -> Digits:
    drawn = int.from_bytes(office.random(8), "big") % 1_000_000
    return Digits(f"{drawn:06}")
