"""Where to ask next: what a reason changes in the search, and who is never asked."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from msgspec import structs

from directory.referrals.coded import AgeBand, Urgency
from directory.referrals.lifecycle import DECLINED_BECAUSE, UNABLE_BECAUSE
from directory.referrals.next_best import (
    LAPSED,
    MOST,
    NEAR_KM,
    Sought,
    Unasked,
    next_offers,
    next_queries,
)
from directory.search.build import write_in_memory
from directory.search.facts import Record
from directory.search.overlay import Overlay
from directory.search.query import Query
from directory.search.rows import Row
from directory.search.snapshot import Snapshot
from tests.search.made import row

NOW = datetime(2026, 11, 25, 9, tzinfo=UTC)
VALENCIA = Query(needs=frozenset({"110", "120"}), country="ES", region="ES-VC")
SOUGHT = Sought(frozenset({"110"}), VALENCIA, language="ar", band=AgeBand.UNDER_15)
NOBODY = Unasked(())


def service(name: str, organization: str = "", **facts: object) -> Record:
    spoken = {"languages": frozenset({"ar", "es"})} | facts
    made: Row = replace(row(name), **spoken)  # type: ignore[arg-type]  # by name, as rows have them
    return Record(made, b"{}", service=f"{name}'s", organization=organization or f"{name}'s own")


def offered(
    services: Sequence[Record], reason: str, unasked: Unasked = NOBODY
) -> list[tuple[str, bool]]:
    search = Overlay(Snapshot(write_in_memory(services)), {})
    offers = next_offers(search, next_queries(SOUGHT, reason, NOW), unasked)
    return [(offer.hit.id, offer.holds) for offer in offers]


@pytest.mark.parametrize("reason", [*DECLINED_BECAUSE, *UNABLE_BECAUSE, LAPSED])
def test_what_the_person_is_stays_asked_for_whatever_the_reason(reason: str) -> None:
    for query in next_queries(SOUGHT, reason, NOW):
        assert query.age == 13
        assert query.language == "ar"
        assert query.country == "ES"
        assert query.needs


def test_a_service_without_room_sends_on_to_those_that_take_people() -> None:
    services = [
        service("full", is_accepting=False),
        service("unknown", is_accepting=None),
        service("open", is_accepting=True),
    ]

    assert offered(services, "no_capacity")[0] == ("open", True)
    assert {name for name, holds in offered(services, "no_capacity") if not holds} == {
        "full",
        "unknown",
    }


def test_a_service_that_is_another_one_sends_on_to_those_that_name_the_need_itself() -> None:
    services = [
        service("wider", needs=frozenset({"120"})),
        service("named", needs=frozenset({"110"})),
    ]

    assert offered(services, "not_our_service") == [("named", True), ("wider", False)]


def test_another_area_sends_on_to_what_is_there_and_then_to_what_is_on_the_telephone() -> None:
    near = next_queries(
        replace(SOUGHT, earlier=structs.replace(VALENCIA, point=(39.47, -0.38))), "area", NOW
    )
    services = [
        service("line", is_remote=True, has_place=False),
        service("here", has_place=True, is_remote=False),
        service("neither", has_place=False, is_remote=False),
    ]

    assert near[0].radius_km == NEAR_KM
    assert near[1].remote
    assert offered(services, "area") == [("here", True), ("line", False)]


def test_another_language_and_another_age_send_on_to_nobody_who_has_not_the_right_one() -> None:
    services = [
        service("spanish", languages=frozenset({"es"})),
        service("adults", minimum_age=18),
        service("right", minimum_age=12, maximum_age=17),
    ]

    assert offered(services, "language") == [("right", True)]
    assert offered(services, "not_eligible") == [("right", True)]


def test_whom_nobody_could_reach_safely_is_shown_what_can_be_rung() -> None:
    services = [service("desk", is_remote=False), service("line", is_remote=True)]

    assert offered(services, "could_not_contact_safely")[0] == ("line", True)


def test_an_urgent_referral_that_nobody_answered_goes_to_who_is_there_now() -> None:
    urgent = replace(SOUGHT, urgency=Urgency.TODAY)

    first, second, last = next_queries(urgent, LAPSED, NOW)

    assert (first.open_at, first.accepting) == (NOW, True)
    assert (second.open_at, second.accepting) == (NOW, False)
    assert last.open_at is None


def test_the_services_that_were_asked_and_who_must_not_learn_of_it_are_never_offered() -> None:
    services = [
        service("asked"),
        service("sister", organization="the abuser's employer"),
        service("free"),
        replace(service("second door"), service="asked's"),
    ]
    unasked = Unasked({"asked's"}, {"the abuser's employer"})

    for reason in (*DECLINED_BECAUSE, *UNABLE_BECAUSE, LAPSED):
        assert [name for name, _ in offered(services, reason, unasked)] in (["free"], [])
    assert offered(services, "conflict_of_interest", unasked) == [("free", True)]


def test_each_service_is_offered_once_and_no_more_than_can_be_compared() -> None:
    doors = [replace(service(f"door {n:02}"), service="many doors") for n in range(30)]
    others = [service(f"other {n}") for n in range(9)]

    names = [name for name, _ in offered([*doors, *others], "other_coded")]

    assert names[0] == "door 00"
    assert names[1:] == ["other 0", "other 1", "other 2"]
    assert len(names) == MOST


def test_where_what_was_said_is_gone_the_search_stays_as_it_was() -> None:
    shell = Sought(frozenset({"110"}), structs.replace(VALENCIA, age=15, language="es"))

    (query,) = next_queries(shell, "other_coded", NOW)

    assert query == shell.earlier
