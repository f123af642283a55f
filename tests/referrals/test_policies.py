"""What a profile may say, and how a file that says it wrongly is refused."""

import re
import shutil
from pathlib import Path

import pytest

from directory.errors import BrokenData
from directory.referrals.coded import AgeBand
from directory.referrals.policies import (
    STRICT,
    load_policies,
    policy_for,
    shipped_policies,
)
from directory.settings import DATA

ES = "eu-gdpr-es-1.toml"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return shutil.copytree(DATA / "policies", tmp_path / "policies")


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def refusal_of(folder: Path) -> str:
    with pytest.raises(BrokenData) as refused:
        load_policies(folder)
    return str(refused.value)


def test_each_country_has_one_newest_profile() -> None:
    named = [country for profile in shipped_policies().values() for country in profile.countries]

    assert len(named) == len(set(named)) == 31
    assert {policy_for(country).name for country in ("ES", "DE", "FR", "AT")} == {
        "eu-gdpr-es", "eu-gdpr-de", "eu-gdpr-fr", "eu-gdpr-at"
    }  # fmt: skip
    assert policy_for("US").code == "us-vawa-1"
    assert policy_for("NO").code == "eu-gdpr-1"


def test_no_profile_claims_a_review_that_nobody_made() -> None:
    assert not any(profile.reviewed_by_counsel for profile in shipped_policies().values())


def test_no_profile_lets_a_consent_last_longer_than_the_strict_one() -> None:
    strict = shipped_policies()[STRICT]

    for profile in shipped_policies().values():
        assert profile.maximum_days <= strict.maximum_days
        assert profile.written_methods <= strict.written_methods
        assert profile.ages[AgeBand.UNKNOWN] == strict.ages[AgeBand.UNKNOWN]


def test_a_source_on_the_web_says_when_it_was_read() -> None:
    for profile in shipped_policies().values():
        assert profile.source
        assert all(bool(source.url) <= bool(source.seen_on) for source in profile.source)


def test_the_newer_version_is_used_and_the_older_stays(folder: Path) -> None:
    shutil.copy(folder / ES, folder / "eu-gdpr-es-2.toml")
    change(folder / "eu-gdpr-es-2.toml", "own_consent_from = 14", "own_consent_from = 16")

    profiles = load_policies(folder)

    assert policy_for("ES", profiles).own_consent_from == 16
    assert profiles["eu-gdpr-es-1"].own_consent_from == 14


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("own_consent_from = 14", "own_consent_from = '14'", "own_consent_from.*int"),
        ("own_consent_from = 14", "own_consent_form = 14", "own_consent_form"),
        ("own_consent_from = 14", "own_consent_from = ", "TOML"),
        ("own_consent_from = 14", "own_consent_from = 14\nmaximum_days = 0", "default_days"),
        ("own_consent_from = 14", "maximum_days = 40", "maximum_days.*source"),
        ('like = "strict-1"', 'like = "lax-1"', "like.*lax-1"),
        ('like = "strict-1"', 'like = "eu-gdpr-1"', "like.*complete"),
        ('like = "strict-1"', 'ages = "all"', "ages.*all"),
        ('like = "strict-1"', "", "default_days"),
        ('countries = ["ES"]', 'countries = ["Spain"]', "countries.*Spain"),
        ('countries = ["ES"]', 'countries = ["ES"]\nwritten_methods = ["oral_witnessed"]',
            "written_methods"),
        ('countries = ["ES"]', 'countries = ["ES"]\nages.0-5 = {person = "assent"}', "ages"),
    ],
)  # fmt: skip
def test_a_wrong_file_stops_with_one_line_that_names_file_and_key(
    folder: Path, old: str, new: str, said: str
) -> None:
    change(folder / ES, old, new)

    line = refusal_of(folder)

    assert "\n" not in line
    assert re.match(rf"{re.escape(ES)} .*{said}", line), line


def test_a_complete_file_needs_a_rule_for_every_age(folder: Path) -> None:
    change(folder / "strict-1.toml", '[ages."18+"]', "[ages.12]")

    assert "strict-1.toml" in refusal_of(folder)


def test_a_file_is_named_for_its_profile_and_version(folder: Path) -> None:
    (folder / ES).rename(folder / "spain.toml")

    assert refusal_of(folder).startswith("spain.toml name: 'spain'")
