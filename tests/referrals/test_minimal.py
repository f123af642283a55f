"""Nothing outside the closed list gets into a referral, and what is refused is not repeated."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.referrals.coded import Channel, DoNot, Urgency, Weekday
from directory.referrals.minimal import (
    ALWAYS,
    READERS,
    REQUIRED,
    Field,
    NotMinimal,
    Payload,
    fields_of,
    mask_of,
)
from directory.referrals.reading import Problem
from tests.referrals.said import CONTACT, FULL, SHORT, TERMS, payload


def problems_of(said: dict[str, Any], terms: Any = TERMS) -> dict[str, Problem]:
    with pytest.raises(NotMinimal) as refusal:
        Payload.read(said, terms)
    return {name: Problem(sentence) for name, sentence in refusal.value.problems.items()}


def test_the_closed_list_is_the_one_of_the_requirements() -> None:
    assert " ".join(each.value for each in Field) == (
        "need urgency who age_band language interpreter communication area mode access_needs"
        " staff_preference eligibility_codes contact_route safe_contact do_not note"
    )
    assert set(READERS) == set(Field)


def test_the_bits_are_powers_of_two_and_never_move() -> None:
    assert [each.bit for each in Field] == [2**place for place in range(16)]
    assert Field.SAFE_CONTACT.bit == 8192


@given(st.frozensets(st.sampled_from(Field)))
def test_a_mask_says_which_fields_and_no_others(fields: frozenset[Field]) -> None:
    assert fields_of(mask_of(fields)) == fields


def test_a_short_referral_says_what_is_required_and_nothing_else() -> None:
    assert payload().fields == mask_of(REQUIRED)


def test_everything_that_may_be_said_comes_back_from_json_as_it_was() -> None:
    said = Payload.read({**FULL, "note": "Mornings are  better"}, with_note())

    assert Payload.from_json(said.to_json()) == said
    assert fields_of(said.fields) == set(Field)
    assert said.note == "Mornings are better"
    assert said.safe_contact is not None
    assert said.safe_contact.address == "+34600000000"
    assert said.safe_contact.weekdays == (Weekday.MONDAY, Weekday.THURSDAY)


def with_note() -> Any:
    return replace(TERMS, asked=frozenset(Field))


def test_the_same_words_in_another_order_are_the_same_bytes() -> None:
    turned = dict(reversed({**FULL, "do_not": ["leave_message", "name_service"]}.items()))

    assert Payload.read(turned, TERMS).to_json() == Payload.read(FULL, TERMS).to_json()


@given(st.text(min_size=1).filter(lambda name: name not in {each.value for each in Field}))
def test_a_name_outside_the_list_is_refused_and_not_repeated(name: str) -> None:
    assert problems_of({**SHORT, name: "Ana"}) == {"": Problem.NOT_SAID}


@pytest.mark.parametrize("name", ["name", "birth_date", "address", "story", "attachment"])
def test_a_sealed_payload_with_a_further_name_is_not_read(name: str) -> None:
    text = payload().to_json()[:-1] + f',"{name}":"x"}}'.encode()

    with pytest.raises(NotMinimal):
        Payload.from_json(text)


@pytest.mark.parametrize("each", [each for each in Field if each is not Field.NOTE])
@pytest.mark.parametrize("value", ["zz zz", 7, ["zz"], {"a": 1}, True, None])
def test_a_value_outside_its_list_is_refused(each: Field, value: object) -> None:
    if value is True and each is Field.INTERPRETER:
        return
    if value is None and each not in REQUIRED | {Field.SAFE_CONTACT, Field.AREA}:
        assert not Payload.read({**FULL, each.value: value}, TERMS).fields & each.bit
        return

    found = problems_of({**FULL, each.value: value})

    assert any(name == each.value or name.startswith(f"{each.value}.") for name in found)


@pytest.mark.parametrize("each", sorted(REQUIRED, key=str))
def test_what_every_referral_says_is_not_left_out(each: Field) -> None:
    said = {name: value for name, value in SHORT.items() if name != each.value}

    assert problems_of(said) == {each.value: Problem.MISSING}


def test_four_needs_are_too_many_and_a_need_said_twice_is_one() -> None:
    assert problems_of({**SHORT, "need": ["200", "210", "230", "240"]})["need"] is Problem.TOO_MANY
    assert payload(need=["210", "200", "210"]).need == ("210", "200")


@pytest.mark.parametrize(
    ("name", "value"),
    [("need", ["999"]), ("area", "ES-MD"), ("area", "FR"), ("eligibility_codes", ["lgbt"])],
)
def test_a_code_that_the_listing_does_not_have_is_refused(name: str, value: object) -> None:
    assert problems_of({**SHORT, name: value}) == {name: Problem.NOT_ON_LIST}


@pytest.mark.parametrize("each", sorted(set(Field) - ALWAYS, key=str))
def test_a_field_that_the_service_does_not_ask_for_is_refused(each: Field) -> None:
    said = {**FULL, "note": "short"}

    assert (
        problems_of({**SHORT, each.value: said[each.value]}, replace(TERMS, asked=frozenset()))[
            each.value
        ]
        is Problem.NOT_SAID
    )


def test_a_service_with_limits_of_age_needs_the_band() -> None:
    needed = replace(TERMS, needed=frozenset({Field.AGE_BAND}))

    assert problems_of(SHORT, needed) == {"age_band": Problem.MISSING}


def test_help_in_person_needs_an_area() -> None:
    assert problems_of({**SHORT, "mode": "in_person"}) == {"area": Problem.MISSING}


def test_contact_data_goes_only_where_the_service_is_to_call() -> None:
    assert problems_of({**SHORT, "safe_contact": CONTACT})["safe_contact"] is (
        Problem.NO_CONTACT_NEEDED
    )
    assert problems_of({**SHORT, "contact_route": "service_contacts_client"}) == {
        "safe_contact": Problem.MISSING
    }


@pytest.mark.parametrize(
    ("do_not", "contact"),
    [
        ("call", {}),
        ("text", {"channel": "text"}),
        ("text", {"text": True}),
        ("leave_message", {"voicemail": True}),
    ],
)
def test_a_contact_that_does_what_must_not_be_done_is_refused(
    do_not: str, contact: dict[str, object]
) -> None:
    said = {**FULL, "do_not": [do_not], "safe_contact": {**CONTACT, **contact}}

    assert problems_of(said) == {"do_not": Problem.CONTRADICTS}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("address", "600 000 000"),
        ("address", "ana@example.org"),
        ("address", "+34 600 000 000;ext=9"),
        ("start", "25:00"),
        ("end", "09:00"),
        ("code_word", "two words"),
        ("code_word", "www.x.y"),
        ("time_zone", "Mars/Olympus"),
        ("weekdays", []),
        ("voicemail", "maybe"),
    ],
)
def test_a_contact_that_cannot_be_used_as_it_stands_is_refused(name: str, value: object) -> None:
    found = problems_of({**FULL, "safe_contact": {**CONTACT, name: value}})

    assert set(found) == {f"safe_contact.{name}"}


def test_a_further_name_in_the_contact_is_refused_and_not_repeated() -> None:
    assert problems_of({**FULL, "safe_contact": {**CONTACT, "Ana": 1}}) == {
        "safe_contact": Problem.NOT_SAID
    }


def test_a_channel_of_mail_takes_an_address_of_mail() -> None:
    mail = {**CONTACT, "channel": "email", "address": "orange@example.org"}
    said = Payload.read({**FULL, "safe_contact": mail, "do_not": ["call"]}, TERMS)

    assert said.safe_contact is not None
    assert said.safe_contact.channel is Channel.EMAIL
    assert said.do_not == (DoNot.CALL,)


@pytest.mark.parametrize("tag", ["x-ana", "en-x-ana", "es-Ana", "EN", "zz", "es-ES-valencia", ""])
def test_a_language_is_one_and_nothing_hides_in_its_tag(tag: str) -> None:
    assert "language" in problems_of({**SHORT, "language": tag})


@pytest.mark.parametrize("tag", ["es", "zh-Hant-TW", "ps", "ar-SY", "fil"])
def test_a_language_may_name_its_script_and_its_country(tag: str) -> None:
    assert payload(language=tag).language == tag


def test_an_empty_field_of_a_form_is_not_said() -> None:
    said = payload(age_band="", communication=[], note="", safe_contact="")

    assert said == payload()


def test_what_prints_a_payload_prints_nothing_of_it() -> None:
    assert "routine" not in repr(payload(urgency=Urgency.ROUTINE.value))
