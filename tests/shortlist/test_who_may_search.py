"""Each role at the search of caseworkers: who refers has it, for everybody else it is not there."""

from collections.abc import Callable

import pytest

from directory.accounts.permissions import Right, reach_of
from directory.accounts.roles import Role
from tests.accounts.browser import Browser
from tests.accounts.cast import Cast
from tests.accounts.conftest import signed_in
from tests.pages import NATIONAL_LINE
from tests.shortlist.desk import post

PATHS = ("/en/staff/find", "/en/staff/compare")


@pytest.mark.parametrize("role", Role)
async def test_a_role_gets_what_the_table_gives_it(
    open_browser: Callable[..., Browser], cast: Cast, role: Role
) -> None:
    browser = await signed_in(open_browser(), cast.players[role])
    is_allowed = reach_of(role, Right.SEARCH_AS_STAFF) is not None
    links = (await browser.get("/en/staff/")).text.count('href="/en/staff/find"')

    assert is_allowed is (role in {Role.CASEWORKER, Role.TEAM_LEAD})
    assert bool(links) is is_allowed
    for path in PATHS:
        looked = await browser.get(path)
        sent = await post(browser, path, service=str(NATIONAL_LINE))
        assert looked.status_code in ({200, 303} if is_allowed else {404})
        assert sent.status_code == (200 if is_allowed else 404)


async def test_a_stranger_is_sent_to_the_sign_in(browser: Browser) -> None:
    for path in PATHS:
        for answer in (await browser.client.get(path), await browser.client.post(path)):
            assert answer.status_code == 303
            assert answer.headers["location"].startswith("/en/staff/sign-in")


@pytest.mark.parametrize("language", ["en", "es", "fr", "ar"])
async def test_the_page_of_rights_says_who_searches(caseworker: Browser, language: str) -> None:
    page = (await caseworker.get(f"/{language}/staff/rights")).text
    sentences = {
        "en": "Look for services with all filters, and compare them",
        "es": "Buscar servicios con todos los filtros y compararlos",
        "fr": "Chercher des services avec tous les filtres et les comparer",
        "ar": "البحث عن الخدمات بكل المرشّحات ومقارنتها",
    }

    assert sentences[language] in page
