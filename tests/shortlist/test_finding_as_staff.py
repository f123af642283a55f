"""A caseworker looks for a service: the search of families, with everything at hand."""

import re

import pytest
from starlette.applications import Starlette

from tests.accounts.browser import ORIGIN, Browser
from tests.house.page import ParsedPage
from tests.pages import PRIVATE_PLACE
from tests.shortlist.desk import hidden_in, ids_of, marked_in, post, rows_of

FIND = "/en/staff/find"
IN_NEW_YORK = {"need": "200", "country": "US", "place": "New York"}


@pytest.fixture
async def desk(caseworker: Browser) -> Browser:
    await caseworker.get(FIND)
    return caseworker


async def test_the_start_page_leads_there(caseworker: Browser) -> None:
    start = await caseworker.get("/en/staff/")

    links = [link["href"] for link in ParsedPage(start.text).all("a") if "href" in link]
    assert links.count(FIND) == 2


async def test_the_page_begins_with_the_country_of_the_installation(desk: Browser) -> None:
    page = (await desk.get(FIND)).text

    assert 'value="ES" selected' in page
    assert rows_of(page)


async def test_every_way_to_narrow_a_search_is_in_one_form(desk: Browser) -> None:
    parsed = ParsedPage((await desk.get(FIND)).text)
    asked = {
        "need", "q", "country", "region", "place", "radius", "language", "age", "day",
        "open_now", "free", "remote", "accessible", "accepting", "placed",
    }  # fmt: skip

    assert asked <= set(parsed.values("name"))


@pytest.mark.parametrize(
    "asked",
    [
        IN_NEW_YORK,
        {"q": "he wants money or he posts my nudes", "country": "ES", "age": "14"},
        # How many pages of open ones there are goes by the hour of the day.
        {"country": "US", "region": "US-NY", "language": "es", "open_now": "1"},
        {"country": "US", "region": "US-NY", "language": "es", "page": "2"},
        {"country": "TV", "need": "220", "language": "sw"},
    ],
)
async def test_it_finds_what_families_find(
    desk: Browser, app: Starlette, asked: dict[str, str]
) -> None:
    staff = (await post(desk, FIND, **asked)).text
    public = (await desk.client.post("/en/find", data=asked)).text

    shown = re.findall(r'<article class="sheet card" .*?href="/en/services/([^"]+)"', public, re.S)
    total = re.compile(r'role="status">(\d+) place')
    assert ids_of(staff) == shown
    assert total.findall(staff) == total.findall(public)


async def test_a_row_says_what_a_caseworker_asks_first(desk: Browser) -> None:
    page = (await post(desk, FIND, **IN_NEW_YORK, language="bn")).text
    heads = re.findall(r'<th scope="col">(?:<span[^>]*>)?([^<]+)', page)

    assert heads == [
        "Mark", "Service", "For", "Languages", "Cost", "How far", "Hours", "Referrals", "Confirmed",
    ]  # fmt: skip
    assert any(re.search(r"Bangla.* km", row) for row in rows_of(page))
    assert all(
        " not known" in row for row in rows_of(page)
    )  # nobody has said whether there is room


async def test_a_private_place_stays_private(desk: Browser) -> None:
    asked = {"need": "251", "country": "US", "place": "New York"}
    private = [row for row in rows_of((await post(desk, FIND, **asked)).text) if "private" in row]

    assert private
    assert not [row for row in private if " km" in row]


async def test_what_is_marked_stays_marked_from_page_to_page(desk: Browser) -> None:
    first = (await post(desk, FIND, **IN_NEW_YORK)).text
    chosen = ids_of(first)[:2]
    second = (await post(desk, FIND, **IN_NEW_YORK, page="2", service=chosen)).text
    narrowed = (await post(desk, FIND, **IN_NEW_YORK, language="ur", service=chosen)).text
    back = (await post(desk, FIND, **IN_NEW_YORK, service=chosen)).text

    assert not set(chosen) & set(ids_of(second))
    for page in (second, narrowed, back):
        assert marked_in(page) == set(chosen)
        assert page.count(f'value="{chosen[0]}" ') >= 1


async def test_a_need_that_was_understood_can_be_taken_away(desk: Browser) -> None:
    page = (await post(desk, FIND, q="he wants money or he posts my nudes")).text
    ticked = re.findall(r'name="need" value="(\d+)" checked', page)

    assert ticked
    assert 'id="field-q" name="q" value=""' in page
    assert "nudes" not in page


async def test_danger_brings_the_emergency_number_first(desk: Browser) -> None:
    page = (await post(desk, FIND, q="she wants to kill herself tonight", country="GB")).text

    assert "data-urgent" in page
    assert page.index('href="tel:999"') < page.index("data-result")


