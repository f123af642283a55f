"""A search around a point as machine code, in one go: what is near, who serves it, and one page."""

import numpy as np

from directory.search.compiled import (
    GROUPS,
    Circle,
    Groups,
    Ints,
    Rows,
    Served,
    Tests,
    Traits,
    Where,
    compiled,
)
from directory.search.compiled_near import box_around, nearest_of, rows_in_box, within
from directory.search.compiled_rows import place_in


@compiled()
def _is_among(rows: Rows, row: int) -> bool:
    at = place_in(rows, row, 0, len(rows))
    return at < len(rows) and rows[at] == row


@compiled()
def _fill(page: Ints, firsts: Rows, skipped: int, near: Rows) -> int:
    """Put the first rows of a group on a page, but for some, and those near. How many there are."""
    count = 0
    for row in firsts:
        if count == len(page):
            break
        if len(near) and _is_among(near, row):
            continue
        if skipped:
            skipped -= 1
        else:
            page[count] = row
            count += 1
    return count


@compiled("circle", "rows", "bool", "tests", "where", "traits", "page", "groups", "served")
def find_page(  # noqa: PLR0913, PLR0917  what is compiled takes arrays, not objects
    circle: Circle,
    listed: Rows,
    is_listed: bool,
    tests: Tests,
    where: Where,
    traits: Traits,
    page: tuple[int, int],
    group_of: Groups,
    served: Served,
) -> Ints:
    """How many are near, how many more are in each group of those that serve the place, and then
    the rows of a page. Nothing at all where the first rows of a group are not enough to tell.

    served: of each group in order its number, how many are in it, and where its first rows end
    among the first rows of all.
    """
    groups, firsts = served
    rows = rows_in_box(box_around(circle), listed, is_listed, tests, where, traits)
    rows, squares = within(circle, rows, where)
    nearest = nearest_of(circle, rows, squares, page, where[2], traits)
    # What is near is shown there, and not once more among those that serve the place.
    taken = np.zeros(GROUPS + 1, np.int64)
    for row in rows:
        taken[group_of[where[3][row, 3]]] += 1
    found = np.empty(1 + len(groups) + page[1] - page[0], np.int64)
    found[0], to = len(rows), 1 + len(groups) + len(nearest)
    found[1 + len(groups) : to] = nearest
    skipped, begin = max(0, page[0] - len(rows)), np.int64(0)
    for at in range(len(groups)):
        number, count, end = groups[at]
        left = found[1 + at] = count - taken[number]
        wanted = max(0, min(left - skipped, len(found) - to))
        also_near = rows if taken[number] else rows[:0]
        if _fill(found[to : to + wanted], firsts[begin:end], skipped, also_near) < wanted:
            return found[:0]
        to, skipped, begin = to + wanted, max(0, skipped - left), end
    return found[:to]
