"""A family looks for help, with the real listings, on both databases."""

import re

import pytest
from httpx import AsyncClient

from tests.finder.reading import Answer, read_answer

LANGUAGES = ("en", "es", "fr", "ar")


async def find(client: AsyncClient, page: str = "en", **asked: str | list[str]) -> Answer:
    response = await client.post(f"/{page}/find", data=asked)
    assert response.status_code == 200, response.text[:500]
    return read_answer(response.text)


async def test_a_threat_near_valencia_is_understood_in_spanish(client: AsyncClient) -> None:
    answer = await find(
        client,
        "es",
        q="alguien amenaza con compartir fotos de mi hija",
        country="ES",
        place="Valencia",
    )
    assert answer.understood[0] in {"113", "100"}
    assert "Valencia" in answer.heading
    assert any("017" in card for card in answer.cards)
    assert any("Take It Down" in card for card in answer.cards)
    assert not answer.is_urgent


async def test_a_bengali_speaker_near_jackson_heights_on_a_saturday(client: AsyncClient) -> None:
    asked = {"country": "US", "place": "Jackson Heights, New York", "language": "bn", "day": "6"}
    answer = await find(client, need="200", **asked)
    assert "Jackson Heights" in answer.heading
    assert not answer.notices
    assert answer.cards
    for card in answer.cards:
        assert "Bangla" in card or "Bengali" in card
        assert "Sat" in card or "day and night" in card


async def test_free_bengali_help_is_not_known_there_and_the_page_says_so(
    client: AsyncClient,
) -> None:
    asked = {"country": "US", "place": "Jackson Heights", "language": "bn", "free": "1"}
    answer = await find(client, need="200", **asked)
    assert answer.cards
    assert any("free of charge" in notice for notice in answer.notices)


async def test_nearest_first_then_region_country_world(client: AsyncClient) -> None:
    answer = await find(client, need="240", country="US", place="New York")
    order = ["New York City and around", "United States: the whole country"]
    shown = [group for group in answer.groups if group in order]
    assert shown == [group for group in order if group in shown]
    near = await find(client, need="200", country="US", place="Jackson Heights")
    distances = [
        float(found[1]) for card in near.cards if (found := re.search(r"([\d.]+) km away", card))
    ]
    assert len(distances) > 5
    assert distances == sorted(distances)


async def test_danger_is_answered_with_the_emergency_number_first(client: AsyncClient) -> None:
    response = await client.post(
        "/en/find", data={"q": "I want to kill myself tonight", "country": "GB"}
    )
    page = response.text
    assert read_answer(page).is_urgent
    assert page.index("data-urgent") < page.index("data-result")
    assert 'href="tel:999"' in page[page.index("data-urgent") :]


async def test_what_was_understood_can_be_taken_away(client: AsyncClient) -> None:
    response = await client.post("/en/find", data={"q": "he wants money or he posts my nudes"})
    code = read_answer(response.text).understood[0]
    form = re.search(r'<ul class="understood">.*?<form(.*?)</form>', response.text, re.DOTALL)
    assert form
    assert f'value="{code}"' not in form[1]
    assert 'name="q"' not in form[1]


async def test_a_misspelt_town_gets_suggestions_and_still_an_answer(client: AsyncClient) -> None:
    answer = await find(client, need="200", country="KE", place="nairobbi")
    assert any("Nairobi" in notice for notice in answer.notices)
    assert answer.cards


@pytest.mark.parametrize(
    ("typed", "country"), [("Київ", "UA"), ("دمشق", "SY"), ("北京", "CN"), ("valència", "ES")]
)
async def test_a_town_is_found_by_its_name_in_any_script(
    client: AsyncClient, typed: str, country: str
) -> None:
    answer = await find(client, need="200", country=country, place=typed)
    assert answer.heading.startswith("Help near ")
    assert answer.cards


async def test_only_places_to_go_to_when_that_is_asked(client: AsyncClient) -> None:
    asked = {"need": "220", "country": "US"}
    every_kind = await find(client, **asked)
    placed = await find(client, **asked, placed="1")

    assert any(" Serves " in card for card in every_kind.cards)
    assert placed.cards
    assert all(" Where " in card for card in placed.cards)


async def test_a_country_without_a_service_gets_the_wider_ones_and_is_told(
    client: AsyncClient,
) -> None:
    answer = await find(client, need="220", country="TV")
    assert any("We know no service in Tuvalu" in notice for notice in answer.notices)
    assert answer.cards


async def test_no_country_at_all_gets_an_answer(client: AsyncClient) -> None:
    assert (await find(client)).cards
    assert (await find(client, need="100")).cards


async def test_a_link_holds_codes_and_gives_the_same_list(client: AsyncClient) -> None:
    asked = {"need": "202", "country": "US", "place": "Jackson Heights", "accessible": "1"}
    posted = await client.post("/en/find", data=asked)
    link = re.search(r'<a href="(\?[^"]+)">', posted.text)
    assert link
    followed = await client.get("/en/find" + link[1].replace("&amp;", "&"))
    assert read_answer(followed.text).cards == read_answer(posted.text).cards


async def test_pages_follow_each_other_without_a_gap(client: AsyncClient) -> None:
    asked = {"country": "US", "place": "New York", "radius": "25"}
    seen: list[str] = []
    page = 1
    while True:
        response = await client.post("/en/find", data={**asked, "page": str(page)})
        seen += re.findall(r'id="result-(\d+)"', response.text)
        if "Next page" not in response.text:
            break
        page += 1
    assert page > 3
    assert seen == [str(number) for number in range(1, len(seen) + 1)]


