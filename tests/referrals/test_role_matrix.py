"""Every way to a referral × every role × the sender's team, the recipient's and a stranger's.

Who may not is told that it is not there. Who may is known by the refusal of an old page: it comes
after the loading, and changes nothing.
"""

import inspect
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from types import ModuleType
from typing import Any
from uuid import uuid4

import pytest

from directory.accounts.badge import Badge
from directory.accounts.models import Membership
from directory.accounts.office import Office
from directory.accounts.roles import EVERYWHERE, IN_A_TEAM, Role
from directory.errors import NotFound
from directory.referrals import queries
from directory.referrals.access import Side
from directory.referrals.actions import (
    answering,
    consenting,
    desks,
    drafting,
    exporting,
    handing_over,
    links,
    opening,
    sending,
    taking_back,
    withholding,
)
from directory.referrals.actions.answering import Answer
from directory.referrals.actions.by import Once
from directory.referrals.actions.sending import Sent
from directory.referrals.lifecycle import Event
from directory.referrals.refusals import NoDesk, Stale
from tests.accounts.cast import Player
from tests.referrals.cast import ADULT, Cast, once, yes
from tests.referrals.proofs.attempts import WEEK

SENDER = frozenset({("sender", Role.CASEWORKER), ("sender", Role.TEAM_LEAD)})
SENDING_LEAD = frozenset({("sender", Role.TEAM_LEAD)})
RECIPIENT = frozenset({("recipient", Role.RECIPIENT), ("recipient", Role.TEAM_LEAD)})
ACTS = (
    *(answering, consenting, desks, drafting, exporting, handing_over, links, opening),
    *(sending, taking_back, withholding, queries),
)
# Not about one referral: each has a test of its own below.
ELSEWHERE = {"draft_referral", "list_outgoing", "list_incoming", "write_desk", "get_own_desk"}


@dataclass(frozen=True, slots=True)
class Case:
    """One referral that somebody tries to reach, with a page that is old."""

    office: Office
    badge: Badge
    cast: Cast
    sent: Sent
    page: Once

    @property
    def on(self) -> tuple[Office, Badge, str]:
        return self.office, self.badge, self.sent.referral.id


Way = Callable[[Case], Awaitable[object]]
WAYS: Mapping[str, tuple[frozenset[tuple[str, Role]], Way]] = {
    "answer": (RECIPIENT, lambda it: answering.answer(*it.on, it.page, Answer(Event.ACCEPT))),
    "accept": (RECIPIENT, lambda it: answering.accept(*it.on, it.page)),
    "decline": (RECIPIENT, lambda it: answering.decline(*it.on, it.page, "area")),
    "mark_in_contact": (RECIPIENT, lambda it: answering.mark_in_contact(*it.on, it.page)),
    "mark_waiting": (
        RECIPIENT,
        lambda it: answering.mark_waiting(*it.on, it.page, reason="place", week=WEEK),
    ),
    "complete": (RECIPIENT, lambda it: answering.complete(*it.on, it.page, "service_given")),
    "mark_unable": (RECIPIENT, lambda it: answering.mark_unable(*it.on, it.page, "capacity_lost")),
    "confirm_deleted": (RECIPIENT, lambda it: answering.confirm_deleted(*it.on, it.page)),
    "give_consent": (SENDER, lambda it: consenting.give_consent(*it.on, yes(it.cast), it.page)),
    "refuse_consent": (SENDER, lambda it: consenting.refuse_consent(*it.on, it.page)),
    "second_consent": (SENDER, lambda it: consenting.second_consent(*it.on, it.page)),
    "change_draft": (SENDER, lambda it: drafting.change_draft(*it.on, ADULT, it.page)),
    "discard_draft": (SENDER, lambda it: drafting.discard_draft(*it.on, it.page)),
    "keep_withheld": (
        SENDER,
        lambda it: withholding.keep_withheld(*it.on, it.page, organizations=set(), reason=None),
    ),
    "export_referral": (SENDER, lambda it: exporting.export_referral(*it.on)),
    "transfer_to_colleague": (
        SENDER,
        lambda it: handing_over.transfer_to_colleague(*it.on, it.cast.lead.member.id, it.page),
    ),
    "make_answer_link": (SENDER, lambda it: links.make_answer_link(*it.on)),
    "open_payload": (SENDER, lambda it: opening.open_payload(*it.on, Side.SENDER)),
    "open_payload there": (RECIPIENT, lambda it: opening.open_payload(*it.on, Side.RECIPIENT)),
    "read_code": (SENDER, lambda it: opening.read_code(*it.on, Side.SENDER)),
    "read_code there": (RECIPIENT, lambda it: opening.read_code(*it.on, Side.RECIPIENT)),
    "show_receipt_again": (SENDER, lambda it: opening.show_receipt_again(*it.on)),
    "send_referral": (SENDER, lambda it: sending.send_referral(*it.on, it.page)),
    "recall": (SENDER, lambda it: taking_back.recall(*it.on, it.page, "no_answer")),
    "ask_void": (SENDER, lambda it: taking_back.ask_void(*it.on, it.page)),
    "void": (SENDING_LEAD, lambda it: taking_back.void(*it.on, it.page)),
    "get_outgoing": (SENDER, lambda it: queries.get_outgoing(it.badge, it.sent.referral.id)),
    "get_incoming": (RECIPIENT, lambda it: queries.get_incoming(it.badge, it.sent.referral.id)),
    "find_by_code": (
        SENDER | RECIPIENT,
        lambda it: queries.find_by_code(it.office, it.badge, it.sent.code),
    ),
    # The last: it asks for no version, and is done.
    "withdraw_for_person": (
        SENDER,
        lambda it: taking_back.withdraw_for_person(*it.on, uuid4().hex, "by_giver"),
    ),
}


