"""The verbs that look after accounts, as an operator runs them."""

from pathlib import Path

from tests.test_command_line import handrail


def test_fictional_accounts_are_made_once_and_said_again(database_url: str, tmp_path: Path) -> None:
    ours = {"HANDRAIL_DATABASE_URL": database_url, "HANDRAIL_DATA_DIR": str(tmp_path)}
    first, second = (handrail("demo", **ours) for _ in range(2))
    assert first.returncode == second.returncode == 0, first.stderr
    said = [run.stdout.splitlines()[1:7] for run in (first, second)]
    passwords = [[line.split()[2] for line in lines] for lines in said]

    assert passwords[0] == passwords[1]
    assert len(set(passwords[0])) == 6
    assert handrail("user", "list", **ours).stdout.count("@demo.example\tactive\t") == 6
    assert "the audit is whole" in handrail("verify-audit", **ours).stdout
    assert handrail("verify-audit", **ours).stdout.count("1 checkpoints") == 1


def test_the_first_operator_comes_by_a_link_on_the_terminal(
    database_url: str, tmp_path: Path
) -> None:
    ours = {"HANDRAIL_DATABASE_URL": database_url, "HANDRAIL_DATA_DIR": str(tmp_path)}
    added = handrail("user", "add", "ana@harbour.example", "--role", "operator", **ours)
    assert added.returncode == 0, added.stderr
    assert "/en/staff/link/" in added.stdout
    placeless = handrail("user", "add", "b@harbour.example", "--role", "caseworker", **ours)
    assert placeless.returncode == 1
    assert placeless.stderr.count("\n") == 1
    unknown = handrail("user", "disable", "nobody@harbour.example", **ours)
    assert unknown.stderr == "handrail: There is no active account with this address.\n"
    rehearsed = handrail("purge", "--dry-run", **ours).stdout.splitlines()
    assert rehearsed[0].split() == ["what", "kept", "to", "be", "deleted", "to", "be", "warned"]
    assert {line.rpartition("  ")[2].strip() for line in rehearsed[1:]} == {"0"}


def test_another_secret_key_is_noticed(database_url: str, tmp_path: Path) -> None:
    ours = {"HANDRAIL_DATABASE_URL": database_url, "HANDRAIL_DATA_DIR": str(tmp_path)}
    add = ("user", "add", "ana@harbour.example", "--role", "operator")
    installed = {**ours, "HANDRAIL_SITE_URL": "https://example.org"}
    assert handrail(*add, **installed, HANDRAIL_SECRET_KEY="a" * 32).returncode == 0
    other = handrail(*add, **installed, HANDRAIL_SECRET_KEY="b" * 32)

    assert other.returncode == 1
    assert other.stderr.startswith("handrail: HANDRAIL_SECRET_KEY is not the one")
    checked = handrail("verify-audit", **installed, HANDRAIL_SECRET_KEY="b" * 32)
    assert "wrong_key" in checked.stderr
