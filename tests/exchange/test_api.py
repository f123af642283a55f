"""A program reads the whole catalog by the names of HSDS, and searches it as a family would."""

from typing import Any

import pytest
from httpx import AsyncClient, Response
from starlette.applications import Starlette

from directory.catalog.listing import Listing
from directory.catalog.shelf import read_listing
from directory.catalog.stock import Stock
from directory.finder.criteria import Criteria
from directory.search.query import Query
from directory.web.headers import HEADERS
from tests.exchange.schemas import faults, nulls, page_faults

LISTS = ("services", "service_at_locations", "organizations", "taxonomies", "taxonomy_terms")
SEARCHED = LISTS[:3]
MANY = {"per_page": "100"}


def listings_of(site: Starlette) -> dict[str, Listing]:
    """Everything that is shown, by its id."""
    stock: Stock = site.state.stock
    found = stock.shelf.search.find(Query(size=len(stock.shelf)))
    return {hit.id: read_listing(hit) for hit in found.hits}


async def get(client: AsyncClient, name: str, **asked: str) -> dict[str, Any]:
    response = await client.get(f"/api/{name}", params=asked)
    assert response.status_code == 200, response.text
    found: dict[str, Any] = response.json()
    return found


async def get_all(client: AsyncClient, name: str, **asked: str) -> list[dict[str, Any]]:
    """The contents of every page, one after another."""
    contents, page = [], 0
    while True:
        page += 1
        found = await get(client, name, page=str(page), **MANY, **asked)
        contents += found["contents"]
        if found["last_page"]:
            return contents


@pytest.mark.parametrize("name", LISTS)
async def test_every_page_of_a_list_is_valid(client: AsyncClient, name: str) -> None:
    first = await get(client, name, per_page="7")
    pages = [
        await get(client, name, page=str(at + 1)) for at in range(min(first["total_pages"], 5))
    ]
    for found in (first, *pages):
        assert page_faults(f"/{name}", found) == []
        assert nulls(found) == []
    assert (first["page_number"], first["first_page"], first["empty"]) == (1, True, False)
    assert first["size"] == len(first["contents"]) == min(7, first["total_items"])


@pytest.mark.parametrize("encoding", ["gzip", "identity"])
@pytest.mark.parametrize("name", SEARCHED)
async def test_what_is_at_hand_is_answered_as_the_routes_do(
    client: AsyncClient, name: str, encoding: str
) -> None:
    asked = {"lat": "40.71", "lon": "-74.01", "radius": "25"}
    takes = {"accept-encoding": encoding}

    at_hand = await client.get(f"/api/{name}", params=asked, headers=takes)
    routed = await client.get(f"/api/{name}", params=asked | {"page": "1"}, headers=takes)

    assert at_hand.json()["total_items"] > 20
    assert page_faults(f"/{name}", at_hand.json()) == []
    assert at_hand.content == routed.content
    assert dict(at_hand.headers) == dict(routed.headers)
    assert at_hand.headers.items() >= {(key.lower(), value) for key, value in HEADERS.items()}


@pytest.mark.parametrize("name", LISTS)
async def test_every_record_has_its_own_address(client: AsyncClient, name: str) -> None:
    schema = "taxonomy.json" if name == "taxonomies" else f"{name.removesuffix('s')}.json"
    for item in (await get(client, name, per_page="5"))["contents"]:
        record = await get(client, f"{name}/{item['id']}")
        assert faults(schema, record) == []
        assert record["id"] == item["id"]


async def test_every_service_is_in_the_list_once(client: AsyncClient, site: Starlette) -> None:
    ids = [service["id"] for service in await get_all(client, "services")]
    assert sorted(ids) == sorted({listing.service_id for listing in listings_of(site).values()})


async def test_every_place_is_in_the_list_once(client: AsyncClient, site: Starlette) -> None:
    listings = listings_of(site).values()
    ids = [place["id"] for place in await get_all(client, "service_at_locations")]
    assert sorted(ids) == sorted(listing.id for listing in listings if listing.location_id)


async def test_every_organization_is_in_the_list_once(client: AsyncClient, site: Starlette) -> None:
    ids = [found["id"] for found in await get_all(client, "organizations")]
    assert sorted(ids) == sorted(
        {listing.organization_id for listing in listings_of(site).values()}
    )


@pytest.mark.parametrize("name", SEARCHED)
async def test_a_full_list_has_whole_records(client: AsyncClient, name: str) -> None:
    found = await get(client, name, full="true", per_page="3")
    for item in found["contents"]:
        assert item == await get(client, f"{name}/{item['id']}")


