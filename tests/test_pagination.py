"""A long list has pages, and a page that is not there is not found."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.errors import NotFound
from directory.pagination import Page


def test_a_page_is_a_slice_with_neighbours() -> None:
    page = Page(number=2, size=20, total=45)

    assert (page.start, page.stop, page.pages) == (20, 40, 3)
    assert (page.previous, page.next) == (1, 3)


def test_an_empty_list_has_one_page() -> None:
    page = Page(number=1, size=20, total=0)

    assert (page.start, page.stop, page.pages) == (0, 0, 1)
    assert (page.previous, page.next, page.window) == (None, None, (1,))


@pytest.mark.parametrize("number", [-1, 0, 4, 10**9])
def test_a_page_outside_of_the_list_is_not_found(number: int) -> None:
    with pytest.raises(NotFound):
        Page(number=number, size=20, total=45)


@pytest.mark.parametrize(
    ("number", "window"),
    [
        (1, (1, 2, None, 20)),
        (3, (1, 2, 3, 4, None, 20)),
        (4, (1, 2, 3, 4, 5, None, 20)),
        (10, (1, None, 9, 10, 11, None, 20)),
        (20, (1, None, 19, 20)),
    ],
)
def test_the_window_shows_the_ends_and_the_neighbours(
    number: int, window: tuple[int | None, ...]
) -> None:
    assert Page(number=number, size=1, total=20).window == window


@given(st.integers(1, 500), st.integers(1, 50), st.data())
def test_the_pages_together_are_the_whole_list(total: int, size: int, data: st.DataObject) -> None:
    pages = [Page(number, size, total) for number in range(1, -(-total // size) + 1)]

    assert [place for page in pages for place in range(page.start, page.stop)] == [*range(total)]
    shown = [number for number in data.draw(st.sampled_from(pages)).window if number]
    assert shown == sorted(set(shown))
