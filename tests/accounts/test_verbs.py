"""The verbs that look after accounts, as an operator runs them."""

from pathlib import Path

from tests.command import handrail_here as handrail


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
