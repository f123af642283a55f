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
    found[0], to = len(rows), 1 + len(groups)
    found[to : to + len(nearest)] = nearest
    to += len(nearest)
    skipped = max(0, page[0] - len(rows))
    begin = np.int64(0)
    for at in range(len(groups)):
        number, count, end = groups[at]
        left = count - taken[number]
        found[1 + at] = left
        last = min(to + left - skipped, len(found))
        if left <= skipped:
            skipped -= left
            last = to
        for place in range(begin, end):
            if to == last:
                break
            row = firsts[place]
            if taken[number] and _is_among(rows, row):
                continue
            if skipped:
                skipped -= 1
            else:
                found[to] = row
                to += 1
        if to < last:
            return found[:0]
        begin = end
    return found[:to]
