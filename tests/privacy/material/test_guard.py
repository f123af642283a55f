"""What may lead to pictures, or to a person, is refused in every script; what helps is not."""

import pytest

from directory.privacy.logging import describe_failure
from directory.privacy.material.guard import Guard, find_rules
from directory.privacy.material.rules import EVERY_RULE, IDENTIFIERS, MATERIAL, Refused, Rule
from tests.privacy.material.texts import HARMLESS, HOSTILE

EVERY_HOSTILE = [(rule, text) for rule, texts in HOSTILE.items() for text in texts]
MARKER = "pictures-of-me.example.com"


@pytest.mark.parametrize(("rule", "text"), EVERY_HOSTILE)
def test_what_leads_there_is_refused_for_its_reason(rule: Rule, text: str) -> None:
    assert rule in find_rules(text)


@pytest.mark.parametrize("text", [text for _, text in EVERY_HOSTILE])
def test_a_sentence_around_it_does_not_hide_it(text: str) -> None:
    assert find_rules(f"She told us about it. {text} , that was all.")
    assert find_rules(f"Нам сказали: {text}\nБольше ничего.")


@pytest.mark.parametrize("text", HARMLESS)
def test_what_a_worker_writes_passes(text: str) -> None:
    assert find_rules(text) == ()


def test_every_rule_has_an_example() -> None:
    assert set(HOSTILE) == EVERY_RULE == MATERIAL | IDENTIFIERS


def test_a_listing_may_print_its_number_and_still_no_link() -> None:
    assert find_rules("Ring 0800 123 4567 from 12 March", MATERIAL) == ()
    assert find_rules("Ring 0800 123 4567 or see example.com", MATERIAL) == (Rule.DOMAIN,)


def test_a_refusal_says_which_rule_and_never_what() -> None:
    guard = Guard()

    with pytest.raises(Refused) as refused:
        guard.require_harmless(f"see {MARKER}")

    assert refused.value.rules == (Rule.DOMAIN,)
    said = repr(refused.value) + str(vars(refused.value)) + describe_failure(refused.value)
    assert MARKER not in said + repr(vars(guard))


def test_refusals_are_counted_by_rule() -> None:
    guard = Guard()
    for text in ("see example.com", "see example.org or @lena", "come at ten"):
        try:
            guard.require_harmless(text)
        except Refused:
            continue

    assert guard.counts == {Rule.DOMAIN: 2, Rule.HANDLE: 1}
