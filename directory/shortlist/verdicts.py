"""What an eligibility check found, in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from directory.catalog.card import say_ages, say_area
from directory.catalog.listing import Listing
from directory.finder.needs import Needs
from directory.languages.localizer import Localizer
from directory.shortlist.eligibility import Finding, Fit, Reason


@dataclass(frozen=True, slots=True)
class Verdict:
    """One question, its answer, and the reason as a sentence."""

    question: str
    fit: Fit
    sentence: str


def say_findings(
    findings: Sequence[Finding], listing: Listing, needs: Needs, localizer: Localizer
) -> tuple[Verdict, ...]:
    questions, sentences = _questions(localizer), _sentences(localizer)
    said = []
    for finding in findings:
        words = _words(finding, listing, needs, localizer)
        sentence = sentences[finding.reason] % words
        said.append(Verdict(questions[finding.reason.question], finding.reason.fit, sentence))
    return tuple(said)


def _words(
    finding: Finding, listing: Listing, needs: Needs, localizer: Localizer
) -> Mapping[str, str]:
    """What the sentences name. Only ages may be without words: those from 0, without an end."""
    spoken = [localizer.language_name(tag) for tag in listing.languages]
    found = [needs.label(code, localizer.code).label for code in finding.needs]
    return {
        "ages": say_ages(listing, localizer) or localizer.gettext("all ages"),
        "languages": localizer.list(spoken),
        "areas": say_area(listing.serves, localizer),
        "needs": localizer.list(found),
    }


def _questions(localizer: Localizer) -> Mapping[str, str]:
    _ = localizer.gettext
    return {"age": _("Age"), "language": _("Language"), "area": _("Area"), "need": _("Need")}


def _sentences(localizer: Localizer) -> Mapping[Reason, str]:
    _ = localizer.gettext
    return {
        Reason.AGE_TAKEN: _("For: %(ages)s."),
        Reason.AGE_NOT_TAKEN: _("Only for: %(ages)s."),
        Reason.AGE_PARTLY_TAKEN: _("For: %(ages)s. That is a part of this age band, so ask."),
        Reason.AGES_NOT_SAID: _("The listing names no ages. Ask."),
        Reason.LANGUAGE_SPOKEN: _("They speak: %(languages)s."),
        Reason.LANGUAGE_NOT_LISTED: _(
            "The listing names only: %(languages)s. Ask whether they work with an interpreter."
        ),
        Reason.LANGUAGES_NOT_SAID: _("The listing names no languages. Ask."),
        Reason.AREA_SERVED: _("Serves: %(areas)s."),
        Reason.AREA_NOT_SERVED: _("Serves only: %(areas)s."),
        Reason.AREA_PARTLY_SERVED: _("Serves a part of it: %(areas)s. Ask."),
        Reason.AREA_NOT_SAID: _("The listing names no area. Ask."),
        Reason.NEED_LISTED: _("The listing names: %(needs)s."),
        Reason.NEED_HELPED: _("The listing names help with this: %(needs)s."),
        Reason.NEED_NOT_LISTED: _("The listing names other help only."),
        Reason.NEEDS_NOT_SAID: _("The listing does not say what they help with. Ask."),
    }
