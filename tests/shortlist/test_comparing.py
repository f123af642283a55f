"""A caseworker puts up to four services side by side and asks which of them fits."""

import re

import pytest

from directory.accounts.permissions import TABLE, Right
from directory.catalog.identity import stable_id
from tests.accounts.browser import Browser
from tests.house.page import ParsedPage
from tests.pages import NATIONAL_LINE
from tests.shortlist.desk import columns_of, hidden_in, ids_of, marked_in, post

FIND = "/en/staff/find"
COMPARE = "/en/staff/compare"
LINE = str(NATIONAL_LINE)
# What is at a place is listed as the service there.
_THERE = "service_at_location"
CLINIC = str(stable_id(_THERE, "us-ny-the-child-center-of-ny-inc-elmhurst-clinic", "public"))
REFUGE = str(stable_id(_THERE, "us-ny-womankind-3", "confidential"))
NO_SERVICE = "00000000-0000-4000-8000-000000000000"


@pytest.fixture
async def desk(caseworker: Browser) -> Browser:
    await caseworker.get(FIND)
    return caseworker


def values_of(page: str, name: str) -> list[str]:
    return [value for each, value in hidden_in(page) if each == name]


async def test_services_stand_side_by_side_in_the_order_of_the_marks(desk: Browser) -> None:
    page = (await post(desk, COMPARE, service=[CLINIC, LINE, REFUGE])).text

    first, second, third = columns_of(page)
    assert first.startswith("Elmhurst Clinic")
    assert "ANAR" in second
    assert "kept private" in third
    assert values_of(page, "service") == [CLINIC, LINE, REFUGE]


async def test_every_column_has_the_same_rows_and_says_what_is_not_known(desk: Browser) -> None:
    page = (await post(desk, COMPARE, service=[CLINIC, LINE])).text
    columns = re.findall(r"<article[^>]*data-column>.*?</article>", page, re.DOTALL)
    heads = [re.findall(r"<dt>(?:<span[^>]*>◆</span>)?([^<]+)</dt>", column) for column in columns]

    assert heads[0] == heads[1]
    assert len(heads[0]) == 13
    assert "? not known" in columns_of(page)[0]


async def test_what_differs_has_a_mark_and_what_is_the_same_has_none(desk: Browser) -> None:
    both = (await post(desk, COMPARE, service=[CLINIC, LINE])).text
    alone = (await post(desk, COMPARE, service=CLINIC)).text

    assert both.count('<span class="shape">◆</span>Serves</dt>') == 2
    assert "◆</span>Room for new people" not in both
    assert "◆" not in alone


async def test_five_do_not_fit_and_no_mark_is_lost(desk: Browser) -> None:
    listed = ids_of((await post(desk, FIND, need="200", country="US")).text)[:6]
    answer = await post(desk, COMPARE, need="200", country="US", service=listed)

    assert answer.status_code == 422
    assert "4 services fit side by side. Take away 2 marks." in answer.text
    assert marked_in(answer.text) == set(listed)


async def test_without_a_mark_the_list_says_what_to_do(desk: Browser) -> None:
    answer = await post(desk, COMPARE, need="200", country="US")

    assert answer.status_code == 422
    assert "Mark one service or more in the list, then compare." in answer.text
    assert ids_of(answer.text)


async def test_one_is_looked_at_alone_and_the_marks_stay(desk: Browser) -> None:
    page = (await post(desk, COMPARE, only=CLINIC, service=[LINE, REFUGE])).text
    back = (await post(desk, FIND, service=values_of(page, "service"))).text

    assert len(columns_of(page)) == 1
    assert marked_in(back) == {LINE, REFUGE}


async def test_one_is_removed_and_the_others_stay(desk: Browser) -> None:
    page = (await post(desk, COMPARE, service=[CLINIC, LINE], without=LINE)).text

    assert len(columns_of(page)) == 1
    assert values_of(page, "service") == [CLINIC]


async def test_what_is_not_listed_any_more_is_said(desk: Browser) -> None:
    some = await post(desk, COMPARE, service=[CLINIC, NO_SERVICE])
    none = await post(desk, COMPARE, service=[NO_SERVICE])

    assert "One that you marked is not listed any more." in some.text
    assert len(columns_of(some.text)) == 1
    assert none.status_code == 422
    assert "What you marked is not listed any more." in none.text


