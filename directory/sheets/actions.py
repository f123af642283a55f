"""Keeping a table that was looked at, and taking it over: all of it, or nothing."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from directory.accounts.badge import Badge
from directory.accounts.ledger import Actor, note, turn
from directory.accounts.office import Office
from directory.accounts.roles import Role
from directory.catalog.actions import batches
from directory.catalog.facts import Section
from directory.errors import NotFound
from directory.listings.actions.confirming import confirm_all_sections
from directory.listings.actions.editing import is_trusted
from directory.listings.actions.old_address import warn_old_addresses
from directory.listings.actions.reviewing import ask_reviews
from directory.listings.actions.writing import write_all_facts
from directory.listings.careful import Careless
from directory.listings.keeping import open_kept
from directory.listings.queries import Held, get_all_held
from directory.listings.said import Said
from directory.sheets.line_reading import Planned
from directory.sheets.models import TableDraft
from directory.sheets.plans import Plan, read_plan, write_plan
from directory.sheets.refusals import Overtaken, TakenAlready

Progress = Callable[[int, int], object]
# So many listings are written between two steps of the bar.
_A_STEP = 250


async def keep_draft(badge: Badge, plan: Plan, at: datetime) -> TableDraft:
    """In the place of an earlier one of the same person that nobody took over."""
    own = badge.membership.id
    await TableDraft.filter(made_by_id=own, taken_at=None).delete()
    return await TableDraft.create(
        id=uuid4(),
        made_by_id=own,
        made_at=at,
        lines=plan.lines,
        planned=write_plan(plan.planned),
        unknown=list(plan.unknown),
    )


async def get_draft(badge: Badge, draft_id: UUID) -> TableDraft:
    """NotFound for those of others: what somebody is about to change is theirs alone."""
    draft = await TableDraft.get_or_none(id=draft_id, made_by_id=badge.membership.id)
    if draft is None:
        raise NotFound
    return draft


async def take_over(office: Office, badge: Badge, draft_id: UUID, progress: Progress) -> None:
    """Raises TakenAlready, and Overtaken where a listing changed since it was looked at.

    progress(done, total): of listings; called once before anything is written. What hands that we
    do not know have changed waits for an editor, listing by listing.
    """
    actor, now, waits = Actor.wearing(badge), office.clock(), not is_trusted(badge)
    hand = _Hand(badge, str(actor), now, waits)
    async with turn():
        draft = await get_draft(badge, draft_id)
        if draft.taken_at is not None:
            raise TakenAlready
        planned = list(read_plan(draft.planned))
        before = await _unchanged(badge, planned)
        progress(0, len(planned))
        after: dict[UUID, Held] = {}
        for start in range(0, len(planned), _A_STEP):
            some = planned[start : start + _A_STEP]
            after |= await hand.write(draft_id, some, before)
            progress(start + len(some), len(planned))
        draft.taken_at, draft.waits = now, waits
        await draft.save(update_fields=["taken_at", "waits"])
        await note(office, actor, "table_taken_over", draft_id)
    await warn_old_addresses(office, [(before[each], after[each]) for each in after])


async def _unchanged(badge: Badge, planned: Sequence[Planned]) -> dict[UUID, Held]:
    """The listings as they are. Raises Overtaken: also where one is not theirs any more."""
    helds: dict[UUID, Held] = {}
    names: list[str] = []
    for some in batches(planned):
        kept = open_kept(badge).filter(id__in=[each.service_id for each in some])
        helds |= await get_all_held([row[0] for row in await kept.values_list("id")])
        for each in some:
            held = helds.get(each.service_id)
            if held is None or each.is_overtaken(held.facts):
                names.append(held.service.name if held else str(each.service_id))
    if names:
        raise Overtaken(names)
    return helds


@dataclass(frozen=True, slots=True)
class _Hand:
    """Whoever takes a table over. waits: what they change is for an editor to look at."""

    badge: Badge
    by: str
    at: datetime
    waits: bool

    async def write(
        self, draft_id: UUID, planned: Sequence[Planned], before: Mapping[UUID, Held]
    ) -> dict[UUID, Held]:
        """Those that are another now, as they are."""
        changes = {each.service_id: each.wished for each in planned if each.wished}
        written: dict[UUID, Held] = {}
        try:
            if self.waits:
                asked = [(before[each], Said(wished=wished)) for each, wished in changes.items()]
                await ask_reviews(asked, by=self.by, at=self.at, batch_id=draft_id)
            elif changes:
                written = await write_all_facts(
                    changes, by=self.by, cause="table", at=self.at, before=before
                )
        except Careless as error:  # such as of a place that was made private since then
            raise Overtaken([before[each].service.name for each in changes]) from error
        kind = "editor" if self.badge.role is Role.EDITOR else "provider"
        said = [
            (written.get(each.service_id, before[each.service_id]), self._sections(each))
            for each in planned
        ]
        await confirm_all_sections(said, kind=kind, by=self.by, at=self.at)
        return written

    def _sections(self, planned: Planned) -> frozenset[Section]:
        """Of which the line says that they are right now."""
        confirmed = frozenset(Section) if planned.all_right else frozenset()
        changed = Said(wished=planned.wished).sections
        return confirmed - changed if self.waits else confirmed | changed
