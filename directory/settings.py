"""All that may differ between two installations. This file alone reads the environment."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from babel import Locale, UnknownLocaleError

_DEV_KEY = "dev-secret-key"
_MOST_MONTHS = 72
ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "data"


@dataclass(frozen=True, slots=True)
class Setting:
    """One row of the README's table, which a test compares with this file."""

    name: str
    default: str
    meaning: str


SETTINGS = (
    Setting("DATABASE_URL", "SQLite under `DATA_DIR`", "`sqlite:///path` or `postgres://…`"),
    Setting(
        "DATA_DIR", "`var/`", "where the database, the gazetteer and the files of the search live"
    ),
    Setting("SECRET_KEY", "none", "32 characters or more; required outside `--dev`"),
    Setting(
        "SITE_URL", "none", "the site's own address, for links in mails; required outside `--dev`"
    ),
    Setting("SITE_NAME", "`Handrail`", "the neutral name on every page"),
    Setting("EXIT_URL", "by language, from `data/leave.csv`", "where the quick exit goes; https"),
    Setting("LANGUAGES", "all in `locales/`", "BCP-47 tags, with spaces between them"),
    Setting("DEFAULT_COUNTRY", "none", "ISO 3166-1 code that the pages begin with"),
    Setting("ONION_LOCATION", "none", "address of the same site as an onion service"),
    Setting("REFERRAL_NOTE", "`off`", "`on`: referrals may hold a note of 200 characters"),
    Setting(
        "CONSENT_MONTHS", "`24`", "months that a consent is kept after its end, as a proof: 0-72"
    ),
    Setting("SMTP_URL", "mails go to `DATA_DIR/mail/`", "`smtps://user:password@host:465`"),
)


class BadSetting(ValueError):
    """A value that must stop the start. Its text is one line for the operator."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What one installation runs with."""

    database_url: str
    data_dir: Path
    # Kept out of repr, so that no traceback or debug log can print it.
    secret_key: str = field(repr=False)
    site_url: str
    site_name: str
    exit_url: str | None
    languages: tuple[str, ...]
    default_country: str | None
    onion_location: str | None
    referral_note: bool
    consent_months: int
    # It may hold a password.
    smtp_url: str | None = field(repr=False)

    @property
    def gazetteer_path(self) -> Path:
        return self.data_dir / "gazetteer.sqlite"

    @property
    def search_folder(self) -> Path:
        return self.data_dir / "search"


def read_settings(environ: Mapping[str, str], *, dev: bool = False) -> Settings:
    """Read every HANDRAIL_ variable, or raise BadSetting with the line that mends it."""
    given = {
        key.removeprefix("HANDRAIL_"): value.strip()
        for key, value in environ.items()
        if key.startswith("HANDRAIL_") and value.strip()
    }
    unknown = sorted(given.keys() - {setting.name for setting in SETTINGS})
    if unknown:
        raise BadSetting(f"HANDRAIL_{unknown[0]} is not a setting. See the table in README.md.")
    data_dir = Path(given.get("DATA_DIR", "var")).absolute()
    return Settings(
        database_url=_database_url(given.get("DATABASE_URL"), data_dir),
        data_dir=data_dir,
        secret_key=_secret_key(given.get("SECRET_KEY"), data_dir, dev=dev),
        site_url=_site_url(given.get("SITE_URL"), dev=dev),
        site_name=given.get("SITE_NAME", "Handrail"),
        exit_url=_https("EXIT_URL", given.get("EXIT_URL"), local_too=dev),
        languages=_languages(given.get("LANGUAGES")),
        default_country=_country(given.get("DEFAULT_COUNTRY")),
        onion_location=given.get("ONION_LOCATION"),
        referral_note=_switch("REFERRAL_NOTE", given.get("REFERRAL_NOTE", "off")),
        consent_months=_months("CONSENT_MONTHS", given.get("CONSENT_MONTHS", "24")),
        smtp_url=_smtp(given.get("SMTP_URL")),
    )


def has_own_key(environ: Mapping[str, str]) -> bool:
    """Whether it is an installation's environment, and not that of `--dev`."""
    return bool(environ.get("HANDRAIL_SECRET_KEY", "").strip())


def keep_secret_key(settings: Settings, environ: Mapping[str, str]) -> None:
    """For `--dev`: keep the key that was made up, so that the next start can read what this seals.

    Only its owner can read the file. An installation gives a key of its own, and has no such file.
    """
    path = settings.data_dir / _DEV_KEY
    if has_own_key(environ) or path.exists():
        return
    path.touch(mode=0o600, exist_ok=False)
    path.write_text(settings.secret_key, "ascii")


