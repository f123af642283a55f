"""What an operator may set, and the one line that says what is wrong."""

from pathlib import Path

import pytest

from directory.settings import BadSetting, keep_secret_key, read_settings

KEY = "k" * 32
INSTALLED = {"HANDRAIL_SECRET_KEY": KEY, "HANDRAIL_SITE_URL": "https://example.org"}


def test_a_production_start_needs_a_secret_key() -> None:
    with pytest.raises(BadSetting, match="HANDRAIL_SECRET_KEY is missing"):
        read_settings({})


@pytest.mark.parametrize("value", [None, "", "  "])
def test_a_production_start_needs_the_address_for_its_mails(value: str | None) -> None:
    environ = {"HANDRAIL_SECRET_KEY": KEY}
    if value is not None:
        environ["HANDRAIL_SITE_URL"] = value
    with pytest.raises(BadSetting, match="HANDRAIL_SITE_URL is missing") as refused:
        read_settings(environ)
    assert "\n" not in str(refused.value)
    assert read_settings(environ, dev=True).site_url == "http://127.0.0.1:8000"


def test_a_key_that_was_made_up_is_kept_for_the_next_start(tmp_path: Path) -> None:
    environ = {"HANDRAIL_DATA_DIR": str(tmp_path)}
    first = read_settings(environ, dev=True)
    assert first.secret_key != read_settings(environ, dev=True).secret_key
    keep_secret_key(first, environ)
    assert read_settings(environ, dev=True).secret_key == first.secret_key

    [kept] = tmp_path.iterdir()
    assert kept.stat().st_mode & 0o077 == 0


def test_a_key_that_was_given_is_written_nowhere(tmp_path: Path) -> None:
    environ = {**INSTALLED, "HANDRAIL_DATA_DIR": str(tmp_path)}
    keep_secret_key(read_settings(environ), environ)
    assert list(tmp_path.iterdir()) == []


def test_what_is_not_set_has_a_sensible_value(tmp_path: Path) -> None:
    settings = read_settings({**INSTALLED, "HANDRAIL_DATA_DIR": str(tmp_path)})
    assert settings.database_url == f"sqlite://{tmp_path / 'handrail.sqlite3'}"
    assert settings.gazetteer_path == tmp_path / "gazetteer.sqlite"
    assert settings.languages[0] == "en"
    assert set(settings.languages) >= {"en", "es", "fr", "ar"}
    assert (settings.exit_url, settings.default_country) == (None, None)


def test_other_variables_are_nobodys_business() -> None:
    assert read_settings({**INSTALLED, "PATH": "/bin"})


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("SECRET_KEY", "short", "has 5 characters"),
        ("DATABASE_URL", "mysql://user:hunter2@host/db", "must begin with sqlite://"),
        ("EXIT_URL", "http://example.org/", "https://"),
        ("EXIT_URL", "javascript:alert(1)", "https://"),
        ("LANGUAGES", "en xx-invalid-tag-zz", "no language tag"),
        ("LANGUAGES", "en sw", "there are only"),
        ("DEFAULT_COUNTRY", "Spain", "a code such as ES"),
        ("DEFAULT_COUNTRY", "QQ", "a code such as ES"),
        ("SITE_URL", "http://example.org", "https://"),
        ("SITE_URL", "https://example.org/path", "like https://example.org"),
        ("SMTP_URL", "mail://user:hunter2@host", "must be like smtps://"),
        ("CONSENT_MONTHS", "73", "from 0 to 72"),
        ("CONSENT_MONTHS", "-1", "from 0 to 72"),
        ("REFERRAL_NOTE", "perhaps", "must be on or off"),
        ("DATABSE_URL", "sqlite://x", "not a setting"),
    ],
)
def test_a_bad_value_stops_the_start_with_one_clear_line(name: str, value: str, said: str) -> None:
    with pytest.raises(BadSetting, match=said) as refused:
        read_settings({**INSTALLED, f"HANDRAIL_{name}": value})
    sentence = str(refused.value)
    assert f"HANDRAIL_{name}" in sentence
    assert "\n" not in sentence
    assert "hunter2" not in sentence


def test_a_secret_is_never_printed() -> None:
    environ = {**INSTALLED, "HANDRAIL_SMTP_URL": "smtps://user:hunter2@host"}
    printed = repr(read_settings(environ))
    assert KEY not in printed
    assert "hunter2" not in printed


def test_an_exit_on_this_machine_is_for_development_only() -> None:
    local = {**INSTALLED, "HANDRAIL_EXIT_URL": "http://127.0.0.1:9/"}
    assert read_settings(local, dev=True).exit_url == "http://127.0.0.1:9/"
    with pytest.raises(BadSetting):
        read_settings(local)
