"""The demonstration: made-up people, and referrals between them in every state."""

from collections import Counter
from pathlib import Path

import pytest

from directory.accounts.checkpoints import check_audit
from directory.accounts.models import Session
from directory.database import open_database
from directory.errors import VerbRefused
from directory.referrals.demo import make_demo
from directory.referrals.models import Referral
from directory.referrals.receipts import read_receipt
from tests.accounts.clock import SetClock
from tests.accounts.staffed import cheap_office, settings_in
from tests.command import handrail_here as handrail


async def test_the_demonstration_has_a_referral_in_every_state_and_a_receipt(
    seeded_database_url: str, tmp_path: Path, clock: SetClock
) -> None:
    office = cheap_office(settings_in(seeded_database_url, tmp_path), clock)
    async with open_database(seeded_database_url):
        demo = await make_demo(office, "ES")
        states = Counter([row.state for row in await Referral.all()])
        assert states == Counter(["draft", "sent", "sent", "in_contact", "declined", "completed"])
        assert demo.receipt is not None
        receipt = await read_receipt(office, demo.receipt)
        assert receipt.payload is not None
        assert receipt.payload.language == "ar"
        assert not await Session.exists()
        again = await make_demo(office, "ES")
        assert [each.password for each in again.sign_ins] == [
            each.password for each in demo.sign_ins
        ]
        assert again.receipt is None
        assert await Referral.all().count() == 6
        assert (await check_audit(office, tmp_path)).broken is None


def test_the_verb_says_how_to_sign_in(seeded_database_url: str, tmp_path: Path) -> None:
    ours = {"HANDRAIL_DATABASE_URL": seeded_database_url, "HANDRAIL_DATA_DIR": str(tmp_path)}
    said = handrail("demo", **ours)

    assert said.returncode == 0, said.stderr
    assert [line.split()[0] for line in said.stdout.splitlines() if "@demo.example" in line] == [
        "team_lead", "caseworker", "recipient", "provider", "editor", "operator",
    ]  # fmt: skip
    assert "A family's receipt, said this once: " in said.stdout
    assert handrail("user", "list", **ours).stdout.count("@demo.example\tactive\t") == 6
    assert "the audit is whole" in handrail("verify-audit", **ours).stdout


async def test_it_asks_for_listings_first(database: str, tmp_path: Path, clock: SetClock) -> None:
    office = cheap_office(settings_in(database, tmp_path), clock)
    with pytest.raises(VerbRefused, match="Run `handrail seed` first"):
        await make_demo(office, "ES")
