"""What one jurisdiction asks of a consent: who gives it at which age, in which form, how long.

A profile is a file of data/policies and says no more than its sources do; what it leaves out is
as in the file that it is `like`. None is advice: `reviewed_by_counsel` is shown on every page.
"""

import re
import tomllib
from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from directory.errors import BrokenData, Problem
from directory.referrals.coded import AgeBand
from directory.settings import DATA

STRICT = "strict-1"
_NAME = re.compile(r"(?P<name>[a-z]+(?:-[a-z]+)*)-(?P<version>[1-9]\d*)")
# Whoever states one of these says on whose word.
_NEEDS_SOURCE = ("ages", "counselling_without_parent", "own_consent_from", "maximum_days")


class Method(StrEnum):
    """How somebody said yes. Paper and signatures stay with the agency."""

    PAPER = "signed_paper_held"
    SCREEN = "signed_screen"
    THUMBPRINT = "thumbprint"
    TYPED = "typed_confirm"
    ORAL = "oral_witnessed"


class Part(StrEnum):
    """What the person does: hears what will happen, agrees, or consents."""

    EXPLANATION = "explanation"
    ASSENT = "assent"
    CONSENT = "consent"


class Form(StrEnum):
    """In which form the person does it; every other giver does it in writing."""

    ORAL = "oral"
    WRITTEN = "written"


class Caregiver(StrEnum):
    """Whether a parent or guardian consents, too."""

    CONSENT = "consent"
    WITH_PERMISSION = "with_permission"  # of the young person
    NONE = "none"


class Instead(StrEnum):
    """What may stand where no caregiver can: the last one stands in for an adult person."""

    TRUSTED_ADULT = "trusted_adult"
    TWO_STAFF = "two_staff"
    MATURITY = "maturity"
    REPRESENTATIVE = "representative"


class AgeRule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One row of the age table. second_check: another member of staff looks at it, too."""

    person: Part
    caregiver: Caregiver
    instead: frozenset[Instead]
    form: Form = Form.WRITTEN
    second_check: bool = False


class Source(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Whose word a profile goes by. about: the keys. Without seen_on nobody read it for this."""

    about: tuple[str, ...]
    name: str
    says: str
    url: str | None = None
    seen_on: date | None = None


class Profile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """own_consent_from: the age at which the person alone is enough; None where no source says so.

    counselling_without_parent: from 12 the person alone is enough, too, for a service that a child
    may use without a parent.
    """

    name: str
    version: int
    countries: frozenset[str]  # ISO 3166-1 alpha-2
    reviewed_by_counsel: bool
    default_days: int
    maximum_days: int
    written_methods: frozenset[Method]
    counselling_without_parent: bool
    ages: Mapping[AgeBand, AgeRule]
    source: tuple[Source, ...]
    own_consent_from: int | None = None

    @property
    def code(self) -> str:
        """As a consent keeps it: "strict-1"."""
        return f"{self.name}-{self.version}"


def load_policies(folder: Path) -> dict[str, Profile]:
    """Every profile by its code. Raises BrokenData with the first fault: file, key, what is right.

    Published files stay, so that an old consent can be read; a change is a file with a new number.
    """
    tables = {path.stem: _read_table(path) for path in sorted(folder.glob("*.toml"))}
    # Complete files first: what is wrong there is not the fault of the files that build on it.
    order = sorted(tables, key=lambda code: "like" in tables[code])
    return {code: _make_profile(code, tables) for code in order}


@cache
def shipped_policies() -> Mapping[str, Profile]:
    """The profiles of data/policies, read once."""
    return load_policies(DATA / "policies")


def policy_for(country: str | None, profiles: Mapping[str, Profile] | None = None) -> Profile:
    """The newest profile that names the country, else the newest strict one."""
    known = (shipped_policies() if profiles is None else profiles).values()
    mine = [profile for profile in known if country in profile.countries]
    strict = [profile for profile in known if profile.name == "strict"]
    return max(mine or strict, key=lambda profile: profile.version)


def _read_table(path: Path) -> dict[str, Any]:
    if not _NAME.fullmatch(path.stem):
        raise _broken(path.stem, "name", path.stem, "a name and a version: strict-1.toml")
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except ValueError as fault:  # broken TOML and broken UTF-8 alike
        raise _broken(path.stem, "", str(fault), "a TOML file in UTF-8") from None


def _make_profile(code: str, tables: Mapping[str, dict[str, Any]]) -> Profile:
    own = dict(tables[code])
    parent = own.pop("like", None)
    base: dict[str, Any] = {}
    if parent is not None:
        if parent not in tables or "like" in tables[parent]:
            raise _broken(code, "like", str(parent), "a complete file of this folder")
        # A child's sources are its own: what its parent says is read there.
        base = {key: value for key, value in tables[parent].items() if key != "source"}
    name, version = code.rsplit("-", maxsplit=1)
    whole = {**base, **own, "name": name, "version": int(version)}
    whole["ages"] = {**base.get("ages", {}), **_table(code, own, "ages")}
    try:
        profile = msgspec.convert(whole, Profile)
    except msgspec.ValidationError as fault:
        wrong, _, place = str(fault).partition(" - at ")
        raise _broken(code, re.sub(r"`|\$\.?", "", place), "", wrong) from None
    _check(code, profile, own)
    return profile


def _table(code: str, own: Mapping[str, Any], key: str) -> dict[str, Any]:
    table = own.get(key, {})
    if not isinstance(table, dict):
        raise _broken(code, key, str(table), f"tables that begin [{key}.…]")
    return table


def _check(code: str, profile: Profile, own: Mapping[str, Any]) -> None:
    """What msgspec cannot know."""
    for band in AgeBand:
        if band not in profile.ages:
            raise _broken(code, f"ages.{band}", "", "a rule for every age")
    for country in profile.countries:
        if not re.fullmatch("[A-Z]{2}", country):
            raise _broken(code, "countries", country, 'ISO 3166-1 codes such as "ES"')
    if not 1 <= profile.default_days <= profile.maximum_days:
        value = str(profile.default_days)
        raise _broken(code, "default_days", value, "days from 1 to maximum_days")
    if Method.ORAL in profile.written_methods or not profile.written_methods:
        raise _broken(code, "written_methods", "", "ways to say yes in writing")
    said = {key for source in profile.source for key in source.about}
    for key in _NEEDS_SOURCE:
        # False and an empty list loosen nothing, so they need nobody's word.
        if own.get(key) and key not in said:
            raise _broken(code, key, str(own[key]), "a [[source]] that is about it")


def _broken(code: str, key: str, value: str, expected: str) -> BrokenData:
    return BrokenData([Problem(f"{code}.toml", 0, key, value, expected)])
