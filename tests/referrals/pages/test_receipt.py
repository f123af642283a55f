"""The family's own page, by a number alone: what was shared, and taking it back."""

import asyncio
import logging
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from typing import Literal
from uuid import uuid4

import pytest
from httpx import ASGITransport, AsyncClient, Response
from starlette.applications import Starlette

from directory.accounts.models import AuditLine
from directory.accounts.office import Office
from directory.languages.localizer import get_localizer
from directory.referrals.actions import answering, taking_back
from directory.referrals.key_store import forget
from directory.referrals.lifecycle import State
from directory.referrals.minimal import Field
from directory.referrals.models import Referral, SealedPayload
from directory.referrals.receipt_guesses import FREE, ReceiptGuesses
from directory.referrals.receipt_words import STANDING
from tests.accounts.browser import ORIGIN
from tests.accounts.clock import SetClock
from tests.house.page import ParsedPage
from tests.referrals.cast import Cast, once

ADDRESS = "192.0.2.80"
UNKNOWN = "3825501774916205"


class Turns(asyncio.Semaphore):
    """Counts what is done slowly."""

    taken = 0

    async def acquire(self) -> Literal[True]:
        self.taken += 1
        return await super().acquire()


@pytest.fixture
async def family(app: Starlette, clock: SetClock) -> AsyncIterator[AsyncClient]:
    """A telephone that has never been here before."""
    app.state.receipt_guesses = ReceiptGuesses(clock.seconds)
    transport = ASGITransport(app, client=(ADDRESS, 40_000))
    async with AsyncClient(transport=transport, base_url=ORIGIN) as client:
        yield client


async def ask(family: AsyncClient, number: str, step: str = "read", **others: str) -> Response:
    fields = {"number": number, "step": step, "language": "es", **others}
    return await family.post("/es/receipt", data=fields)


async def test_a_family_reads_what_was_shared_and_where_it_stands(
    cast: Cast, family: AsyncClient
) -> None:
    sent = await cast.sent()

    page = await ask(family, sent.receipt.written())

    assert page.status_code == 200
    assert "Está enviado. El servicio aún no ha respondido." in page.text
    assert "Haven" in page.text
    assert sent.code.spoken() in page.text
    assert "+34600000000" in page.text
    assert "Tiene hasta el 10 de diciembre de 2026 para responder." in page.text
    assert "El servicio se pone en contacto contigo solo de la forma que aceptaste." in page.text
    assert "Tu sí vale hasta el 25 de diciembre de 2026." in page.text
    assert "set-cookie" not in page.headers
    assert page.headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    ("language", "typed"),
    [
        ("ar", "{}"),
        ("fa", "{} "),
        ("hi", "({})"),
        ("zh", "{}"),
    ],
)
async def test_it_is_read_in_every_language_also_where_no_page_is(
    cast: Cast, family: AsyncClient, language: str, typed: str
) -> None:
    sent = await cast.sent()
    zero = {"ar": 0x660, "fa": 0x6F0, "hi": 0x966, "zh": 0xFF10}[language]
    digits = sent.receipt.written().translate({48 + at: zero + at for at in range(10)})

    page = await ask(family, typed.format(digits), language=language)

    parsed = ParsedPage(page.text)
    assert page.status_code == 200
    (inside,) = (it for it in parsed.all("div") if "data-receipt-state" in it)
    assert inside["lang"] == language
    assert inside["dir"] == ("rtl" if language in {"ar", "fa"} else "ltr")
    assert "not answered" not in page.text


async def test_it_is_taken_back_in_two_steps_and_only_by_the_second(
    cast: Cast, family: AsyncClient
) -> None:
    sent = await cast.sent()
    number = sent.receipt.written()

    asked = await ask(family, number, "ask")
    assert "¿Quieres retirarlo?" in asked.text
    assert "ven que se ha retirado, pero no por qué." in asked.text
    assert "hasta 7 días" in asked.text
    assert (await Referral.get(id=sent.referral.id)).state == "sent"
    (request_id,) = (
        it["value"] for it in ParsedPage(asked.text).all("input") if it["name"] == "request_id"
    )
    lines = []
    for _ in range(2):
        done = await ask(family, number, "withdraw", request_id=request_id)
        lines.append(await AuditLine.all().count())
        assert "Está retirado." in done.text
        assert "+34600000000" not in done.text
        assert 'value="ask"' not in done.text
    assert lines[0] == lines[1]
    assert (await Referral.get(id=sent.referral.id)).state == "withdrawn"


async def test_the_audit_does_not_tell_that_a_family_looked(
    cast: Cast, family: AsyncClient
) -> None:
    sent = await cast.sent()
    before = await AuditLine.all().count()

    for step in ("read", "ask"):
        assert (await ask(family, sent.receipt.written(), step)).status_code == 200

    assert await AuditLine.all().count() == before


async def test_what_was_answered_to_its_end_can_still_be_deleted(
    office: Office, cast: Cast, family: AsyncClient
) -> None:
    sent = await cast.sent()
    desk = await cast.badge(cast.desk)
    await answering.decline(office, desk, sent.referral.id, once(sent.referral), "area")
    number = sent.receipt.written()
    declined = await ask(family, number)
    assert "No es por ti." in declined.text
    assert "Pregunta a la persona que lo envió por ti" in declined.text
    assert "se borra el 2 de diciembre de 2026 a más tardar" in declined.text
    # The desk learns nothing more: its access ended with its answer.
    assert "pero no por qué" not in (await ask(family, number, "ask")).text

    done = await ask(family, number, "withdraw")
    after = await ask(family, number)

    for page in (done, after):
        assert "Lo que se compartió está borrado." in page.text
        assert "+34600000000" not in page.text
    assert not await SealedPayload.exists(referral_id=sent.referral.id)
    assert (await Referral.get(id=sent.referral.id)).state == "declined"


