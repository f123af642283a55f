"""The table of rights: what it grants, and that what is not written is refused."""

from itertools import product
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.accounts.permissions import TABLE, Place, Reach, Right, reach_of, reaches
from directory.accounts.roles import IN_A_TEAM, Role, is_place_right

IDS = [UUID(int=number) for number in range(1, 4)]
places = st.builds(Place, *[st.sampled_from([None, *IDS])] * 3)


def test_every_right_has_its_row_and_its_sentence() -> None:
    assert set(TABLE) == set(Right)
    assert len({row.sentence for row in TABLE.values()}) == len(TABLE)


def test_no_operator_and_no_editor_opens_what_is_sealed_to_a_team() -> None:
    holders = {role for role in Role if reach_of(role, Right.OPEN_TEAM_KEY)}

    assert holders == IN_A_TEAM


def test_only_operators_reach_everywhere_and_editors_all_listings() -> None:
    far = {
        (role, right)
        for right, row in TABLE.items()
        for role, reach in row.reach.items()
        if reach is Reach.ALL and role is not Role.OPERATOR
    }

    assert {role for role, _ in far} == {Role.EDITOR}
    assert {right.value[1] for _, right in far} == {"listing", "room"}


@given(own=places, record=places)
def test_a_right_that_nobody_gave_reaches_nothing(own: Place, record: Place) -> None:
    assert not reaches(None, own, record)


@given(own=places, record=places)
def test_a_record_that_belongs_to_nobody_is_in_nobodys_team(own: Place, record: Place) -> None:
    for reach in (Reach.SELF, Reach.TEAM, Reach.AGENCY):
        assert not reaches(reach, own, Place())
        assert not reaches(reach, Place(), record)


@given(own=places, record=places)
def test_what_a_team_reaches_is_the_same_team(own: Place, record: Place) -> None:
    same = own.team_id is not None and own.team_id == record.team_id

    assert reaches(Reach.TEAM, own, record) == same


@pytest.mark.parametrize(
    ("role", "agency", "team"), list(product(Role, (True, False), (True, False)))
)
def test_a_role_is_held_in_the_place_that_it_is_for(role: Role, agency: bool, team: bool) -> None:
    right_places = {
        Role.CASEWORKER: (True, True),
        Role.TEAM_LEAD: (True, True),
        Role.RECIPIENT: (True, True),
        Role.PROVIDER: (True, False),
        Role.EDITOR: (False, False),
        Role.OPERATOR: (False, False),
    }

    assert is_place_right(role, has_agency=agency, has_team=team) == (
        right_places[role] == (agency, team)
    )
