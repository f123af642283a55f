"""How true a listing is and what it promises, in sentences for readers."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from directory.catalog.facts import BY_CODE, HOW, SECTIONS, Duty, How, Section
from directory.catalog.freshness import is_stale
from directory.catalog.listing import Intake, Listing
from directory.catalog.wording import Shown, best_or_none
from directory.languages.localizer import Localizer


@dataclass(frozen=True, slots=True)
class Truth:
    """What a record page says beside the facts.

    sections: each by its title, how long ago it was confirmed or None, and whether that is long for
    what it is. happens: what a service does with what it hears. spoken: how it speaks a language.
    """

    sections: Sequence[tuple[str, str | None, bool]]
    happens: Sequence[str]
    process: Shown | None
    spoken: Sequence[str]


def say_truth(listing: Listing, localizer: Localizer, today: date) -> Truth:
    days = {Section(section): day for section, day in listing.confirmed}
    _ = localizer.gettext
    return Truth(
        [
            (
                _(SECTIONS[section]),
                localizer.ago(days[section], today) if section in days else None,
                is_stale(section, days.get(section), today),
            )
            for section in Section
        ],
        tuple(_happens(listing, localizer)),
        best_or_none(listing.process, (localizer.code, "en")),
        [
            _("%(language)s: %(how)s")
            % {"language": localizer.language_name(code), "how": _(HOW[How(how)])}
            for code, how in listing.spoken
        ],
    )


def _happens(listing: Listing, localizer: Localizer) -> Iterator[str]:
    answers = dict(listing.duties)
    for duty in Duty:
        if duty.code in answers:
            yield localizer.gettext(duty.yes if answers[duty.code] else duty.no)


def say_wrong(listing: Listing, localizer: Localizer) -> tuple[str, ...]:
    """The names of the facts that several people call wrong."""
    return tuple(localizer.gettext(BY_CODE[code].words) for code in listing.wrong)


def say_intake(intake: Intake | None, localizer: Localizer, today: date) -> str | None:
    """Whether it takes somebody; None for what nobody has said, or said for a time that is over."""
    if intake is None or intake.until < today:
        return None
    _, until = localizer.gettext, {"day": localizer.date(intake.until)}
    if intake.state == "paused":
        return _("Takes nobody new until %(day)s.") % until
    if intake.state == "waiting" and intake.wait_days:
        wait = {"wait": say_wait(intake.wait_days, localizer)}
        return _("Takes new people until %(day)s. They wait about %(wait)s.") % (until | wait)
    if intake.state == "waiting":
        return _("Takes new people until %(day)s. They have to wait.") % until
    return _("Takes new people until %(day)s.") % until


def say_wait(days: int, localizer: Localizer) -> str:
    """In weeks from two weeks on: nobody knows it to the day."""
    if days < 14:
        said = localizer.ngettext("one day", "%(count)s days", days)
        return said % {"count": localizer.number(days)}
    weeks = round(days / 7)
    said = localizer.ngettext("one week", "%(count)s weeks", weeks)
    return said % {"count": localizer.number(weeks)}
