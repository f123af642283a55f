"""The verbs that look after accounts and the audit. They act for the house, not for a member."""

import argparse
import asyncio
import sys
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from directory.accounts.actions.agencies import add_agency
from directory.accounts.actions.api_keys import revoke_key
from directory.accounts.actions.invitations import invite, send_reset
from directory.accounts.actions.members import disable_member
from directory.accounts.actions.teams import renew_key
from directory.accounts.checkpoints import check_audit, make_checkpoint, write_checkpoint
from directory.accounts.ledger import Actor, WrongAuditKey
from directory.accounts.models import Agency, ApiKey, Member, Membership, Team
from directory.accounts.offers import Offer
from directory.accounts.office import Office
from directory.accounts.refusals import LeavesBehind, NotTaken
from directory.accounts.roles import EVERYWHERE, IN_A_TEAM, Role
from directory.database import open_database
from directory.errors import VerbRefused
from directory.migrate import migrate_database
from directory.privacy.program_key import SHOWN
from directory.settings import Settings

Verb = Callable[[Office, Settings, argparse.Namespace], Awaitable[None]]
Counted = tuple[int, str]


@dataclass(frozen=True, slots=True)
class Reminder:
    """What another part of the program does when `remind` runs: its options, and what it did."""

    add_options: Callable[[argparse.ArgumentParser], None]
    run: Callable[[Office, argparse.Namespace], Awaitable[list[Counted]]]


_HOUSE = Actor()


def add_account_verbs(verbs: Any) -> None:
    """`user add|reset|disable|list|end-key|renew-key` and `verify-audit`."""
    user = verbs.add_parser("user", help="staff accounts")
    acts = user.add_subparsers(title="acts", required=True)
    add = add_verb(acts, "add", "invite somebody; prints the link", _add)
    add.add_argument("email")
    add.add_argument("--role", choices=list(Role), required=True)
    add.add_argument("--organization", help="by its name; made if it is new")
    add.add_argument("--team", help="by its name; made with a new organization")
    add.add_argument("--language", default="en", help="of the mail")
    reset = add_verb(acts, "reset", "a link for a new password; prints it", _reset)
    reset.add_argument("email")
    reset.add_argument("--everything", action="store_true", help="a new second factor too")
    disable = add_verb(acts, "disable", "stop an account", _disable)
    disable.add_argument("email")
    told = "even if a team is left without a lead or a key"
    disable.add_argument("--all-the-same", action="store_true", help=told)
    add_verb(acts, "list", "everybody who signs in", _list)
    end = add_verb(acts, "end-key", "end the key of a program", _end_key)
    end.add_argument("shown", help="its first 15 letters, or all of it")
    renew = add_verb(acts, "renew-key", "begin a new key of every team, or of one", _renew)
    renew.add_argument("--team", help="by its name")
    audit = add_verb(verbs, "verify-audit", "check the audit and keep today's checkpoint", _verify)
    audit.add_argument("--no-checkpoint", action="store_true", help="only check")


def add_verb(parsers: Any, name: str, help_text: str, verb: Verb) -> argparse.ArgumentParser:
    def run(settings: Settings, options: argparse.Namespace) -> None:
        asyncio.run(_with_office(verb, settings, options))

    parser: argparse.ArgumentParser = parsers.add_parser(name, help=help_text)
    parser.set_defaults(run=run)
    return parser


async def _with_office(verb: Verb, settings: Settings, options: argparse.Namespace) -> None:
    await migrate_database(settings.database_url)
    async with open_database(settings.database_url):
        try:
            await verb(Office.of(settings), settings, options)
        except NotTaken as refusal:
            raise VerbRefused(refusal.sentence) from None
        except WrongAuditKey as refusal:
            raise VerbRefused(str(refusal)) from None


async def _add(office: Office, _: Settings, options: argparse.Namespace) -> None:
    offer = await _place(office, Role(options.role), options.organization, options.team)
    link, left = await invite(office, _HOUSE, options.email, offer, options.language)
    _say_link(link, left, "72 hours")