async def test_the_check_begins_with_what_the_search_said(desk: Browser) -> None:
    asked = {"need": "200", "country": "US", "region": "US-NY", "age": "13", "language": "es"}
    page = (await post(desk, COMPARE, **asked, service=[CLINIC, LINE])).text

    for chosen in ("12-14", "es", "US", "US-NY", "200"):
        assert f'value="{chosen}" selected' in page
    clinic, line = columns_of(page)
    assert "Area: ✓ fits . Serves: New York." in clinic
    assert "Area: ✕ does not fit . Serves only: Spain." in line


async def test_the_check_answers_what_is_asked_now_and_the_list_keeps_its_search(
    desk: Browser,
) -> None:
    asked = {"need": "200", "country": "US", "age": "13", "service": CLINIC}
    page = (await post(desk, COMPARE, **asked, for_band="18+", for_country="ES")).text
    (column,) = columns_of(page)

    assert "Area: ✕ does not fit" in column
    assert "Language:" not in column
    assert 'value="18+" selected' in page
    assert ("age", "13") in hidden_in(page)


async def test_only_coded_facts_are_asked_and_none_about_the_right_to_stay(desk: Browser) -> None:
    parsed = ParsedPage((await post(desk, COMPARE, service=CLINIC)).text)

    asked = {name for name in parsed.values("name") if name.startswith("for_")}
    assert asked == {"for_band", "for_language", "for_country", "for_region", "for_need"}
    assert {field.get("type") for field in parsed.all("input")} <= {"hidden"}
    assert not parsed.all("textarea")


@pytest.mark.parametrize("field", ["for_band", "for_language", "for_country", "for_need"])
async def test_what_is_no_code_is_named_and_the_comparison_stays(desk: Browser, field: str) -> None:
    sent = {"for_band": "", field: "somebody's name"}
    answer = await post(desk, COMPARE, service=[CLINIC, LINE], **sent)

    assert answer.status_code == 422
    assert f'href="#{field.replace("_", "-")}"' in answer.text
    assert len(columns_of(answer.text)) == 2


async def test_a_region_of_another_country_is_not_asked_about(desk: Browser) -> None:
    sent = {"for_band": "", "for_country": "ES", "for_region": "US-NY"}
    page = (await post(desk, COMPARE, service=LINE, **sent)).text

    assert "Area: ✓ fits . Serves: Spain." in columns_of(page)[0]


async def test_nothing_of_it_is_kept(desk: Browser) -> None:
    answer = await post(desk, COMPARE, service=[CLINIC, LINE], for_band="12-14")
    again = await desk.get(FIND)

    assert "set-cookie" not in answer.headers
    assert answer.headers["cache-control"] == "no-store"
    assert marked_in(again.text) == set()


async def test_the_bare_address_leads_to_the_search(desk: Browser) -> None:
    answer = await desk.get(COMPARE)

    assert answer.status_code == 303
    assert answer.headers["location"] == FIND


@pytest.mark.parametrize("language", ["en", "es", "fr", "ar"])
async def test_it_is_a_whole_page_in_every_language(desk: Browser, language: str) -> None:
    answer = await post(desk, f"/{language}/staff/compare", service=[CLINIC, LINE, REFUGE])
    parsed = ParsedPage(answer.text)
    names = parsed.values("id")

    assert answer.status_code == 200
    assert len(parsed.all("h1")) == 1
    assert sorted(names) == sorted(set(names))
    assert len(columns_of(answer.text)) == 3
    assert [link for link in parsed.all("a") if "data-leave" in link]
    for other in {"en", "es", "fr", "ar"} - {language}:
        assert f'form="check" formaction="/{other}/staff/compare"' in answer.text


async def test_each_service_leads_on_to_a_referral(desk: Browser) -> None:
    page = (await post(desk, COMPARE, service=[CLINIC, LINE])).text

    assert len(re.findall(r'href="/en/staff/services/[0-9a-f-]{36}/refer"', page)) == 2


def test_whoever_compares_may_refer() -> None:
    """So the way on is there for all who see the page."""
    assert TABLE[Right.SEARCH_AS_STAFF].reach.keys() == TABLE[Right.REFER].reach.keys()
