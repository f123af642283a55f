"""One listing as a reader sees it: facts in a fixed order, in the reader's language."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from urllib.parse import quote

from directory.catalog.hours_words import say_week
from directory.catalog.listing import Line, Listing
from directory.catalog.opening_words import Opening, say_opening
from directory.catalog.stock import Label, Labels
from directory.catalog.truth import say_intake, say_wrong
from directory.catalog.wording import Shown, best, best_or_none
from directory.languages.localizer import Localizer
from directory.places.regions import area_name
from directory.search.rows import WORLD

# After this long a card says that nobody has confirmed it lately.
CONFIRMED_LATELY = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Way:
    """One way to reach a service: what stands on the button, and where it leads."""

    kind: str  # voice, sms, whatsapp, textphone, chat, website or email
    href: str
    shown: str
    is_inside_only: bool = False  # cannot be dialled from another country


@dataclass(frozen=True, slots=True)
class Card:
    """Everything that a card or a record page says. `number` is the place in the list, from 1."""

    number: int
    listing: Listing
    name: Shown
    organization: Shown | None  # where its name is not the service's own
    description: Shown | None
    audience: Shown | None
    needs: tuple[Label, ...]
    ages: str | None
    opening: Opening
    week: str | None  # all hours of a week in one line, unless always open
    hours_text: Shown | None
    languages: tuple[str, ...]
    cost: str | None
    cost_text: Shown | None
    distance: str | None
    serves: str
    ways: tuple[Way, ...]
    verified: str | None
    is_old: bool
    unknown: tuple[str, ...]  # facts that nobody has told us, by their names
    wrong: tuple[str, ...]  # facts that several people call wrong, by their names
    intake: str | None  # whether it takes somebody new, and until when


def make_card(  # noqa: PLR0913  # a card is where all of these meet
    listing: Listing,
    *,
    number: int = 1,
    distance_km: float | None = None,
    labels: Labels,
    localizer: Localizer,
    moment: datetime,
) -> Card:
    reads = (localizer.code, "en")
    name, organization = best(listing.name, reads), best(listing.organization, reads)
    today = moment.date()
    return Card(
        number=number,
        listing=listing,
        name=name,
        organization=None if organization.value in name.value else organization,
        description=best_or_none(listing.description, reads),
        audience=best_or_none(listing.audience, reads),
        needs=tuple(labels.label(code, localizer.code) for code in listing.needs),
        ages=say_ages(listing, localizer),
        opening=say_opening(listing.hours, moment, localizer),
        week=say_week(listing.hours, localizer)
        if listing.hours and not listing.hours.is_always_open
        else None,
        hours_text=best_or_none(listing.hours_text, reads),
        languages=tuple(localizer.language_name(tag) for tag in listing.languages),
        cost=say_cost(listing, localizer),
        cost_text=best_or_none(listing.cost_text, reads),
        distance=None if distance_km is None else localizer.distance(distance_km),
        serves=say_area(listing.serves, localizer),
        ways=tuple(ways_of(listing)),
        verified=localizer.ago(listing.verified_on, today) if listing.verified_on else None,
        is_old=is_old(listing.verified_on, today),
        unknown=tuple(say_unknown(listing, localizer)),
        wrong=say_wrong(listing, localizer) if listing.wrong else (),
        intake=say_intake(listing.intake, localizer, today) if listing.intake else None,
    )


def is_old(verified_on: date | None, today: date) -> bool:
    return verified_on is None or today - verified_on > CONFIRMED_LATELY


def say_ages(listing: Listing, localizer: Localizer) -> str | None:
    _, low, high = localizer.gettext, listing.minimum_age, listing.maximum_age
    if low and high is not None:
        ages = {"low": localizer.number(low), "high": localizer.number(high)}
        return _("ages %(low)s to %(high)s") % ages
    if low:
        return _("age %(low)s and over") % {"low": localizer.number(low)}
    if high is not None:
        return _("up to age %(high)s") % {"high": localizer.number(high)}
    return None


def say_cost(listing: Listing, localizer: Localizer) -> str | None:
    _ = localizer.gettext
    words = {"free": _("free of charge"), "paid": _("costs money")}
    return words.get(listing.cost or "")


def say_unknown(listing: Listing, localizer: Localizer) -> Iterator[str]:
    """What a reader may want to ask: a fact left out in silence reads like a no."""
    _ = localizer.gettext
    if listing.hours is None and listing.hours_text is None:
        yield _("opening hours")
    if not listing.languages:
        yield _("languages")
    if listing.cost is None and listing.cost_text is None:
        yield _("cost")


def say_area(serves: Sequence[str], localizer: Localizer) -> str:
    """The areas by name: "Spain", "Valencian Community", "the whole world"."""
    if WORLD in serves:
        return localizer.gettext("the whole world")
    return localizer.list([area_name(code, localizer.code) for code in serves])


def ways_of(listing: Listing) -> Iterator[Way]:
    """Every way to reach it, in the order in which a frightened person can best use them."""
    yield from (_call(line) for line in listing.lines if line.kind in _SCHEMES)
    if listing.chat_url:
        yield Way("chat", listing.chat_url, "")
    if listing.website:
        yield Way("website", listing.website, "")
    if listing.email:
        yield Way("email", f"mailto:{listing.email}", listing.email)


_SCHEMES = {
    "voice": "tel:{}",
    "sms": "sms:{}",
    "textphone": "tel:{}",
    "whatsapp": "https://wa.me/{}",
}


def _call(line: Line) -> Way:
    dial = quote("".join(line.dial.split()), safe="+*")
    if line.kind == "whatsapp":
        dial = dial.lstrip("+")
    if line.extension and line.kind == "voice":
        dial += f";ext={line.extension}"
    shown = line.shown + (f" ({line.extension})" if line.extension else "")
    return Way(line.kind, _SCHEMES[line.kind].format(dial), shown, not line.from_abroad)
