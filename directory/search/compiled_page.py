"""A search around a point as machine code, in one go: what is near, who serves it, and one page."""

from math import isfinite

import numpy as np

from directory.search.compiled import GROUPS, Circle, Ground, Ints, Rows, Wanted, compiled
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


@compiled("circle", "page", "ground", "wanted", "written")
def find_page(
    circle: Circle, page: tuple[int, int], ground: Ground, wanted: Wanted, found: Ints
) -> int:
    """Write down how many are found, how many of them near, how many in each group of those that
    serve the place, and then the rows of a page. Returns how many numbers that makes; 0 where it
    cannot be told from here: the first rows of a group are not enough, or the circle is none.

    wanted: all rows that have the only need, whether there is one, what is to be asked of a row,
    the group of each place that is served; and of each group that has any, in order, its number,
    how many are in it, and where its first rows end among the first rows of all.
    """
    listed, is_listed, tests, group_of, (groups, firsts) = wanted
    where, traits = ground
    if not (isfinite(circle[0]) and isfinite(circle[1]) and circle[2] >= 0):
        return 0
    rows = rows_in_box(box_around(circle), listed, is_listed, tests, where, traits)
    rows, squares = within(circle, rows, where)
    nearest = nearest_of(circle, rows, squares, page, where[2], traits)
    # What is near is shown there, and not once more among those that serve the place.
    taken = np.zeros(GROUPS + 1, np.int64)
    for row in rows:
        taken[group_of[where[3][row, 3]]] += 1
    found[0] = found[1] = len(rows)
    to = 2 + len(groups) + len(nearest)
    found[2 + len(groups) : to] = nearest
    skipped, begin = max(0, page[0] - len(rows)), np.int64(0)
    for at in range(len(groups)):
        number, count, end = groups[at]
        left = found[2 + at] = count - taken[number]
        found[0] += left
        some = max(0, min(left - skipped, len(found) - to))
        also_near = rows if taken[number] else rows[:0]
        if _fill(found[to : to + some], firsts[begin:end], skipped, also_near) < some:
            return 0
        to, skipped, begin = to + some, max(0, skipped - left), end
    return to
