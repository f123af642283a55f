"""An editor looks at the changes of one table together, and takes over what is right."""

from directory.accounts.models import Notice
from directory.catalog.models import Service
from directory.listings.models import Review
from directory.listings.queries import get_held
from tests.accounts.browser import Browser
from tests.finder.reading import words
from tests.listings.sheets.many import add_listings
from tests.listings.sheets.spreadsheet import as_csv, paste, take, take_over

REVIEWS = "/en/staff/reviews"


async def wait(provider: Browser, own: Service, count: int = 3) -> str:
    """The page of as many changes that came in one table."""
    await add_listings(count, own.organization_id)
    rows = [row for row in await take(provider) if row["name"].startswith("Advice")]
    for row in rows:
        row["cost_text"] = f"Ask at {row['name']}."
    await take_over(provider, await paste(provider, as_csv(rows)))
    review = await Review.filter(state="pending").first()
    assert review is not None
    return f"{REVIEWS}/tables/{review.batch_id}"


async def test_a_table_waits_as_one(provider: Browser, editor: Browser, own: Service) -> None:
    path = await wait(provider, own)

    page = await editor.get(REVIEWS)

    assert page.text.count(f'href="{path}"') == 1
    assert "A table with 3 changes" in words(page.text)
    assert "Nothing else waits." in words(page.text)
    assert "Ask at Advice centre 2." in words((await editor.get(path)).text)


async def test_what_is_ticked_is_taken_over_and_the_rest_waits(
    provider: Browser, editor: Browser, own: Service
) -> None:
    path = await wait(provider, own)
    one, *others = await Review.filter(state="pending").order_by("id")
    await editor.get(path)

    await editor.client.post(
        path,
        data={
            "form_token": editor.token,
            "take": [str(each.id) for each in others],
            "answer": "Thank you.",
        },
        headers={"origin": "https://site.example"},
    )

    assert await Review.get(state="pending") == one
    for each in others:
        assert (await get_held(each.service_id)).facts["cost_text"].startswith("Ask at")
    assert (await get_held(one.service_id)).facts["cost_text"] is None
    assert await Notice.all().count() == 1
    assert "One listing waits." in words((await editor.get(path)).text)


async def test_an_answer_leads_nowhere(provider: Browser, editor: Browser, own: Service) -> None:
    path = await wait(provider, own)
    review = await Review.filter(state="pending").first()
    assert review is not None
    await editor.get(path)

    answer = await editor.post(path, take=str(review.id), answer="See pics.example/a.jpg")

    assert answer.status_code == 422
    assert "See pics.example/a.jpg" in words(answer.text)
    assert await Review.filter(state="pending").count() == 3


async def test_only_editors_see_it(provider: Browser, own: Service) -> None:
    path = await wait(provider, own)

    assert (await provider.get(path)).status_code == 404
