"""A desk without an account opens its link with the digits of a call, once, and answers."""

import re
from collections.abc import Callable
from email import message_from_bytes, policy
from pathlib import Path

import pytest
from httpx import Response

from directory.accounts.models import AuditLine
from directory.accounts.office import Office
from directory.privacy.codes import LinkToken
from directory.referrals.actions.links import MOST_TRIES, make_answer_link
from directory.referrals.actions.sending import Sent
from directory.referrals.actions.taking_back import withdraw_by_code
from directory.referrals.models import Recipient, Referral
from directory.referrals.refusals import WrongDigits
from tests.accounts.browser import Browser
from tests.referrals.answering.forms import acts_on, main_text, send
from tests.referrals.cast import Cast

DAY = 24 * 3600


class Desk:
    """What it was mailed, and what it was told."""

    def __init__(self, sent: Sent, address: str, digits: str) -> None:
        self.sent, self.address, self.digits = sent, address, digits


@pytest.fixture
async def link(cast: Cast, office: Office, tmp_path: Path) -> Desk:
    await Recipient.filter(service_id=cast.service.id).update(
        team_id=None, email="haven@services.example"
    )
    sent = await cast.sent()
    made = await make_answer_link(office, await cast.badge(cast.worker), sent.referral.id)
    return Desk(sent, mailed_link(tmp_path), made.digits.reveal())


def mailed_link(folder: Path) -> str:
    """The path of the newest link that was mailed to the address in the listing."""
    for path in (folder / "mail").glob("*.eml"):
        mail = message_from_bytes(path.read_bytes(), policy=policy.default)
        body = mail.get_body()
        found = re.search(r"http\S+?(/\w+/answer/\S+)", body.get_content()) if body else None
        if found:
            assert mail["To"] == "haven@services.example"
            return found[1]
    raise AssertionError("no mail with a link")


async def open_link(visitor: Browser, link: Desk, digits: str = "") -> Response:
    await visitor.get(link.address)
    return await visitor.post(link.address, digits=digits or link.digits)


def is_neutral(answer: Response) -> bool:
    return answer.status_code == 422 and WrongDigits.sentence in answer.text


async def test_the_digits_open_it_once_and_it_is_answered_without_an_account(
    visitor: Browser, link: Desk
) -> None:
    for _ in range(3):  # mail programs look too
        assert (await visitor.get(link.address)).status_code == 200
    page = await open_link(visitor, link, f"{link.digits[:3]} {link.digits[3:]}")

    assert page.status_code == 200
    assert link.sent.code.spoken() in page.text
    assert "+34600000000" in page.text
    line = await AuditLine.filter(action="payload_opened").order_by("-seq").first()
    assert line is not None
    assert line.actor == "desk"
    done = await send(visitor, page, "accept")
    assert "Thank you." in done.text
    assert link.sent.code.spoken() not in done.text
    ended = await send(visitor, done, "fail", reason="capacity_lost")
    assert acts_on(ended) == set()
    referral = await Referral.get(id=link.sent.referral.id)
    assert (referral.state, referral.reason) == ("unable", "capacity_lost")
    assert is_neutral(await open_link(visitor, link))
    assert visitor.client.cookies == {}


async def test_digits_of_another_script_are_digits(visitor: Browser, link: Desk) -> None:
    arabic = link.digits.translate({ord("0") + each: 0x0660 + each for each in range(10)})

    assert (await open_link(visitor, link, arabic)).status_code == 200


async def test_what_is_no_six_digits_costs_no_try(visitor: Browser, link: Desk) -> None:
    for digits in ("", "12345", "abcdef", "1234567"):
        answer = await open_link(visitor, link, digits or " ")
        assert answer.status_code == 422
        assert "Write the six digits" in answer.text
    assert (await open_link(visitor, link)).status_code == 200


def other(digits: str) -> str:
    return f"{(int(digits) + 1) % 1_000_000:06}"


