"""What to say of a value that cannot be used: what it was, and how to write it."""

from directory.finder.criteria import LONGEST_PLACE, LONGEST_WORDS, MOST_NEEDS, Problem
from directory.languages.localizer import Localizer


def explain(problem: Problem, localizer: Localizer) -> str:
    """One or two sentences in the reader's language."""
    _, number = localizer.gettext, localizer.number
    values = {"value": problem.value, "field": problem.field}
    sentences = {
        ("need", "unknown"): _("We do not know the need “%(value)s”. Choose one from the list."),
        ("need", "too_many"): _("You can choose up to %(most)s needs at once."),
        ("q", "too_long"): _("Please write it in at most %(longest)s letters."),
        ("place", "too_long"): _("The name of a place has at most %(longest)s letters."),
        ("place", "unknown"): _("We do not know this place. Write the name of a town."),
        ("country", "unknown"): _("We do not know the country “%(value)s”. Choose one."),
        ("region", "unknown"): _("We do not know the region “%(value)s”. Choose one."),
        ("language", "unknown"): _("We do not know the language “%(value)s”. Choose one."),
        ("age", "number"): _("We could not read the age “%(value)s”. Write a number such as 14."),
        ("radius", "number"): _("We could not read the distance “%(value)s”. Choose one."),
        ("lat", "number"): _("The latitude “%(value)s” is not between -90 and 90."),
        ("lon", "number"): _("The longitude “%(value)s” is not between -180 and 180."),
        ("lat", "missing"): _("A longitude came without its latitude. Write the name of a town."),
        ("lon", "missing"): _("A latitude came without its longitude. Write the name of a town."),
        ("page", "number"): _("There is no page “%(value)s”. Pages count from 1."),
    }
    twice = _("“%(field)s” was given more than once: %(value)s. Keep one of them.")
    unread = _("We could not read “%(value)s”. Choose from the list.")
    sentence = sentences.get((problem.field, problem.code))
    if sentence is None:
        sentence = twice if problem.code == "twice" else unread
    longest = {"q": LONGEST_WORDS}.get(problem.field, LONGEST_PLACE)
    return sentence % {**values, "most": number(MOST_NEEDS), "longest": number(longest)}
