"""The map of one page of results: the same search, the same numbers as the list."""

from directory.finder.desk import Desk
from directory.finder.results import Results
from directory.finder.titles import say_place
from directory.places.picture import Dot, MapPicture, MapSubject, MapWords, draw_map


def draw_results(results: Results, desk: Desk) -> MapPicture:
    """Only listings with a public point have a dot: a confidential one has none to draw."""
    where, localizer = results.asked.where, desk.localizer
    _ = localizer.gettext
    dots = [
        Dot(card.number, card.listing.point, f"{card.number}. {card.name}")
        for card in results.cards
        if card.listing.point is not None
    ]

    def name_cluster(numbers: tuple[int, ...]) -> str:
        listed = localizer.list([localizer.number(number) for number in numbers])
        return _("Close together: %(numbers)s") % {"numbers": listed}

    subject = MapSubject(
        dots=dots,
        focus=where.point,
        focus_name=say_place(where, desk) if where.point else None,
        country=where.country,
    )
    words = MapWords(
        language=localizer.code,
        title=_("Map of the results"),
        description=_("The numbers are those of the list below."),
        cluster=name_cluster,
        kilometres=localizer.distance,
        number=localizer.number,
        is_rtl=localizer.direction == "rtl",
    )
    return draw_map(subject, words, desk.finder.gazetteer)