async def test_five_wrong_tries_end_it(open_browser: Callable[..., Browser], link: Desk) -> None:
    for number in range(MOST_TRIES):
        stranger = open_browser(f"192.0.2.{100 + number}")
        assert is_neutral(await open_link(stranger, link, other(link.digits)))

    assert is_neutral(await open_link(open_browser("192.0.2.99"), link))


async def test_no_answer_tells_what_was_wrong(
    visitor: Browser, link: Desk, cast: Cast, open_browser: Callable[..., Browser]
) -> None:
    """A link of nobody, one that has ended, one that was used and wrong digits look alike."""
    unknown = Desk(link.sent, f"/en/answer/{LinkToken.new().reveal()}", "123456")
    torn = Desk(link.sent, "/en/answer/torn", "123456")
    first = await visitor.get(link.address.replace("/es/", "/en/"))
    pages = [await visitor.get(each.address) for each in (unknown, torn)]
    texts = {main_text(each) for each in (first, *pages)}
    assert len(texts) == 1

    answers = [
        await open_link(open_browser(f"192.0.2.{30 + at}"), each, "123456")
        for at, each in enumerate((unknown, torn))
    ]
    cast.clock.advance(15 * DAY)
    answers.append(await open_link(open_browser("192.0.2.40"), link))
    assert all(map(is_neutral, answers))
    assert len({main_text(each) for each in answers}) == 1


async def test_whoever_tries_again_and_again_has_to_wait(visitor: Browser, link: Desk) -> None:
    unknown = Desk(link.sent, f"/en/answer/{LinkToken.new().reveal()}", "123456")
    answers = [(await open_link(visitor, unknown)).status_code for _ in range(5)]

    assert answers == [422, 422, 422, 422, 429]


async def test_another_site_cannot_send_the_digits_or_an_answer(
    visitor: Browser, link: Desk
) -> None:
    for address in (link.address, "/en/answer"):
        form = {"digits": link.digits, "answer_token": link.address.rpartition("/")[2]}
        answer = await visitor.client.post(
            address, data=form, headers={"origin": "https://evil.example"}
        )
        assert answer.status_code == 403
    assert (await open_link(visitor, link)).status_code == 200


async def test_an_answer_without_its_token_is_not_found(visitor: Browser, link: Desk) -> None:
    page = await open_link(visitor, link)
    for token in ("", "torn", LinkToken.new().reveal()):
        answer = await send(visitor, page, "accept", answer_token=token)
        assert answer.status_code == 404
    assert (await Referral.get(id=link.sent.referral.id)).state == "sent"


async def test_an_answer_without_its_reason_comes_back(visitor: Browser, link: Desk) -> None:
    page = await open_link(visitor, link)
    again = await send(visitor, page, "decline")
    assert again.status_code == 422
    await send(visitor, again, "decline", reason="area")

    assert (await Referral.get(id=link.sent.referral.id)).reason == "area"


async def test_the_same_answer_twice_has_one_effect(visitor: Browser, link: Desk) -> None:
    page = await open_link(visitor, link)
    for _ in range(2):
        assert (await send(visitor, page, "accept")).status_code == 200
    moves = AuditLine.filter(action="referral_moved", after="accepted")

    assert await moves.count() == 1


async def test_what_was_taken_back_is_to_be_deleted(
    visitor: Browser, link: Desk, office: Office
) -> None:
    page = await open_link(visitor, link)
    await withdraw_by_code(office, link.sent.receipt, "00" * 16)
    late = await send(visitor, page, "accept")

    assert late.status_code == 409
    assert "This referral was taken back. Delete any copy." in late.text
    done = await send(visitor, late, "deleted")
    assert done.status_code == 200
    assert (await Referral.get(id=link.sent.referral.id)).deleted_there_at is not None


async def test_after_a_withdrawal_the_link_opens_nothing(
    visitor: Browser, link: Desk, office: Office
) -> None:
    await withdraw_by_code(office, link.sent.receipt, "00" * 16)

    assert is_neutral(await open_link(visitor, link))
