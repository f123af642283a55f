"""The page of the audit says each act in the reader's language, never the word of the log."""

import re

import pytest

from directory.accounts import audit_words
from directory.accounts.audit_phrases import ACTS, NO_ACCOUNT, STATES
from directory.accounts.ledger import Actor, note, turn
from directory.accounts.office import Office
from directory.languages.localizer import get_localizer
from tests.accounts.browser import Browser
from tests.accounts.cast import Cast
from tests.house.page import ParsedPage


def test_every_word_of_the_log_has_its_phrase_and_no_two_acts_the_same() -> None:
    assert set(ACTS) == audit_words.ACTIONS
    assert set(STATES) == audit_words.STATES
    assert set(NO_ACCOUNT) == audit_words.NO_ACCOUNT
    for language in ("en", "es", "fr", "ar"):
        said = [get_localizer(language).gettext(phrase) for phrase in ACTS.values()]
        assert len(set(said)) == len(said)


@pytest.mark.parametrize("language", ["es", "fr", "ar"])
def test_every_phrase_is_translated(language: str) -> None:
    say = get_localizer(language).gettext
    phrases = [*ACTS.values(), *STATES.values(), *NO_ACCOUNT.values()]

    assert [phrase for phrase in phrases if language == "ar" and say(phrase) == phrase] == []
    assert [phrase for phrase in ACTS.values() if say(phrase) == phrase] == []


@pytest.mark.parametrize("language", ["en", "es", "fr", "ar"])
async def test_no_line_shows_the_word_that_the_log_keeps(
    operator: Browser, office: Office, cast: Cast, language: str
) -> None:
    async with turn():
        for action in sorted(audit_words.ACTIONS):
            await note(office, Actor(), action, before="in_contact", after="team_lead")
    page = (await operator.get(f"/{language}/staff/audit")).text
    # Names stand as their people wrote them.
    shown = re.sub(r"<bdi>.*?</bdi>", "", page.partition("<tbody>")[2].partition("</tbody>")[0])

    for word in (*audit_words.ACTIONS, "in_contact", "team_lead", "command_line"):
        assert word not in shown
    say = get_localizer(language).gettext
    for phrase in (ACTS["audit_cut"], STATES["in_contact"], NO_ACCOUNT["command_line"]):
        assert say(phrase) in shown
    assert len(ParsedPage(page).all("tr")) > len(audit_words.ACTIONS)
