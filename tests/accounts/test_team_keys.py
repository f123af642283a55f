"""A team's keys open for those who belong to it, and for nobody else, whatever happened before."""

import pytest

from directory.accounts.keyring import new_member
from directory.accounts.team_keys import Generation, TeamKeys, found_team, reset_member
from directory.privacy.sealing import (
    CannotOpen,
    KeyPair,
    new_key_pair,
    open_with,
    seal_to,
)
from directory.privacy.stretching import Cost, Password

QUICK = Cost(passes=1, memory_kib=8, lanes=1)
BOATS, FERRIES = Password("three small green boats"), Password("seven quiet old ferries")
PAIRS = {name: new_key_pair() for name in ("amina", "berta", "chidi")}
PUBLIC = {name: pair.public for name, pair in PAIRS.items()}


def team_of(*names: str, paper: bytes | None = None) -> TeamKeys:
    return found_team("faro", {name: PUBLIC[name] for name in names}, paper)


def test_every_member_opens_what_was_sent_to_the_team() -> None:
    team = team_of("amina", "berta")
    sent = seal_to(b"key of a referral", team.current.public, ("referral", "5f0c"))

    for name in ("amina", "berta"):
        opened = team.current.unlock(name, PAIRS[name])
        assert open_with(sent, opened.private, ("referral", "5f0c")) == b"key of a referral"


def test_a_stranger_opens_nothing() -> None:
    team = team_of("amina")

    for name, pair in (("chidi", PAIRS["chidi"]), ("amina", PAIRS["chidi"])):
        with pytest.raises(CannotOpen):
            team.current.unlock(name, pair)
    with pytest.raises(CannotOpen):
        team.open_all("chidi", PAIRS["chidi"])
    with pytest.raises(CannotOpen):
        team.recover_all(PAIRS["chidi"])


def test_a_newcomer_takes_on_what_is_open() -> None:
    team = team_of("amina").begin_generation({"amina": PUBLIC["amina"]})
    joined = team.admit(team.open_all("amina", PAIRS["amina"]), "berta", PUBLIC["berta"])

    assert joined.open_all("berta", PAIRS["berta"]) == team.open_all("amina", PAIRS["amina"])


def test_nobody_lets_another_in_without_a_seat_of_their_own() -> None:
    team = team_of("amina")
    other = found_team("puerto", {"chidi": PUBLIC["chidi"]})

    for opened in ({}, other.open_all("chidi", PAIRS["chidi"])):
        with pytest.raises(CannotOpen):
            team.admit(opened, "chidi", PUBLIC["chidi"])


def test_who_leaves_cannot_open_what_comes_after() -> None:
    team = team_of("amina", "berta")
    left = team.remove("berta", {"amina": PUBLIC["amina"]})

    assert left.current.public != team.current.public
    assert set(left.open_all("amina", PAIRS["amina"])) == {1, 2}
    with pytest.raises(CannotOpen):
        left.open_all("berta", PAIRS["berta"])


def test_nobody_joins_or_leaves_by_the_leaving_of_another() -> None:
    team = team_of("amina", "berta")

    for remaining in ({"amina", "chidi"}, set(), {"amina", "berta"}):
        with pytest.raises(ValueError, match="those who remain"):
            team.remove("berta", {name: PUBLIC[name] for name in remaining})


def test_when_the_last_one_leaves_the_team_is_lost_unless_there_is_a_paper() -> None:
    paper = new_key_pair()
    alone, covered = team_of("amina"), team_of("amina", paper=paper.public)

    assert alone.remove("amina", {}).current.is_lost()
    left = covered.remove("amina", {}, paper.public)
    assert not left.current.is_lost()
    back = left.admit(left.recover_all(paper), "chidi", PUBLIC["chidi"])
    assert set(back.open_all("chidi", PAIRS["chidi"])) == {1, 2}


def test_a_seat_moved_elsewhere_does_not_open() -> None:
    """Threat: who can write the database lets a member open what another one may."""
    team = team_of("amina").begin_generation({"amina": PUBLIC["amina"]})
    first, second = team.generations
    seat = first.seats["amina"]
    moved = [
        (Generation("faro", 2, second.public, {"amina": seat}), "amina"),
        (Generation("puerto", 1, first.public, {"amina": seat}), "amina"),
        (Generation("faro", 1, first.public, {"berta": seat}), "berta"),
        (Generation("faro", 1, new_key_pair().public, {"amina": seat}), "amina"),
    ]

    for generation, name in moved:
        with pytest.raises(CannotOpen):
            generation.unlock(name, PAIRS["amina"])


def test_a_reset_says_what_it_cost() -> None:
    keys, pair = new_member("amina", BOATS, QUICK)
    alone = found_team("faro", {"amina": pair.public})
    shared = found_team("puerto", {"amina": pair.public, "berta": PUBLIC["berta"]})

    reset = reset_member(keys, (alone, shared), FERRIES, QUICK)

    assert reset.keys.unlock(FERRIES) == reset.pair != pair
    assert reset.keys.version == 2
    assert reset.closed == (("faro", 1), ("puerto", 1))
    assert reset.lost == (("faro", 1),)
    for team in reset.teams:
        with pytest.raises(CannotOpen):
            team.open_all("amina", reset.pair)


def test_after_a_reset_a_colleague_gives_back_what_is_shared() -> None:
    keys, pair = new_member("amina", BOATS, QUICK)
    team = found_team("puerto", {"amina": pair.public, "berta": PUBLIC["berta"]})
    reset = reset_member(keys, (team,), FERRIES, QUICK)
    opened = reset.teams[0].open_all("berta", PAIRS["berta"])

    back = reset.teams[0].admit(opened, "amina", reset.keys.public)

    assert back.open_all("amina", reset.pair) == opened


def test_a_generation_is_copied_for_a_paper_by_who_opens_it() -> None:
    paper: KeyPair = new_key_pair()
    team = team_of("amina", "berta").begin_generation({"amina": PUBLIC["amina"]})
    copied = team.with_recovery(team.open_all("berta", PAIRS["berta"]), paper.public)

    assert set(copied.recover_all(paper)) == {1}
    with pytest.raises(CannotOpen):
        copied.recover_all(new_key_pair())
