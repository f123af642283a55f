"""A day at work; then the disk, the log and the mails are searched for its secrets."""

from collections.abc import Callable
from pathlib import Path

from tortoise.connection import get_connections

from directory.accounts.checkpoints import check_audit
from directory.accounts.models import Member
from directory.accounts.office import Office
from directory.accounts.totp import TotpSecret
from tests.accounts.browser import Browser
from tests.accounts.cast import Cast
from tests.accounts.clock import code_at
from tests.accounts.inviting import invite_somebody, secret_on
from tests.privacy.logs import captured_log

PASSWORD = "four quiet lanterns wander"
NEXT_PASSWORD = "nine amber kettles whisper"
WRONG_PASSWORD = "zephyrquartz is not it"
TYPED_ADDRESS = "nobody-zephyrquartz@elsewhere.example"


async def live_a_day(
    office: Office, cast: Cast, open_browser: Callable[..., Browser]
) -> dict[str, str]:
    """Join, be refused, confirm, print, change the password, sign out. What only people know."""
    browser = open_browser("192.0.2.55")
    path = await invite_somebody(office, "new@harbour.example", cast.team)
    secret = await secret_on(browser, path)
    code = code_at(secret, browser.clock)
    await browser.post(path, name="Nour", password=PASSWORD, code=code)
    page = await browser.get("/en/staff/once")
    paper = page.text.partition("data-codes>")[2].partition("<bdi>")[2].partition("</bdi>")[0]
    first = browser.cookie or ""
    await browser.post("/en/staff/sign-out")
    await browser.give_password(TYPED_ADDRESS, WRONG_PASSWORD)
    await browser.give_password("new@harbour.example", WRONG_PASSWORD)
    assert (await browser.sign_in("new@harbour.example", PASSWORD, secret)).status_code == 303
    await browser.get("/en/staff/account")
    fields = {"password": PASSWORD, "new_password": NEXT_PASSWORD}
    assert (await browser.post("/en/staff/account/password", **fields)).status_code == 303

    recovery = await lead_a_day(cast, open_browser("192.0.2.56"))
    return {
        "link": path.rpartition("/")[2],
        "first cookie": first,
        "second cookie": browser.cookie or "",
        "form token": browser.token,
        "code on paper": paper,
        "recovery key": recovery,
        **letters_of(secret),
        "password": PASSWORD,
        "next password": NEXT_PASSWORD,
        "wrong password": WRONG_PASSWORD,
    }


async def lead_a_day(cast: Cast, lead: Browser) -> str:
    """Give the newcomer the key of the team, and print the one for the safe: what it says."""
    await lead.sign_in(cast.lead.email, cast.lead.password, cast.lead.secret)
    await lead.confirm(cast.lead.secret)
    member = await Member.get(email="new@harbour.example")
    await lead.get(f"/en/staff/teams/{cast.team.id}")
    given = await lead.post(f"/en/staff/teams/{cast.team.id}/keys/{member.id}")
    assert given.headers["location"].endswith("said=given")
    await lead.post(f"/en/staff/agencies/{cast.team.agency_id}/recovery-key")
    printed = await lead.get("/en/staff/once")
    return printed.text.partition("data-recovery-key><bdi>")[2].partition("</bdi>")[0]


def letters_of(secret: TotpSecret) -> dict[str, str]:
    return {"secret of the phone": secret.typed(), "the same": secret.typed().replace(" ", "")}


def found_in(secrets: dict[str, str], data: bytes) -> list[str]:
    """The names of the secrets that stand in some bytes, as written or without their hyphens."""
    assert all(secrets.values())
    return [
        name
        for name, text in secrets.items()
        if text.encode() in data or text.replace("-", "").encode() in data
    ]


def all_files(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


async def dump_of(folder: Path) -> bytes:
    """All that a backup would hold: each column of each row, bytes as they are; on SQLite the copy
    that the database makes of itself too."""
    [connection] = get_connections().all()
    is_sqlite = connection.capabilities.dialect == "sqlite"
    listed = (
        "SELECT name FROM sqlite_master WHERE type = 'table'"
        if is_sqlite
        else "SELECT tablename AS name FROM pg_tables WHERE schemaname = current_schema()"
    )
    parts: list[bytes] = []
    for table in await connection.execute_query_dict(listed):
        everything = f'SELECT * FROM "{table["name"]}"'  # noqa: S608 - the database named it
        for row in await connection.execute_query_dict(everything):
            parts += [bytes_of(value) for value in row.values()]
    assert len(parts) > 200
    if is_sqlite:
        await connection.execute_query(f"VACUUM INTO '{folder / 'backup.sqlite3'}'")
        parts.append((folder / "backup.sqlite3").read_bytes())
    return b"\n".join(parts)


def bytes_of(value: object) -> bytes:
    return value if isinstance(value, bytes) else str(value).encode()


def arguments_of_all() -> bytes:
    """What every process of this machine was started with: anybody on it can read that."""
    parts = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            parts.append(path.read_bytes())
        except OSError:
            continue  # it has ended meanwhile
    return b"\n".join(parts)


async def test_no_secret_of_a_day_stays_on_the_disk_in_the_log_or_in_the_mails(
    office: Office,
    cast: Cast,
    open_browser: Callable[..., Browser],
    database: str,
    tmp_path: Path,
) -> None:
    with captured_log() as log:
        secrets = await live_a_day(office, cast, open_browser)
    written = log.getvalue()

    assert "a sign-in was refused" in written
    assert found_in(secrets, written.encode()) == []
    for person in ("192.0.2.", "zephyrquartz", "new@harbour.example", "Nour"):
        assert person not in written
    files = all_files(tmp_path)
    if database.startswith("sqlite"):
        assert any(path.name.endswith(".sqlite3-wal") for path in files)
    mails = b"".join(data for path, data in files.items() if path.suffix == ".eml")
    # The link is what the mail is for. It works once, and its hash alone is stored.
    in_mails = {name: text for name, text in secrets.items() if name != "link"}
    assert mails.count(b"Subject:") == 2
    assert found_in(in_mails, mails) == []
    rest = {path: data for path, data in files.items() if path.suffix != ".eml"}
    assert [name for data in rest.values() for name in found_in(secrets, data)] == []
    dump, arguments = await dump_of(tmp_path), arguments_of_all()
    # What is no secret is found, so the search does see what is there.
    assert b"new@harbour.example" in dump
    assert b"pytest" in arguments
    assert found_in(secrets, dump) == found_in(secrets, arguments) == []
    assert (await check_audit(office, tmp_path / "none")).broken is None
