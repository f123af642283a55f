"""A review as a page shows it: what stands there, what is wished, and what became of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from directory.catalog.facts import BY_CODE, Fact
from directory.listings.actions.texts import Pair
from directory.listings.models import Review
from directory.listings.queries import Facts
from directory.listings.said import mark_of
from directory.listings.words import Sayer


@dataclass(frozen=True, slots=True)
class Difference:
    """One fact before and after, in lines. now: what stands there today, where that is neither.

    is_taken: whether it was taken over; None while nobody has decided.

    Of a translation, language: its own; original: of what it was made; original_now: what that is
    today, where it is another.
    """

    fact: Fact
    words: str
    before: Sequence[str]
    after: Sequence[str]
    now: Sequence[str] | None = None
    is_taken: bool | None = None
    language: str | None = None
    original: Sequence[str] = ()
    original_now: Sequence[str] | None = None

    @property
    def has_moved(self) -> bool:
        return self.now is not None or self.original_now is not None


@dataclass(frozen=True, slots=True)
class ShownReview:
    review: Review
    differences: Sequence[Difference]

    @property
    def is_decided(self) -> bool:
        return self.review.state == "decided"


def show_review(
    review: Review,
    sayer: Sayer,
    now: Facts | None = None,
    pairs: Sequence[Pair] | None = None,
) -> ShownReview:
    """now, pairs: the listing and its texts as they are, to see what has changed since it was
    written."""
    facts = [fact for fact in Fact if fact.code in review.wished]
    texts = [fact for fact in Fact if fact.code in (review.texts or {})]
    return ShownReview(
        review,
        [
            *(_difference(review, fact, sayer, now) for fact in facts),
            *(_translation(review, fact, sayer, pairs) for fact in texts),
        ],
    )


def _translation(
    review: Review, fact: Fact, sayer: Sayer, pairs: Sequence[Pair] | None
) -> Difference:
    text, language = (review.texts or {})[fact.code], review.language or ""
    original, before, value = text["original"], text["before"], text["value"]
    pair = next((pair for pair in pairs or () if pair.fact is fact), None)
    found = (pair.original, pair.value) if pair else ("", "")
    return Difference(
        fact,
        f"{sayer.write.gettext(fact.words)} · {sayer.write.language_name(language)}",
        sayer.say(fact, before or None),
        sayer.say(fact, value or None),
        None if pairs is None or found[1] in {before, value} else sayer.say(fact, found[1] or None),
        fact.code in review.taken if review.state == "decided" else None,
        language,
        sayer.say(fact, original),
        None if pairs is None or found[0] == original else sayer.say(fact, found[0] or None),
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