def _database_url(value: str | None, data_dir: Path) -> str:
    if value is None:
        return f"sqlite://{data_dir / 'handrail.sqlite3'}"
    if not value.startswith(("sqlite://", "postgres://", "postgresql://")):
        # The value may carry a password: name its fault without repeating it.
        raise BadSetting("HANDRAIL_DATABASE_URL must begin with sqlite:// or postgres://.")
    return value.replace("postgresql://", "postgres://", 1)


def _secret_key(value: str | None, data_dir: Path, *, dev: bool) -> str:
    if value is None and dev:
        kept = data_dir / _DEV_KEY
        return kept.read_text("ascii") if kept.exists() else secrets.token_urlsafe(48)
    if value is None:
        raise BadSetting("HANDRAIL_SECRET_KEY is missing. Set 32 random characters or use --dev.")
    if len(value) < 32:
        raise BadSetting(f"HANDRAIL_SECRET_KEY has {len(value)} characters; it needs at least 32.")
    return value


def _https(name: str, value: str | None, *, local_too: bool) -> str | None:
    if value is None:
        return None
    parts = urlsplit(value)
    is_local = local_too and parts.hostname in {"127.0.0.1", "localhost"}
    if not parts.hostname or (parts.scheme != "https" and not is_local):
        raise BadSetting(f"HANDRAIL_{name} is {value!r}; it must be an address with https://.")
    return value


def _site_url(value: str | None, *, dev: bool) -> str:
    """The site's address, no path. It cannot be taken from requests: who sends one writes its Host
    header, and could have a link mailed that leads elsewhere. Without https it could be read."""
    if value is None and dev:
        return "http://127.0.0.1:8000"
    if value is None:
        raise BadSetting("HANDRAIL_SITE_URL is missing. Set https://example.org or use --dev.")
    parts = urlsplit(value)
    is_local = parts.hostname in {"127.0.0.1", "localhost"}
    if parts.path.strip("/") or parts.query or not parts.hostname:
        raise BadSetting(f"HANDRAIL_SITE_URL is {value!r}; it must be like https://example.org.")
    if parts.scheme == "https" or (parts.scheme == "http" and is_local):
        return f"{parts.scheme}://{parts.netloc}"
    raise BadSetting(f"HANDRAIL_SITE_URL is {value!r}; it must be an address with https://.")


def _smtp(value: str | None) -> str | None:
    if value is None:
        return None
    parts = urlsplit(value)
    if parts.scheme not in {"smtp", "smtps"} or not parts.hostname:
        # The value may carry a password: name its fault without repeating it.
        raise BadSetting("HANDRAIL_SMTP_URL must be like smtps://user:password@host:465.")
    return value


def _switch(name: str, value: str) -> bool:
    if value not in {"on", "off"}:
        raise BadSetting(f"HANDRAIL_{name} must be on or off.")
    return value == "on"


def _months(name: str, value: str) -> int:
    if not value.isdecimal() or int(value) > _MOST_MONTHS:
        raise BadSetting(f"HANDRAIL_{name} is {value!r}; it must be from 0 to {_MOST_MONTHS}.")
    return int(value)


def installed_languages(locales: Path = ROOT / "locales") -> tuple[str, ...]:
    """English, the source, and every language that has a catalogue."""
    found = sorted(path.parent.parent.name for path in locales.glob("*/LC_MESSAGES/handrail.po"))
    return ("en", *(language for language in found if language != "en"))


def _languages(value: str | None) -> tuple[str, ...]:
    installed = installed_languages()
    if value is None:
        return installed
    wanted = tuple(dict.fromkeys(value.replace(",", " ").split()))
    for language in wanted:
        try:
            Locale.parse(language, sep="-")
        except (UnknownLocaleError, ValueError):
            raise BadSetting(f"HANDRAIL_LANGUAGES names {language!r}, no language tag.") from None
        if language not in installed:
            known = " ".join(installed)
            raise BadSetting(f"HANDRAIL_LANGUAGES names {language!r}; there are only: {known}.")
    return wanted


def _country(value: str | None) -> str | None:
    if value is None:
        return None
    code = value.upper()
    if len(code) != 2 or code not in Locale("en").territories:
        raise BadSetting(f"HANDRAIL_DEFAULT_COUNTRY is {value!r}; write a code such as ES.")
    return code