async def test_each_filter_says_how_many_would_remain(client: AsyncClient) -> None:
    asked = {"need": "200", "country": "US", "place": "New York"}
    page = (await client.post("/en/find", data=asked)).text
    promised = re.search(r'name="accessible".*?\((\d+)\)', page, re.DOTALL)
    assert promised
    narrowed = (await client.post("/en/find", data={**asked, "accessible": "1"})).text
    total = re.search(r'role="status">(\d+) place', narrowed)
    assert total
    assert total[1] == promised[1]


async def test_a_private_place_shows_no_address_no_distance_and_no_dot(
    client: AsyncClient,
) -> None:
    asked = {"need": "251", "country": "US", "place": "New York"}
    page = (await client.post("/en/map", data=asked)).text
    cards = [card for card in read_answer(page).cards if "kept private" in card]
    assert cards
    assert not [card for card in cards if " km away" in card or "NY 1" in card]


async def test_the_private_group_is_the_same_from_every_point(client: AsyncClient) -> None:
    pages = set()
    for lat, lon in (("40.71", "-74.00"), ("40.75", "-73.88"), ("40.60", "-74.10")):
        asked = {"need": "251", "lat": lat, "lon": lon, "radius": "5"}
        page = (await client.post("/en/find", data=asked)).text
        cards = re.findall(r"<article.*?</article>", page, re.DOTALL)
        private = [
            re.sub(r"result-\d+|>\d+</span>", "", card) for card in cards if "private" in card
        ]
        assert private
        pages.add("".join(private))
    assert len(pages) == 1


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_town_can_be_chosen_from_lists(client: AsyncClient, language: str) -> None:
    countries = await client.post(f"/{language}/where", data={"need": "200"})
    assert 'value="ES"' in countries.text
    regions = await client.post(f"/{language}/where", data={"need": "200", "country": "ES"})
    assert 'value="ES-VC"' in regions.text
    towns = await client.post(f"/{language}/where", data={"need": "200", "region": "ES-VC"})
    town = re.search(r'name="place" value="(2509954)"', towns.text)  # GeoNames: Valencia
    assert town
    assert 'name="need" value="200"' in towns.text
    found = await client.post(f"/{language}/find", data={"need": "200", "place": town[1]})
    assert found.status_code == 200


async def test_list_and_map_are_two_views_of_one_search(client: AsyncClient) -> None:
    asked = {"need": "200", "country": "US", "place": "Jackson Heights"}
    listed = (await client.post("/en/find", data=asked)).text
    drawn = (await client.post("/en/map", data=asked)).text
    assert read_answer(listed).cards == read_answer(drawn).cards
    dots = re.findall(r'href="#result-(\d+)"', drawn)
    assert dots
    assert all(f'id="result-{number}"' in drawn for number in dots)


async def test_a_record_leads_back_to_a_list_that_came_by_a_form(client: AsyncClient) -> None:
    asked = {"need": "200", "country": "US", "place": "New York", "page": "2"}
    listed = await client.post("/en/find", data=asked)
    form = re.search(r'<form id="list".*?</form>', listed.text, re.DOTALL)
    button = re.search(r'form="list" formaction="(/en/services/[^"]+)"', listed.text)
    assert form
    assert button
    sent = dict(re.findall(r'name="(\w+)" value="([^"]*)"', form[0]))
    record = await client.post(button[1], data=sent)
    assert record.status_code == 200

    back = re.search(r'action="/en/find".*?</form>', record.text, re.DOTALL)
    assert back
    again = await client.post(
        "/en/find", data=dict(re.findall(r'name="(\w+)" value="([^"]*)"', back[0]))
    )
    assert read_answer(again.text).cards == read_answer(listed.text).cards


async def test_a_list_with_an_address_links_to_its_records(client: AsyncClient) -> None:
    page = (await client.get("/en/find?need=200&country=ES")).text
    assert re.search(r'<a href="/en/services/', page)
    assert 'form="list"' not in page


async def test_what_was_left_out_is_said_even_where_only_the_world_helps(
    client: AsyncClient,
) -> None:
    asked = {"country": "TV", "need": "220", "language": "sw", "open_now": "1"}
    answer = await find(client, **asked)
    said = " ".join(answer.notices)
    assert answer.cards
    assert "Tuvalu" in said
    assert "To show something, we left out" in said
    for left_out in ("the language", "what you need"):
        assert left_out in said


async def test_a_need_alone_that_nobody_answers_is_said_once(client: AsyncClient) -> None:
    answer = await find(client, country="TV", need="220")
    assert "To show something" not in " ".join(answer.notices)


async def test_a_posted_list_is_kept_when_the_language_is_changed(client: AsyncClient) -> None:
    asked = {"q": "she sent a picture and he wants money", "country": "ES", "free": "1"}
    page = (await client.post("/en/find", data=asked)).text
    assert 'form="list" formaction="/es/find"' in page
    kept = re.search(r'<form id="list".*?</form>', page, re.DOTALL)
    assert kept
    fields = dict(re.findall(r'name="(\w+)" value="([^"]*)"', kept[0]))
    answer = read_answer((await client.post("/es/find", data=fields)).text)
    assert answer.understood == read_answer(page).understood
    assert len(answer.cards) == len(read_answer(page).cards)
