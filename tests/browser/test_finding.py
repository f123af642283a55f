"""A person finds somebody to call: in three clicks, in each language, with scripts or without."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE, OpenTab
from tests.pages import LANGUAGES, NATIONAL_LINE

COUNTRIES = {"en": "GB", "es": "ES", "fr": "FR", "ar": "EG"}
TALK_TO_SOMEONE = "label:has([name=need][value='200'])"


def find_a_counsellor(tab: Page, language: str) -> None:
    """Choose, show, open: three clicks and one list. Ends at a number to call."""
    tab.goto(f"/{language}/")
    tab.locator(TALK_TO_SOMEONE).last.click()
    tab.locator("select[name=country]").select_option(COUNTRIES[language])
    tab.locator("[data-submit]").click()
    tab.locator("article[data-result] h3 a").first.click()

    expect(tab.locator("h1")).to_be_visible()
    expect(tab).to_have_url(re.compile(rf"/{language}/services/"))
    expect(tab.locator("main a[href^='tel:']").first).to_be_visible()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_counsellor_is_three_clicks_away(tab: Page, language: str) -> None:
    find_a_counsellor(tab, language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_counsellor_is_three_clicks_away_without_scripts(
    open_tab: OpenTab, language: str
) -> None:
    find_a_counsellor(open_tab(java_script_enabled=False), language)


def test_what_was_asked_stands_in_no_address(tab: Page) -> None:
    tab.goto("/en/")
    tab.locator("[name=q]").fill("he has pictures of me")
    tab.locator("[name=place]").fill("Leeds")
    tab.locator("[data-submit]").click()

    expect(tab.locator("[data-understood]")).to_be_visible()
    assert tab.url.endswith("/en/find")


def test_a_parent_near_valencia_reads_whom_to_call_on_a_phone(open_tab: OpenTab) -> None:
    tab = open_tab(viewport=PHONE, has_touch=True, is_mobile=True, locale="es-ES")
    tab.goto("/es/")
    tab.locator("[name=q]").fill("alguien amenaza con compartir fotos de mi hija")
    tab.locator("[name=country]").select_option("ES")
    tab.locator("[name=place]").fill("Valencia")
    tab.locator("[data-submit]").tap()

    understood = tab.locator("[data-understood]").get_attribute("data-understood") or ""
    assert {code[:2] for code in understood.split()} & {"10", "11"}
    assert tab.locator("[data-urgent]").count() == 0
    expect(tab.locator(".understood li").first).to_be_visible()
    expect(tab.locator("h1")).to_contain_text("Valencia")
    results = tab.locator("article[data-result]")
    assert results.count() >= 3
    expect(results.locator("a[href^='tel:']").first).to_be_visible()


def test_a_bengali_speaking_counsellor_near_jackson_heights_is_open_on_a_saturday(
    tab: Page,
) -> None:
    tab.goto("/en/")
    tab.locator(TALK_TO_SOMEONE).last.click()
    tab.locator("[name=country]").select_option("US")
    tab.locator("[name=place]").fill("Jackson Heights")
    tab.locator("[data-submit]").click()
    tab.locator("[name=language]").select_option("bn")
    tab.locator("[name=day]").select_option("6")  # Saturday, by ISO 8601
    tab.locator(".filters button").click()

    results = tab.locator("article[data-result]")
    expect(results.first).to_be_visible()
    for facts in results.locator(".facts").all():
        expect(facts).to_contain_text("Bangla")
        expect(facts).to_contain_text("Sat")
    expect(tab.locator("h1")).to_contain_text("Jackson Heights")


def test_an_age_that_cannot_be_read_comes_back_to_be_mended(tab: Page) -> None:
    tab.goto("/en/find?need=200&country=ES")
    tab.locator(".filters [name=age]").fill("fourteen")
    tab.locator(".filters button").click()
    age = tab.locator("#field-age")
    expect(age).to_have_value("fourteen")
    age.fill("14")
    tab.locator("[data-submit]").click()

    expect(tab.locator("article[data-result]").first).to_be_visible()
    expect(tab.locator(".filters [name=age]")).to_have_value("14")


def test_a_page_says_each_fact_once(tab: Page) -> None:
    tab.goto(f"/en/services/{NATIONAL_LINE}")

    facts = tab.locator(".facts").first.locator("dt").all_inner_texts()
    assert len(set(facts)) == len(facts)


def test_a_record_leads_to_the_numbers_of_its_country(tab: Page) -> None:
    tab.goto(f"/en/services/{NATIONAL_LINE}")
    tab.locator(".danger a").click()

    expect(tab.locator("h1")).to_contain_text("Spain")


def test_a_map_without_dots_says_why(tab: Page) -> None:
    tab.goto("/en/map?need=200&country=ES")

    expect(tab.locator("figcaption")).to_contain_text("Nothing in this list has a dot")


@pytest.mark.parametrize("way", ["h3 a", "button"], ids=["by its name", "by the button"])
def test_a_record_of_a_list_that_was_asked_for_leads_back_to_it(tab: Page, way: str) -> None:
    tab.goto("/en/")
    tab.locator("[name=q]").fill("he has pictures of me")
    tab.locator("[name=country]").select_option("ES")
    tab.locator("[data-submit]").click()
    names = tab.locator("article[data-result] h3").all_inner_texts()
    tab.locator("article[data-result]").first.locator(way).click()
    expect(tab).to_have_url(re.compile("/en/services/"))
    tab.get_by_role("button", name="Back to the list").click()

    expect(tab).to_have_url(re.compile("/en/find$"))
    assert tab.locator("article[data-result] h3").all_inner_texts() == names


def test_a_town_that_we_do_not_know_can_be_chosen_from_a_list(tab: Page) -> None:
    tab.goto("/en/")
    tab.locator("[name=country]").select_option("ES")
    tab.locator("[name=place]").fill("Xyzzyville")
    tab.locator("[data-submit]").click()
    tab.get_by_role("button", name="Choose the town from a list").click()
    tab.get_by_role("button", name="Valencian Community").click()
    tab.get_by_role("button", name="Valencia", exact=True).click()

    expect(tab.locator("h1")).to_contain_text("Help near Valencia")