def test_every_way_that_takes_a_badge_is_in_the_matrix() -> None:
    asked = {name for module in ACTS for name in taking_a_badge(module)}

    assert asked == {name.removesuffix(" there") for name in WAYS} | ELSEWHERE


def taking_a_badge(module: ModuleType) -> set[str]:
    return {
        name
        for name, found in inspect.getmembers(module, inspect.iscoroutinefunction)
        if found.__module__ == module.__name__
        and not name.startswith("_")
        and "badge" in inspect.signature(found).parameters
    }


async def dressed(cast: Cast, player: Player, role: Role) -> Badge:
    """As if they had been invited for this role, as near to the referral as it can be held."""
    held: dict[str, Any] = {"role": role}
    if role not in IN_A_TEAM:
        held["team_id"] = None
    if role in EVERYWHERE:
        held["agency_id"] = None
    await Membership.filter(member_id=player.member.id).update(**held)
    return await cast.badge(player)


@pytest.mark.parametrize("role", Role)
async def test_a_referral_is_there_for_those_alone_whose_it_is(cast: Cast, role: Role) -> None:
    players = {"sender": cast.colleague, "recipient": cast.desk, "stranger": cast.stranger}
    wrong = []
    for place, player in players.items():
        sent, badge = await cast.sent(), await dressed(cast, player, role)
        page = Once(uuid4().hex, sent.referral.version - 1)
        for name, (whose, way) in WAYS.items():
            found = await outcome(way, Case(cast.office, badge, cast, sent, page))
            if (found is NotFound) is ((place, role) in whose):
                wrong.append(f"{name} for {role} at {place}: {found}")

    assert wrong == []


async def outcome(way: Way, case: Case) -> type[Exception] | None:
    """The refusal; None where it was given or done."""
    try:
        await way(case)
    except (NotFound, Stale, NoDesk) as refusal:
        return type(refusal)
    return None


@pytest.mark.parametrize("role", Role)
async def test_a_draft_is_there_for_its_own_team_alone(cast: Cast, role: Role) -> None:
    draft = await cast.draft()
    sent = replace(await cast.sent(), referral=draft)
    page = Once(uuid4().hex, draft.version - 1)
    for place, player in (("recipient", cast.desk), ("stranger", cast.stranger)):
        badge = await dressed(cast, player, role)
        for name, (_, way) in WAYS.items():
            if name != "find_by_code":  # a draft has no code yet
                case = Case(cast.office, badge, cast, sent, page)
                assert await outcome(way, case) is NotFound, (name, place)


@pytest.mark.parametrize("role", Role)
async def test_lists_hold_what_is_of_the_own_team(cast: Cast, role: Role) -> None:
    sent, draft = await cast.sent(), await cast.draft()
    both, received = {sent.referral.id, draft.id}, {sent.referral.id}
    for place, player in (
        ("sender", cast.colleague),
        ("recipient", cast.desk),
        ("stranger", cast.stranger),
    ):
        badge = await dressed(cast, player, role)
        outgoing = {each.id for each in await queries.list_outgoing(badge)}
        incoming = {each.id for each in await queries.list_incoming(badge)}
        assert outgoing == (both if (place, role) in SENDER else set())
        assert incoming == (received if (place, role) in RECIPIENT else set())


@pytest.mark.parametrize("role", Role)
async def test_only_who_refers_writes_a_draft_and_only_who_receives_keeps_the_desk(
    cast: Cast, role: Role
) -> None:
    refers = role in {Role.CASEWORKER, Role.TEAM_LEAD}
    receives = role in {Role.RECIPIENT, Role.TEAM_LEAD}
    at_home = await dressed(cast, cast.desk, role)
    away = await dressed(cast, cast.stranger, role)

    async def draft() -> Any:
        return await drafting.draft_referral(
            cast.office, at_home, cast.strange_service.id, ADULT, once()
        )

    async def keep(badge: Badge) -> Any:
        await desks.get_own_desk(badge, cast.service.id)
        form = desks.DeskForm(team_id=at_home.team_id)
        return await desks.write_desk(cast.office, badge, cast.service.id, form)

    await allowed(draft, is_allowed=refers)
    await allowed(lambda: keep(at_home), is_allowed=receives)
    await allowed(lambda: keep(away), is_allowed=False)


async def allowed(act: Callable[[], Awaitable[Any]], *, is_allowed: bool) -> None:
    if is_allowed:
        assert await act()
        return
    with pytest.raises(NotFound):
        await act()
