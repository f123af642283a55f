"""A review as a page shows it: what stands there, what is wished, and what became of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from directory.catalog.facts import BY_CODE, Fact
from directory.listings.models import Review
from directory.listings.queries import Facts
from directory.listings.said import mark_of
from directory.listings.words import Sayer


@dataclass(frozen=True, slots=True)
class Difference:
    """One fact before and after, in lines. now: what stands there today, where that is neither.

    is_taken: whether it was taken over; None while nobody has decided. original: of a translation.
    """

    fact: Fact
    words: str
    before: Sequence[str]
    after: Sequence[str]
    now: Sequence[str] | None = None
    is_taken: bool | None = None
    original: str | None = None


@dataclass(frozen=True, slots=True)
class ShownReview:
    review: Review
    differences: Sequence[Difference]

    @property
    def is_decided(self) -> bool:
        return self.review.state == "decided"


def show_review(review: Review, sayer: Sayer, now: Facts | None = None) -> ShownReview:
    """now: the listing as it is, to see what has changed since it was written."""
    facts = [fact for fact in Fact if fact.code in review.wished]
    texts = [fact for fact in Fact if fact.code in (review.texts or {})]
    return ShownReview(
        review,
        [
            *(_difference(review, fact, sayer, now) for fact in facts),
            *(_translation(review, fact, sayer) for fact in texts),
        ],
    )


def _translation(review: Review, fact: Fact, sayer: Sayer) -> Difference:
    text, language = (
        (review.texts or {})[fact.code],
        sayer.write.language_name(review.language or ""),
    )
    return Difference(
        fact,
        f"{sayer.write.gettext(fact.words)} · {language}",
        [text["before"]] if text["before"] else [],
        [text["value"]] if text["value"] else [],
        is_taken=fact.code in review.taken if review.state == "decided" else None,
        original=text["original"],
    )


def _difference(review: Review, fact: Fact, sayer: Sayer, now: Facts | None) -> Difference:
    code = fact.code
    seen, wished = review.seen.get(code), review.wished[code]
    has_moved = now is not None and mark_of(now.get(code)) not in {mark_of(seen), mark_of(wished)}
    return Difference(
        fact,
        sayer.write.gettext(fact.words),
        sayer.say(fact, seen),
        sayer.say(fact, wished),
        sayer.say(fact, now.get(code)) if now is not None and has_moved else None,
        code in review.taken if review.state == "decided" else None,
    )


def differences(before: Facts, after: Facts, sayer: Sayer) -> list[Difference]:
    """Between two versions of a listing."""
    return [
        Difference(
            BY_CODE[code],
            sayer.write.gettext(BY_CODE[code].words),
            sayer.say(BY_CODE[code], before.get(code)),
            sayer.say(BY_CODE[code], after.get(code)),
        )
        for code in BY_CODE
        if mark_of(before.get(code)) != mark_of(after.get(code))
    ]