async def _place(office: Office, role: Role, organization: str | None, team: str | None) -> Offer:
    if role in EVERYWHERE:
        return Offer(role)
    if not organization or (role in IN_A_TEAM and not team):
        raise VerbRefused(f"A {role} works somewhere: name it with --organization and --team.")
    agency = await Agency.filter(name=organization).first()
    if agency is None and not team:
        raise VerbRefused("A new organization needs the name of its first team: --team.")
    if agency is None:
        found = await add_agency(office, _HOUSE, organization, team or "")
    else:
        teams = Team.filter(agency_id=agency.id, **({"name": team} if team else {}))
        first = await teams.select_related("agency").first()
        if first is None:
            raise VerbRefused(f"{organization} has no team of that name.")
        found = first
    return Offer(role, found.agency, found if role in IN_A_TEAM else None)


async def _reset(office: Office, _: Settings, options: argparse.Namespace) -> None:
    member = await _member(options.email)
    link, left = await send_reset(office, _HOUSE, member, everything=options.everything)
    _say_link(link, left, "24 hours")


async def _disable(office: Office, _: Settings, options: argparse.Namespace) -> None:
    member = await _member(options.email)
    try:
        await disable_member(office, _HOUSE, member, knows_loss=options.all_the_same)
    except LeavesBehind as refusal:
        raise VerbRefused(_say_left_behind(refusal)) from None


def _say_left_behind(refusal: LeavesBehind) -> str:
    said = (
        ("These teams would have no lead", refusal.unled),
        ("What is sealed to these teams would be lost for ever", refusal.locked),
        ("Nobody would keep the listings of these organizations", refusal.unkept),
        ("The keys of these programs would end", refusal.programs),
    )
    lines = [f"{sentence}: {', '.join(names)}." for sentence, names in said if names]
    return " ".join([*lines, "If it has to be: --all-the-same."])


async def _member(email: str) -> Member:
    member = await Member.get_or_none(email=email.strip().casefold(), status="active")
    if member is None:
        raise VerbRefused("There is no active account with this address.")
    return member


async def _list(_office: Office, _settings: Settings, _: argparse.Namespace) -> None:
    for member in await Member.all().order_by("email"):
        held = Membership.filter(member_id=member.id, ended_at=None)
        roles = [
            f"{each.role}{f' in {each.team.name}' if each.team else ''}"
            for each in await held.order_by("began_at").select_related("team")
        ]
        _say(f"{member.email}\t{member.status}\t{', '.join(roles)}")


async def _end_key(office: Office, _: Settings, options: argparse.Namespace) -> None:
    living = ApiKey.filter(shown=options.shown[:SHOWN], revoked_at=None)
    found = await living.select_related("made_by__agency")
    for key in found:
        await revoke_key(office, _HOUSE, key)
        _say(f"{key.shown}…\t{key.made_by.agency.name if key.made_by.agency else ''}\t{key.name}")
    if not found:
        raise VerbRefused("No key that has not ended begins so.")


async def _renew(office: Office, _: Settings, options: argparse.Namespace) -> None:
    named = {"name": options.team} if options.team else {}
    teams = Team.filter(generations__number=1, **named).order_by("name")
    found = await teams.select_related("agency")
    for team in found:
        await renew_key(office, _HOUSE, team)
        _say(f"{team.name}: a new key")
    if options.team and not found:
        raise VerbRefused("No team of this name has a key.")


async def _verify(office: Office, settings: Settings, options: argparse.Namespace) -> None:
    folder = settings.data_dir / "audit"
    checked = await check_audit(office, folder)
    if checked.broken is not None:
        how, seq = checked.broken.how, checked.broken.seq
        raise VerbRefused(f"The audit is broken at line {seq}: {how}.")
    _say(f"{checked.lines} lines, {checked.held} checkpoints: the audit is whole.")
    checkpoint = None if options.no_checkpoint else await make_checkpoint(office, folder)
    if checkpoint is not None:
        _say(f"Keep this elsewhere: {write_checkpoint(checkpoint)}")


def _say_link(link: str, left: bool, time: str) -> None:
    _say(link)
    sent = "It was mailed too." if left else "It could NOT be mailed."
    _say(f"This link works once, within {time}. {sent}")


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
