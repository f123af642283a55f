"""The tables of moves: every way that is not written is closed, and an end is an end."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.accounts.audit_words import REASONS, STATES
from directory.referrals.lifecycle import (
    CONSENT_MOVES,
    GONE_AT_ONCE,
    LIVING,
    MOVES,
    OPEN,
    TERMINAL,
    WITHDRAWN_BY,
    ConsentEvent,
    ConsentState,
    Event,
    Party,
    State,
    move,
    move_consent,
)
from directory.referrals.refusals import IllegalMove, ReasonNeeded

# From, to, who: as the requirements have it, written again by hand.
WRITTEN = """
draft sent sender
draft voided sender
draft voided clock
sent accepted recipient
sent declined recipient
accepted in_contact recipient
accepted waiting recipient
in_contact waiting recipient
waiting in_contact recipient
accepted completed recipient
in_contact completed recipient
waiting completed recipient
accepted unable recipient
in_contact unable recipient
waiting unable recipient
sent recalled sender
accepted recalled sender
waiting recalled sender
draft withdrawn person
sent withdrawn person
accepted withdrawn person
in_contact withdrawn person
waiting withdrawn person
sent lapsed clock
accepted lapsed clock
in_contact lapsed clock
waiting lapsed clock
sent voided supervisor
accepted voided supervisor
in_contact voided supervisor
waiting voided supervisor
"""


def test_the_moves_are_those_that_were_decided_and_no_others() -> None:
    moves = {
        (str(state), str(found.to), str(party))
        for (state, _), found in MOVES.items()
        for party in found.parties
    }

    assert moves == {tuple(line.split()) for line in WRITTEN.strip().splitlines()}


def test_seven_states_are_an_end() -> None:
    assert {"completed", "declined", "unable", "recalled", "withdrawn", "lapsed"} < TERMINAL
    assert len(TERMINAL) == 7
    assert GONE_AT_ONCE < TERMINAL


@given(st.lists(st.tuples(st.sampled_from(Event), st.sampled_from(Party), st.text(max_size=3))))
def test_nothing_leaves_an_end(tries: list[tuple[Event, Party, str]]) -> None:
    for end in TERMINAL:
        for event, party, reason in tries:
            with pytest.raises(IllegalMove):
                move(end, event, party, reason)


@pytest.mark.parametrize(("state", "event", "party"), list(product(State, Event, Party)))
def test_only_who_is_named_may_do_it(state: State, event: Event, party: Party) -> None:
    found = MOVES.get((state, event))
    reason = found.reasons[0] if found and found.reasons else ""
    if found and party in found.parties:
        assert move(state, event, party, reason) is found.to
    else:
        with pytest.raises(IllegalMove):
            move(state, event, party, reason)


@pytest.mark.parametrize(("state", "event"), list(MOVES))
def test_a_code_is_given_where_one_is_needed_and_only_there(state: State, event: Event) -> None:
    found = MOVES[state, event]
    party = next(iter(found.parties))
    for reason in ("" if found.reasons else "by_code", "because of Ana"):
        with pytest.raises(ReasonNeeded):
            move(state, event, party, reason)


@pytest.mark.parametrize("state", OPEN)
def test_the_family_may_withdraw_from_wherever_it_stands(state: State) -> None:
    for how in WITHDRAWN_BY:
        assert move(state, Event.WITHDRAW, Party.PERSON, how) is State.WITHDRAWN


def test_the_audit_knows_every_state_and_every_code() -> None:
    assert {*State, *ConsentState} <= STATES
    assert {code for found in MOVES.values() for code in found.reasons} <= REASONS


def test_no_way_leads_back_to_an_active_consent() -> None:
    reached = set(ConsentState) - {ConsentState.DRAFT, ConsentState.ACTIVE}

    assert [step for step in CONSENT_MOVES.items() if step[0][0] in reached] == [
        ((ConsentState.IN_USE, event), to)
        for event, to in (
            (ConsentEvent.CLOSE, ConsentState.SPENT),
            (ConsentEvent.EXPIRE, ConsentState.EXPIRED),
            (ConsentEvent.WITHDRAW, ConsentState.WITHDRAWN),
        )
    ]


@pytest.mark.parametrize("event", ConsentEvent)
def test_an_ended_consent_does_not_move(event: ConsentEvent) -> None:
    for state in set(ConsentState) - LIVING - {ConsentState.DRAFT}:
        with pytest.raises(IllegalMove):
            move_consent(state, event)
