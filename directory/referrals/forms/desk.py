"""What a service says about itself as a recipient, as its form says it."""

from collections.abc import Sequence
from uuid import UUID

from directory.accounts.models import Team
from directory.referrals.actions.desks import DeskForm
from directory.referrals.coded import Eligibility
from directory.referrals.desk import Desk
from directory.referrals.forms.typed import Typed
from directory.referrals.minimal import ALWAYS, Field

# A listing that asks for codes of who can come is asked about them one by one.
_BY_THEMSELVES = ALWAYS | {Field.ELIGIBILITY_CODES}


def fields_to_ask_for(*, may_note: bool) -> list[Field]:
    """Beside those that every referral says."""
    hidden = _BY_THEMSELVES if may_note else _BY_THEMSELVES | {Field.NOTE}
    return [each for each in Field if each not in hidden]


def receivers(teams: Sequence[Team], emails: Sequence[str]) -> list[tuple[str, str]]:
    """Who can open what is sent: a value of the form, and the name of a team or an address."""
    own = [(f"team {team.id}", team.name) for team in teams]
    return own + [(f"email {email}", email) for email in emails]


def typed_of_desk(desk: Desk) -> Typed:
    """The form as it would have to be filled in to say this."""
    receiver = f"email {desk.email}" if desk.email else ""
    if desk.team:
        receiver = f"team {desk.team.id}"
    flags = {"same_day": desk.answers_same_day, "paused": desk.is_paused}
    return Typed.of(
        [
            ("receiver", receiver),
            *(("asks_for", each.value) for each in desk.asks_for),
            *(("eligibility", each) for each in desk.eligibility),
            *((name, "yes") for name, is_set in flags.items() if is_set),
        ]
    )


def read_desk(typed: Typed, *, may_note: bool) -> DeskForm:
    """What is not on the form is left out. A team that is no id is nobody's."""
    kind, _, value = typed.one("receiver").partition(" ")
    asked = set(typed.many("asks_for"))
    return DeskForm(
        team_id=_uuid(value) if kind == "team" else None,
        email=value if kind == "email" else None,
        asks_for={each for each in fields_to_ask_for(may_note=may_note) if each.value in asked},
        eligibility={each for each in Eligibility if each in typed.many("eligibility")},
        answers_same_day=typed.has("same_day"),
        is_paused=typed.has("paused"),
    )


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        return UUID(int=0)
