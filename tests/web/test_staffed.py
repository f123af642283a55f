"""Pages for those who sign in: not compressed, with the exit that ends the session."""

import pytest
from httpx import AsyncClient

from directory.web.headers import STAFF_HEADERS
from directory.web.staffed import is_for_staff


@pytest.mark.parametrize(
    ("path", "is_theirs"),
    [
        ("/en/staff/", True),
        ("/en/staff/team/1", True),
        ("/ar/leave", True),
        ("/en/safety", False),
        ("/en/services/staff", False),
        ("/staff", False),
        ("/", False),
        ("", False),
    ],
)
def test_an_address_says_whom_it_is_for(path: str, is_theirs: bool) -> None:
    assert is_for_staff(path) == is_theirs


async def test_a_page_that_holds_a_secret_is_not_compressed(visitor: AsyncClient) -> None:
    public, staff = await visitor.get("/en/safety"), await visitor.get("/en/staff/safety")

    assert public.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in staff.headers


async def test_a_staff_page_may_use_passkeys_and_nothing_more(visitor: AsyncClient) -> None:
    staff = await visitor.get("/en/staff/safety")

    for name, value in STAFF_HEADERS.items():
        assert staff.headers.get_list(name) == [value]
    assert staff.headers["permissions-policy"].count("(self)") == 2
    assert "(self)" not in (await visitor.get("/en/safety")).headers["permissions-policy"]


async def test_the_exit_of_a_staff_page_ends_the_session_first(visitor: AsyncClient) -> None:
    staff, public = await visitor.get("/en/staff/safety"), await visitor.get("/en/safety")

    assert staff.text.count('href="/en/leave"') == 2
    assert "/en/leave" not in public.text
