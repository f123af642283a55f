"""An editor decides about changes, in part, and says whose changes need no editor."""

import pytest

from directory.accounts.models import Agency
from directory.accounts.office import Office
from directory.catalog.facts import Section
from directory.catalog.models import Service
from directory.listings.actions.reviewing import ask_review
from directory.listings.careful import Careless
from directory.listings.models import Review
from directory.listings.queries import days_confirmed, get_held
from directory.listings.said import Said
from tests.accounts.browser import Browser
from tests.finder.reading import words
from tests.listings.form import change, link_in, path_of, send, take_letters


async def test_an_editor_takes_over_a_part_and_the_sender_reads_why(
    provider: Browser, editor: Browser, office: Office, own: Service
) -> None:
    await change(provider, own.id, cost="paid", cost_text="Ask us.", website="www.b.example.org")
    review = await Review.get(service_id=own.id)
    take_letters(office)

    page = await editor.get(f"/en/staff/reviews/{review.id}")
    assert "Cost in words" in words(page.text)
    answer = await send(
        editor, f"/en/staff/reviews/{review.id}", page.text, take=["cost"], answer="Not the page."
    )

    assert answer.status_code == 303
    facts = (await get_held(own.id)).facts
    assert (facts["cost"], facts["cost_text"], facts["website"]) == (
        "paid",
        own.fees_description,
        own.url,
    )
    decided = await Review.get(id=review.id)
    assert (decided.state, decided.taken, decided.answer) == ("decided", ["cost"], "Not the page.")
    told = words((await provider.get(path_of(own.id))).text)
    assert "Not the page." in told
    assert "not taken over" in told
    # Of a section that was refused in part nobody knows that it is right.
    assert Section.COST not in await days_confirmed(own.id)


async def test_a_review_is_decided_once(provider: Browser, editor: Browser, own: Service) -> None:
    await change(provider, own.id, cost="paid")
    path = f"/en/staff/reviews/{(await Review.get(service_id=own.id)).id}"
    page = await editor.get(path)
    await send(editor, path, page.text, take=["cost"])

    again = await send(editor, path, page.text, take=[])

    assert again.status_code == 422
    assert "Somebody has decided about this already." in words(again.text)
    assert (await get_held(own.id)).facts["cost"] == "paid"


async def test_a_change_by_link_is_answered_by_a_new_link(
    browser: Browser, editor: Browser, office: Office, own: Service
) -> None:
    take_letters(office)
    await editor.get(path_of(own.id))
    await editor.post(path_of(own.id, "ask"))
    link = link_in(take_letters(office)[0])
    await send(browser, link, (await browser.get(link)).text, cost="paid")
    path = f"/en/staff/reviews/{(await Review.get(service_id=own.id)).id}"

    await send(editor, path, (await editor.get(path)).text, take=["cost"], answer="Thank you!")

    letter = take_letters(office)[0]
    assert letter["To"] == own.email
    page = words((await browser.get(link_in(letter))).text)
    assert "taken over" in page
    assert "Thank you!" in page


async def test_an_old_address_is_told_that_it_is_gone(
    provider: Browser, editor: Browser, office: Office, own: Service
) -> None:
    await change(provider, own.id, email="led@away.example.org")
    path = f"/en/staff/reviews/{(await Review.get(service_id=own.id)).id}"
    take_letters(office)

    await send(editor, path, (await editor.get(path)).text, take=["email"])

    told = [letter for letter in take_letters(office) if letter["To"] == own.email]
    assert len(told) == 1


async def test_an_editor_trusts_an_organization_and_takes_it_back(
    provider: Browser, editor: Browser, own: Service
) -> None:
    page = await editor.get(path_of(own.id))
    assert "What Harbour changes waits for an editor." in words(page.text)

    await editor.post(path_of(own.id, "trust"), trusted="yes")
    await change(provider, own.id, cost="paid")
    assert (await get_held(own.id)).facts["cost"] == "paid"

    await editor.post(path_of(own.id, "trust"), trusted="no")
    await change(provider, own.id, cost="free")
    assert (await get_held(own.id)).facts["cost"] == "paid"


async def test_a_provider_does_not_trust_itself(provider: Browser, own: Service) -> None:
    assert (await provider.post(path_of(own.id, "trust"), trusted="yes")).status_code == 404
    assert not (await Agency.get(name="Harbour")).is_trusted


async def test_the_old_address_is_told_also_by_a_change_at_once(
    editor: Browser, office: Office, own: Service
) -> None:
    take_letters(office)
    await change(editor, own.id, email="led@away.example.org")

    assert [letter["To"] for letter in take_letters(office)] == [own.email]


@pytest.mark.parametrize(
    "text", ["See hxxp://a.b/c", "holiday.jpg", "5d41402abc4b2a76b9719d911017c592"]
)
async def test_an_answer_leads_nowhere(
    provider: Browser, editor: Browser, own: Service, text: str
) -> None:
    """Promise 4: also in what an editor writes to a provider."""
    await change(provider, own.id, cost="paid")
    path = f"/en/staff/reviews/{(await Review.get(service_id=own.id)).id}"
    page = await editor.get(path)

    answer = await send(editor, path, page.text, take=["cost"], answer=text)

    assert answer.status_code == 422
    assert (await Review.get(service_id=own.id)).state == "pending"


async def test_what_was_asked_of_a_listing_that_changed_its_kind_is_left_out(
    provider: Browser, editor: Browser, own: Service
) -> None:
    await change(provider, own.id, cost="paid")
    review = await Review.get(service_id=own.id)
    await Review.filter(id=review.id).update(wished={**review.wished, "street": "Kade 1"})
    path = f"/en/staff/reviews/{review.id}"

    answer = await send(editor, path, (await editor.get(path)).text, take=["cost", "street"])

    assert answer.status_code == 303
    assert (await get_held(own.id)).facts["cost"] == "paid"


async def test_what_may_not_be_said_waits_nowhere_whichever_way_it_came(
    office: Office, own: Service
) -> None:
    held = await get_held(own.id)
    said = Said(wished={"description": "See https://elsewhere.example/x.jpg"})
    with pytest.raises(Careless):
        await ask_review(office, held, said, by="provider")

    assert not await Review.exists()
