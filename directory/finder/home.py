"""The two questions: what is going on, and where. Also the answer to a search with a mistake."""

from typing import Any

from directory.finder.criteria import Criteria
from directory.finder.desk import Desk
from directory.finder.problems import explain
from directory.guides.emergency import lines_for
from directory.places.regions import list_countries


def home_view(criteria: Criteria, desk: Desk) -> dict[str, Any]:
    """What the page shows: choices, what was typed, and for each field what was wrong with it."""
    needs, code = desk.finder.needs, desk.localizer.code
    tops = {
        kind: [(need.code, needs.label(need.code, code)) for need in needs.tops(kind)]
        for kind in ("harm", "help")
    }
    shown = {need for choices in tops.values() for need, _ in choices}
    return {
        "criteria": criteria,
        "harms": tops["harm"],
        "helps": tops["help"],
        # Narrower needs came with a link or from a page of results: they are kept, not lost.
        "others": [(need, needs.label(need, code)) for need in criteria.needs if need not in shown],
        "countries": list_countries(code),
        "errors": [(each.field, explain(each, desk.localizer)) for each in criteria.problems],
        "emergency": lines_for(criteria.country, desk.moment.date()),
    }
