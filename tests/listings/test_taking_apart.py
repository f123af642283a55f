"""A merge that was a mistake is taken back on the page that tells what was changed."""

from uuid import uuid4

import pytest

from directory.accounts.models import AuditLine
from directory.catalog.models import Change, Service
from directory.catalog.queries import get_successor
from directory.errors import NotFound
from directory.listings.models import Apart
from directory.listings.queries import get_held
from tests.accounts.browser import Browser
from tests.finder.reading import words
from tests.listings.form import path_of
from tests.listings.test_quality_page import NUMBER, PATH, merge, twin_of


async def test_the_other_is_listed_again_as_it_was(editor: Browser, own: Service) -> None:
    twin = await twin_of(own)
    before = await get_held(twin)
    await merge(editor, own.id, twin, "phones")
    page = await editor.get(path_of(own.id, "history"))
    assert "Joined with this listing" in words(page.text)

    answer = await editor.post(path_of(own.id, "apart"), gone=str(twin))

    assert answer.headers["location"] == f"{path_of(twin)}?said=listed_again"
    assert (await get_held(twin)).facts == before.facts
    with pytest.raises(NotFound):
        await get_successor(str(twin))
    told = Change.filter(resource_id=twin).order_by("-sequence").limit(2)
    assert set(await told.values_list("field_name", "replacement_value")) == {
        ("status", "active"),
        ("merged_into", ""),
    }
    assert await AuditLine.filter(object_id=twin, action="listing_listed_again").exists()
    # Nobody is asked again whether they are one.
    assert await Apart.all().count() == 1
    assert "They share" not in words((await editor.get(f"{PATH}?country=NL")).text)
    # What the first took over is its own by now, and can be taken out of it.
    page = await editor.get(path_of(own.id, "history"))
    assert "Joined with this listing" not in words(page.text)
    assert NUMBER in {each["number"] for each in (await get_held(own.id)).facts["phones"]}
    await editor.post(path_of(own.id, "restore"), number="1")
    assert NUMBER not in {each["number"] for each in (await get_held(own.id)).facts["phones"]}


async def test_they_can_become_one_again_and_apart_again(editor: Browser, own: Service) -> None:
    twin = await twin_of(own)
    for _ in range(2):
        assert (await merge(editor, own.id, twin))[1].endswith("said=merged")
        assert await get_successor(str(twin)) == str(own.id)
        assert (await editor.post(path_of(own.id, "apart"), gone=str(twin))).status_code == 303
        # A second press finds nothing to do.
        assert (await editor.post(path_of(own.id, "apart"), gone=str(twin))).status_code == 404


async def test_only_what_was_joined_with_a_listing_is_taken_out_of_it(
    editor: Browser, provider: Browser, own: Service
) -> None:
    twin, other = await twin_of(own), await Service.filter(country="ES", status="active").first()
    assert other is not None
    await merge(editor, own.id, twin)

    for listing, gone in ((other.id, str(twin)), (own.id, str(other.id)), (own.id, str(uuid4()))):
        assert (await editor.post(path_of(listing, "apart"), gone=gone)).status_code == 404
    assert (await editor.post(path_of(own.id, "apart"), gone="nothing")).status_code == 404
    assert (await editor.post(path_of(own.id, "apart"))).status_code == 404
    assert (await provider.post(path_of(own.id, "apart"), gone=str(twin))).status_code == 404
    assert "List it again" not in words((await provider.get(path_of(own.id, "history"))).text)
    assert (await Service.get(id=twin)).status == "inactive"
