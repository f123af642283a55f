"""Before the yes the family reads exactly what will be sent, in its own language."""

import re
from enum import StrEnum

import pytest

from directory.languages.localizer import get_localizer
from directory.referrals import coded, receipt_words, words
from directory.referrals.consent import Purpose
from directory.referrals.consent_wording import languages_of_consent
from directory.referrals.exactly_sent import Line, labels_of, lines_of
from directory.referrals.minimal import Field, Payload, Terms, fields_of
from tests.referrals.said import CONTACT, FULL, TERMS, payload

NEEDS = {"200": "N200"}
AREAS = {"ES-VC": "A-VC"}
LANGUAGES = languages_of_consent()
EVERYTHING = Terms(
    needs=TERMS.needs, areas=TERMS.areas, eligibility=TERMS.eligibility, asked=frozenset(Field)
)
FULLEST = Payload.read({**FULL, "note": "quiet room"}, EVERYTHING)
# Of what the words below say, this much is the same in every script.
SAME = {"N200", "A-VC", "quiet", "room", "naranja", "LGBT", "SMS", "am", "pm", "AM", "PM"}


SENTENCES = words.every_sentence() | receipt_words.every_sentence()


def said(of: Payload, language: str = "en") -> tuple[Line, ...]:
    return lines_of(of, get_localizer(language), NEEDS, AREAS)


def sentences(of: Payload, language: str = "en") -> list[str]:
    return [sentence for line in said(of, language) for sentence in line.sentences]


def test_every_field_that_is_sent_has_its_line_and_no_other() -> None:
    for each in (payload(), FULLEST):
        assert {line.field for line in said(each)} == fields_of(each.fields)
        assert all(line.label and all(line.sentences) for line in said(each))


def test_every_code_of_the_closed_lists_has_its_words() -> None:
    worded = {code for table in words.CODES.values() for code in table}
    worded |= words.CHANNELS.keys() | words.MAY_ANSWER.keys()
    # Days of the week have their names from CLDR.
    named = [it for it in vars(coded).values() if isinstance(it, type) and issubclass(it, StrEnum)]
    codes = {code for each in named if each is not coded.Weekday for code in each}

    assert {(type(code), code) for code in worded} == {(type(code), code) for code in codes}
    assert words.FIELDS.keys() == set(Field)
    assert words.PURPOSES.keys() == set(Purpose)


def test_a_whole_referral_is_read_out_in_english() -> None:
    assert sentences(FULLEST) == [
        "N200",
        "Help is needed, but it is not urgent.",
        "The help is for a child.",
        "Age: 12 to 14 years.",
        "Spanish",
        "An interpreter is needed.",
        "Sign language is needed.",
        "Easy language is needed.",
        "A-VC",
        "A meeting in person is wanted.",
        "The way in must have no steps.",
        "The person would like to be helped by a woman.",
        "The person is under 18.",
        "The service makes contact, and only in the way that is written here.",
        "Phone calls to \u2066+34600000000\u2069.",
        "A trusted adult may answer, too.",
        "No message on the voicemail.",
        "No text messages.",
        "The number of the caller has to be hidden.",
        "Only on these days: Monday and Thursday. "
        "From 10:00\u202fam to 12:30\u202fpm, by the clock in Madrid.",
        "Say this word first: naranja.",
        "Do not leave a message.",
        "Do not say the name of the service.",
        "quiet room",
    ]


@pytest.mark.parametrize("language", ["ar", "fa", "hi", "ru", "uk", "zh"])
def test_no_word_of_it_stays_in_latin_letters_where_the_language_has_others(language: str) -> None:
    lines = said(FULLEST, language)
    text = " ".join([line.label for line in lines] + sentences(FULLEST, language))

    assert set(re.findall("[A-Za-z][A-Za-z0-9-]*", text)) <= SAME


@pytest.mark.parametrize("language", [language for language in LANGUAGES if language != "en"])
def test_every_sentence_is_there_in_each_language_of_consent(language: str) -> None:
    say = get_localizer(language).gettext

    assert [it for it in SENTENCES if say(it) == it] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_sentences_are_short(language: str) -> None:
    say = get_localizer(language).gettext
    lengths = {it: len(it.split()) for it in map(say, SENTENCES)}

    assert [text for text, length in lengths.items() if length > 20] == []


def test_what_is_not_said_with_yes_is_said_with_no() -> None:
    guarded = payload(
        contact_route="service_contacts_client",
        safe_contact={**CONTACT, "voicemail": True, "text": True, "caller_id_hidden": False},
        interpreter="no",
    )

    assert {
        "No interpreter is needed.",
        "A message on the voicemail is allowed.",
        "Text messages are allowed.",
        "The number of the caller may be seen.",
    } <= set(sentences(guarded))


def test_the_labels_of_a_scope_stand_in_its_wording_small_and_in_order() -> None:
    scope = Field.WHO.bit | Field.NEED.bit

    assert labels_of(scope, get_localizer("en")) == ("what help is needed", "who the help is for")
    assert labels_of(scope, get_localizer("de")) == (
        "welche Hilfe nötig ist",
        "für wen die Hilfe ist",
    )
    assert said(payload(), "fr")[0].label == "Quelle aide est nécessaire"