async def test_a_region_of_another_country_is_let_go(desk: Browser) -> None:
    page = (await post(desk, FIND, need="200", country="FR", region="ES-VC")).text

    assert 'value="FR" selected' in page
    assert "Valencian" not in page
    assert 'value="FR-BRE"' in page


async def test_another_town_of_the_name_is_chosen_by_a_button(desk: Browser) -> None:
    asked = {"country": "US", "place": "Springfield", "need": "200"}
    page = (await post(desk, FIND, **asked)).text
    town, label = re.findall(r'name="town" value="(\d+)">([^<]+)<', page)[0]
    chosen = (await post(desk, FIND, **asked, town=town)).text

    region = label.split(" · ")[1]
    assert 'name="place" value="Springfield"' in chosen
    assert re.search(rf"selected>{region}", chosen)


async def test_a_misspelt_town_gets_suggestions(desk: Browser) -> None:
    page = (await post(desk, FIND, country="KE", place="nairobbi", need="200")).text

    assert re.search(r'name="town" value="\d+">Nairobi', page)


async def test_a_page_that_the_changed_search_has_not_is_its_first(desk: Browser) -> None:
    answer = await post(desk, FIND, country="ES", need="222", page="40")

    assert answer.status_code == 200
    assert rows_of(answer.text)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("age", "fourteen"), ("country", "XX"), ("region", "ES-XX"), ("language", "qqq"),
        ("need", "999"), ("radius", "NaN"), ("town", "999999999999"),
        ("q", "help " * 400), ("place", "x" * 200), ("day", "8"), ("free", "perhaps"),
    ],
)  # fmt: skip
async def test_what_cannot_be_read_is_named_and_nothing_is_lost(
    desk: Browser, field: str, value: str
) -> None:
    asked = {"place": "Lugo", "language": "es"} | {field: value}
    answer = await post(desk, FIND, **asked, service=[str(PRIVATE_PLACE)])

    assert answer.status_code == 422
    assert "data-errors" in answer.text
    assert rows_of(answer.text) == []
    assert "Traceback" not in answer.text
    if field in {"age", "q", "place"}:
        assert value.strip()[:100] in answer.text
    if field not in {"place", "town"}:
        assert 'value="Lugo"' in answer.text


async def test_no_address_asks_for_anything(desk: Browser) -> None:
    plain = (await desk.get(FIND)).text
    asked = (await desk.get(f"{FIND}?need=200&country=US&q=zephyrquartz")).text

    assert ids_of(asked) == ids_of(plain)
    page = (await post(desk, FIND, **IN_NEW_YORK, q="zephyrquartz")).text
    addresses = re.findall(r'(?:href|action|formaction|src)="([^"]*)"', page)
    assert not [each for each in addresses if re.search(r"zephyr|need=|place=|service=", each)]


async def test_a_form_of_another_site_is_not_answered(desk: Browser) -> None:
    sent = {"form_token": desk.token, "need": "200"}
    for headers in ({"origin": "https://elsewhere.example"}, {}):
        assert (await desk.client.post(FIND, data=sent, headers=headers)).status_code == 403
    forged = {"form_token": "0" * 64, "need": "200"}
    answer = await desk.client.post(FIND, data=forged, headers={"origin": ORIGIN})
    assert answer.status_code == 403


async def test_an_upload_is_refused(desk: Browser) -> None:
    answer = await desk.client.post(
        FIND, files={"picture": b"x"}, data={"form_token": desk.token}, headers={"origin": ORIGIN}
    )

    assert answer.status_code == 415


@pytest.mark.parametrize("language", ["en", "es", "fr", "ar"])
async def test_it_is_a_whole_page_in_every_language(desk: Browser, language: str) -> None:
    address = f"/{language}/staff/find"
    for answer in (await desk.get(address), await post(desk, address, **IN_NEW_YORK)):
        parsed = ParsedPage(answer.text)
        names = parsed.values("id")
        assert answer.status_code == 200
        assert len(parsed.all("h1")) == 1
        assert sorted(names) == sorted(set(names))
        assert {form.get("autocomplete") for form in parsed.all("form")} == {"off"}
        assert answer.headers["cache-control"] == "no-store"
        assert [link for link in parsed.all("a") if "data-leave" in link]


async def test_another_language_shows_the_same_search_and_marks(desk: Browser) -> None:
    page = (await post(desk, FIND, **IN_NEW_YORK)).text
    chosen = ids_of(page)[:2]
    marked = (await post(desk, FIND, **IN_NEW_YORK, service=chosen)).text
    again = {name: value for name, value in hidden_in(marked) if name != "service"}

    assert 'form="again" formaction="/ar/staff/find"' in marked
    arabic = (await post(desk, "/ar/staff/find", **again, service=chosen)).text
    assert ids_of(arabic) == ids_of(marked)
    assert marked_in(arabic) == set(chosen)
