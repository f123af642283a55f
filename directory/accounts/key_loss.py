"""What a new password will cost somebody, said before it is chosen."""

from uuid import UUID

from directory.accounts.actions.teams import teams_seated
from directory.accounts.key_store import load_team_keys
from directory.languages.localizer import Localizer


async def say_loss(member_id: UUID, localizer: Localizer) -> str:
    """One whole sentence in the reader's language: nothing, closed for a while, or lost for ever.

    The keys of a member are closed with the old password; no link opens them.
    """
    teams = [await load_team_keys(team_id) for team_id in await teams_seated(member_id)]
    after = [each for team in teams for each in team.unseat(str(member_id)).generations]
    if not teams:
        return localizer.gettext("A new password closes nothing: this account holds no team's key.")
    if any(each.is_lost() for each in after):
        return localizer.gettext(
            "With a new password, everything that is sealed to the team is lost for ever: nobody"
            " else has its key, and there is no recovery key."
        )
    if any(not each.seats for each in after):
        return localizer.gettext(
            "With a new password, what is sealed to the team stays closed until somebody uses the"
            " recovery key on paper. Nothing is lost."
        )
    return localizer.gettext(
        "With a new password, what is sealed to the team stays closed until a colleague gives the"
        " key of the team again. Nothing is lost."
    )