async def test_a_wrong_number_and_one_that_nobody_has_look_alike(
    office: Office, cast: Cast, family: AsyncClient
) -> None:
    sent = await cast.sent()
    other = "9" if sent.receipt.written()[0] != "9" else "8"
    slip = other + sent.receipt.written()[1:]
    await taking_back.withdraw_by_code(office, sent.receipt, uuid4().hex)
    await forget(sent.referral.id)

    answers = [await ask(family, number) for number in (slip, UNKNOWN, sent.receipt.written())]

    assert {answer.status_code for answer in answers} == {422}
    pages = {
        answer.text.replace(number, "")
        for answer, number in zip(answers, (slip, UNKNOWN, sent.receipt.written()), strict=True)
    }
    assert len(pages) == 1
    assert slip in answers[0].text


@pytest.mark.parametrize("typed", ["", "123", "3825501774916205 7", "call me", "<script>"])
async def test_what_is_no_number_is_said_so_and_comes_back(
    family: AsyncClient, cast: Cast, typed: str
) -> None:
    answer = await ask(family, typed)

    assert answer.status_code == 422
    assert "El número tiene dieciséis cifras." in answer.text
    boxes = {it["name"]: it for it in ParsedPage(answer.text).all("input") if "name" in it}
    assert boxes["number"].get("value", "") == typed


async def test_guessing_waits_and_a_family_is_not_locked_out(
    cast: Cast, family: AsyncClient, clock: SetClock
) -> None:
    sent = await cast.sent()
    for at in range(FREE):
        assert (await ask(family, f"{UNKNOWN[:-2]}{at:02}")).status_code == 422

    for wait in (1, 2, 4):
        refused = await ask(family, sent.receipt.written())
        assert refused.status_code == 429
        assert int(refused.headers["retry-after"]) == wait + 1
        assert "Espera un minuto" in refused.text
        clock.advance(wait)
        assert (await ask(family, UNKNOWN)).status_code == 422
    clock.advance(60)
    assert (await ask(family, sent.receipt.written())).status_code == 200


@pytest.mark.parametrize("step", ["read", "ask", "withdraw"])
async def test_every_number_takes_one_argon2id_right_or_wrong(
    office: Office, cast: Cast, app: Starlette, family: AsyncClient, step: str
) -> None:
    sent, turns = await cast.sent(), Turns()
    app.state.office = replace(office, turn=turns)
    for taken, number in enumerate((UNKNOWN, sent.receipt.written()), 1):
        await ask(family, number, step)
        assert turns.taken == taken


@pytest.mark.parametrize("is_accepted", [False, True])
async def test_after_the_last_day_nothing_is_shown(
    office: Office, cast: Cast, family: AsyncClient, clock: SetClock, *, is_accepted: bool
) -> None:
    sent = await cast.sent()
    if is_accepted:
        await answering.accept(office, await cast.badge(cast.desk), sent.referral.id, once())
    clock.advance(timedelta(days=31).total_seconds())

    page = await ask(family, sent.receipt.written())

    assert page.status_code == 200
    assert "+34600000000" not in page.text
    assert sent.code.spoken() not in page.text
    assert "Lo que se compartió está borrado." in page.text
    assert ("Tu sí valía hasta" in page.text) == is_accepted
    # What the service has still open is the family's to end; what nobody answered has ended.
    assert ('value="ask"' in page.text) == is_accepted
    done = await ask(family, sent.receipt.written(), "withdraw")
    assert ("Está retirado." in done.text) == is_accepted


async def test_who_finds_the_number_does_not_learn_the_word_that_was_agreed(
    cast: Cast, family: AsyncClient
) -> None:
    sent = await cast.sent()
    assert sent.referral.field_mask & Field.SAFE_CONTACT.bit

    assert "naranja" not in (await ask(family, sent.receipt.written())).text


async def test_the_language_above_the_page_keeps_the_receipt_open(
    cast: Cast, family: AsyncClient
) -> None:
    sent = await cast.sent()
    page = await ask(family, sent.receipt.written())
    links = {
        it["formaction"]: it for it in ParsedPage(page.text).all("button") if "formaction" in it
    }
    arabic = links["/ar/receipt"]

    fields = {"number": sent.receipt.written(), "language": "es", arabic["name"]: arabic["value"]}
    other = await family.post("/ar/receipt", data=fields)

    assert get_localizer("ar").gettext(STANDING[State.SENT]) in other.text


async def test_neither_a_log_nor_an_address_knows_that_somebody_looked(
    cast: Cast, family: AsyncClient, caplog: pytest.LogCaptureFixture
) -> None:
    sent = await cast.sent()
    with caplog.at_level(logging.DEBUG):
        for step in ("read", "ask", "withdraw"):
            page = await ask(family, sent.receipt.written(), step)
            digits = sent.receipt.written().replace(" ", "")
            links = [it.get("href", "") for it in ParsedPage(page.text).all("a")]
            assert not any(digits in it.replace("%20", "").replace(" ", "") for it in links)

    logged = caplog.text.replace(" ", "")
    assert sent.receipt.written().replace(" ", "") not in logged
    assert ADDRESS not in logged


@pytest.mark.parametrize("page", ["/es/", "/es/now"])
async def test_who_looks_for_help_or_numbers_finds_the_way_to_a_receipt(
    family: AsyncClient, page: str
) -> None:
    assert "¿Tienes un recibo? Mira cómo va" in (await family.get(page)).text


def test_every_end_has_its_words() -> None:
    assert STANDING.keys() == set(State) - {State.DRAFT}