async def test_nothing_of_a_confidential_place_leaves(client: AsyncClient, site: Starlette) -> None:
    """Each way by which a place can leave is asked for each place that must not."""
    listings = listings_of(site).values()
    private = [listing for listing in listings if listing.visibility != "public"]
    assert private
    features = {item["id"]: item for item in await all_features(client)}
    for listing in private:
        assert features[listing.id]["geometry"] is None
        record = await get(client, f"service_at_locations/{listing.id}")
        assert record["location"].keys() == {"id", "location_type"}
        service = await get(client, f"services/{listing.service_id}")
        assert service["service_at_locations"][0]["location"] == record["location"]
        organization = await get(client, f"organizations/{listing.organization_id}")
        assert record["location"] in organization["locations"]


async def all_features(client: AsyncClient) -> list[dict[str, Any]]:
    features, page = [], 0
    while True:
        page += 1
        response = await client.get("/api/services.geojson", params={"page": page, **MANY})
        assert response.headers["content-type"] == "application/geo+json"
        features += response.json()["features"]
        if response.json()["last_page"]:
            return features


async def test_a_point_is_written_longitude_first(client: AsyncClient, site: Starlette) -> None:
    listings = listings_of(site)
    points = [item for item in await all_features(client) if item["geometry"]]
    assert points
    for item in points:
        assert tuple(item["geometry"]["coordinates"][::-1]) == listings[item["id"]].point


ASKED = {"place": "Valencia", "country": "ES", "radius": "25", "free": "true", "per_page": "5"}


async def test_all_ways_of_asking_answer_the_same(client: AsyncClient) -> None:
    asked = await client.get("/api/services", params=ASKED)
    form = await client.post("/api/services", data=ASKED)
    sent: dict[str, Any] = {
        **ASKED,
        "radius": 25,
        "free": True,
        "per_page": 5,
        "need": [],
        "q": None,
    }
    body = await client.post("/api/services", json=sent)
    assert asked.status_code == 200, asked.text
    assert asked.json()["total_items"] > 0
    assert asked.content == form.content == body.content


async def test_a_term_is_a_need_and_search_is_q(client: AsyncClient) -> None:
    terms = await get_all(client, "taxonomy_terms")
    some = next(term for term in terms if term["code"] == "200")
    by_term = await get(client, "services", taxonomy_term_id=some["id"])
    assert by_term == await get(client, "services", need="200")
    assert 0 < by_term["total_items"] < len(await get_all(client, "services"))
    assert await get(client, "services", search="116111") == await get(
        client, "services", q="116111"
    )


async def test_every_name_of_find_can_be_asked(client: AsyncClient) -> None:
    criteria = Criteria(
        needs=("200",), country="ES", region="ES-VC", place="Valencia", point=(39.47, -0.38),
        radius_km=10, language="es", age=14, day=1, open_now=True, free=True, remote=True,
        accessible=True, q="help",
    )  # fmt: skip
    asked = dict(criteria.pairs(with_words=True))
    response = await client.post("/api/services", data=asked)
    assert response.status_code == 200, response.text


async def test_terms_can_be_asked_level_by_level(client: AsyncClient) -> None:
    tops = await get_all(client, "taxonomy_terms", top_only="true")
    below = await get_all(client, "taxonomy_terms", parent_id=tops[0]["id"])
    assert tops
    assert below
    assert {term["parent_id"] for term in below} == {tops[0]["id"]}
    assert not any("parent_id" in term for term in tops)


async def test_a_page_after_the_last_is_empty(client: AsyncClient) -> None:
    found = await get(client, "services", page="999")
    assert (found["empty"], found["size"], found["contents"]) == (True, 0, [])
    assert (found["last_page"], found["first_page"]) == (True, False)
    assert page_faults("/services", found) == []


async def test_the_api_says_what_it_is(client: AsyncClient) -> None:
    about = await get(client, "")
    assert page_faults("/", about) == []
    assert about["version"] == "3.2"
    assert about["openapi_url"] == "http://handrail.test/api/openapi.json"
    described = (await client.get(about["openapi_url"])).json()
    assert {f"/{name}" for name in LISTS} <= described["paths"].keys()


async def test_a_strange_host_is_not_repeated(client: AsyncClient) -> None:
    response = await client.get("/api/", headers={"host": '"><b>'})
    assert response.json()["openapi_url"] == "/api/openapi.json"


def promises(response: Response) -> None:
    """What every answer keeps, whatever it is."""
    assert "set-cookie" not in response.headers
    assert response.headers["cache-control"] == "no-store"
    assert {name: response.headers[name] for name in HEADERS} == HEADERS


async def test_answers_keep_the_promises_of_pages(client: AsyncClient) -> None:
    for address in ("/api/", "/api/services", "/api/services.geojson", "/api/nothing"):
        promises(await client.get(address))
