"""A table that comes back: looked at, shown, and taken over."""

import asyncio
from base64 import urlsafe_b64decode
from collections.abc import AsyncIterator
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from directory.accounts.badge import Badge
from directory.accounts.door import StaffRoute, office_of, query_of, redirect, show
from directory.accounts.office import Office
from directory.accounts.permissions import Right
from directory.accounts.queries import uuid_of
from directory.languages.catalogues import N_
from directory.listings.actions.editing import is_trusted
from directory.listings.keeping import open_kept
from directory.listings.routes.at_hand import sayer_of, write_of
from directory.pagination import Page
from directory.sheets.actions import get_draft, keep_draft, take_over
from directory.sheets.grid import Grid, read_file, read_text
from directory.sheets.guide import guide
from directory.sheets.models import TableDraft
from directory.sheets.plans import Plan, plan_table, read_plan
from directory.sheets.refusals import NoTable, Overtaken, TakenAlready
from directory.sheets.routes.at_hand import terms_of
from directory.sheets.views import show_planned, show_problem
from directory.web.forms import read_form
from directory.web.pages import render

PER_PAGE = 50
PROBLEMS_SHOWN = 200
SAID = {
    "too_many": N_("A workbook holds 5,000 listings. Take one country at a time, or the CSV file."),
}
Step = tuple[int, int]  # listings taken over, and all of them
# Where the steps of the bar belong in the page that shows them.
_STEPS = "<!-- steps -->"


async def table(request: Request, badge: Badge) -> Response:
    if request.method == "GET":
        return await _show(request, badge)

    form = await read_form(request)
    cells, file = form.get("cells", ""), form.get("file", "")
    try:
        grid = await asyncio.to_thread(_read, cells, file)
    except NoTable as refusal:
        return await _show(request, badge, cells, refused=refusal)
    now = office_of(request).clock()
    plan = await plan_table(grid, badge, await terms_of(request), now)
    if plan.problems or not plan.planned:
        return await _show(request, badge, cells, plan=plan)

    draft = await keep_draft(badge, plan, now)
    return redirect(request, f"/staff/table/{draft.id}")


def _read(cells: str, file: str) -> Grid:
    """A file comes as text in a field, for uploads are refused everywhere."""
    if not file:
        return read_text(cells)
    try:
        return read_file(urlsafe_b64decode(file))
    except ValueError as error:
        raise NoTable(NoTable.NO_FILE) from error


async def _show(
    request: Request,
    badge: Badge,
    cells: str = "",
    *,
    plan: Plan | None = None,
    refused: NoTable | None = None,
) -> Response:
    write = write_of(request)
    country = query_of(request, "country")
    codes = await open_kept(badge).distinct().values_list("country", flat=True)
    problems = plan.problems if plan else []
    return show(
        request,
        badge,
        "sheets/table.html",
        422 if plan or refused else 200,
        cells=cells,
        country=country,
        countries=sorted(filter(None, map(str, codes)), key=write.territory),
        guide=list(guide(await terms_of(request)))[1:],
        plan=plan,
        problems=[show_problem(each, write) for each in problems[:PROBLEMS_SHOWN]],
        refused=write.gettext(refused.sentence) % refused.values if refused else "",
        said_to_reader=SAID.get(query_of(request, "said")),
    )


async def draft(request: Request, badge: Badge) -> Response:
    found = await get_draft(badge, uuid_of(request.path_params["id"]))
    if request.method == "GET":
        return await _show_draft(request, badge, found)

    planned = list(read_plan(found.planned))
    waits = not is_trusted(badge) and any(each.wished for each in planned)
    taking = _Taking.begin(office_of(request), badge, found, waits=waits)
    try:
        step = await taking.next()
    except TakenAlready:
        return redirect(request, f"/staff/table/{found.id}")
    except Overtaken as refusal:
        return await _show_draft(request, badge, found, refusal)

    page = show(request, badge, "sheets/taking.html", draft=found, waits=waits).body
    begin, _, end = bytes(page).decode().partition(_STEPS)
    following = _follow(request, (begin, end), taking, step)
    return StreamingResponse(following, media_type="text/html")


_running: set[asyncio.Task[None]] = set()


@dataclass(frozen=True, slots=True)
class _Taking:
    """A table on its way. waits: an editor looks at it before anything of it is shown."""

    task: asyncio.Task[None]
    steps: asyncio.Queue[Step]
    waits: bool

    @classmethod
    def begin(cls, office: Office, badge: Badge, draft: TableDraft, *, waits: bool) -> "_Taking":
        """It goes on when the page is closed: a table is taken over as a whole."""
        steps: asyncio.Queue[Step] = asyncio.Queue()
        task = asyncio.create_task(
            take_over(office, badge, draft.id, lambda *step: steps.put_nowait(step))
        )
        _running.add(task)
        task.add_done_callback(_running.discard)
        return cls(task, steps, waits)

    async def next(self) -> Step | None:
        """The next step; None when it has ended. Raises what stopped it."""
        waiting = asyncio.create_task(self.steps.get())
        try:
            await asyncio.wait([waiting, self.task], return_when=asyncio.FIRST_COMPLETED)
            if waiting.done():
                return waiting.result()
        finally:
            waiting.cancel()  # also where whoever read the page has closed it
        self.task.result()
        return None


async def _follow(
    request: Request, page: tuple[str, str], taking: _Taking, step: Step | None
) -> AsyncIterator[str]:
    """The page, with a bar in its middle that grows while it is read, and then what came of it."""
    begin, end = page
    yield begin
    found, stopped = step, None
    while found:
        yield _part(request, "sheets/step.html", step=found)
        try:
            found = await taking.next()
        except Exception as error:  # noqa: BLE001  the reader is told, and then it is raised
            found, stopped = None, error
    is_overtaken = isinstance(stopped, Overtaken)
    yield _part(
        request,
        "sheets/ended.html",
        stopped=stopped,
        is_overtaken=is_overtaken,
        waits=taking.waits,
    )
    yield end
    if stopped and not is_overtaken:
        raise stopped


def _part(request: Request, template: str, **context: object) -> str:
    return bytes(render(request, template, 200, **context).body).decode()


async def _show_draft(
    request: Request, badge: Badge, found: TableDraft, overtaken: Overtaken | None = None
) -> Response:
    planned = list(read_plan(found.planned))
    text = query_of(request, "page") or "1"
    page = Page(int(text) if text.isdecimal() else 0, PER_PAGE, len(planned))
    return show(
        request,
        badge,
        "sheets/draft.html",
        422 if overtaken else 200,
        draft=found,
        changes=sum(len(each.wished) for each in planned),
        confirmed=sum(each.all_right for each in planned),
        page=page,
        shown=await show_planned(planned[page.start : page.stop], sayer_of(request)),
        waits=not is_trusted(badge),
        overtaken=overtaken,
    )


localized_routes = [
    StaffRoute("/staff/table", table, Right.KEEP_LISTINGS, ["GET", "POST"], takes_table=True),
    StaffRoute("/staff/table/{id}", draft, Right.KEEP_LISTINGS, ["GET", "POST"]),
]
