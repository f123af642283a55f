"""The versions of a listing, each with what changed in it and who answers for it."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from uuid import UUID

from directory.accounts.models import Member
from directory.languages.catalogues import N_
from directory.listings.models import Version
from directory.listings.views.reviews import Difference, differences
from directory.listings.words import Sayer

CAUSES = {
    "found": N_("as it was found"),
    "edit": N_("changed in the form"),
    "table": N_("changed in a table"),
    "review": N_("a change that was sent and taken over"),
    "restored": N_("made what it was before"),
    "merged": N_("joined with another listing of the same service"),
}


@dataclass(frozen=True, slots=True)
class Step:
    """version, and what is different in it from the one before. who: a name, or None."""

    version: Version
    cause: str
    who: str | None
    differences: Sequence[Difference]


async def show_history(versions: Sequence[Version], sayer: Sayer) -> list[Step]:
    """The newest first. versions: from the first on."""
    names = await names_of({version.made_by for version in versions})
    first = [Step(versions[0], _cause(versions[0], sayer), None, ())] if versions else []
    later = [
        Step(
            after,
            _cause(after, sayer),
            names.get(after.made_by),
            differences(before.facts, after.facts, sayer),
        )
        for before, after in pairwise(versions)
    ]
    return [*first, *later][::-1]


async def names_of(ids: set[str]) -> dict[str, str]:
    """The names of members, by their ids: the history keeps no names, which end with an account."""
    found = []
    for text in ids:
        try:
            found.append(UUID(text))
        except ValueError:
            continue
    members = await Member.filter(id__in=found).values_list("id", "name")
    return {str(member_id): name for member_id, name in members}


def _cause(version: Version, sayer: Sayer) -> str:
    return sayer.write.gettext(CAUSES[version.cause])
