"""A worker may be killed at any moment: nothing is half done, nothing acknowledged is lost."""

import json
import os
import subprocess
import sys
from pathlib import Path
from secrets import randbits

from tests.referrals.cast import Cast
from tests.referrals.proofs.crashing import PLAYERS

KILLS = 60  # on each of the two databases; at other moments in every run
ROOT = Path(__file__).parents[3]


def test_no_kill_leaves_anything_half_done(peopled: tuple[str, Cast], tmp_path: Path) -> None:
    url, people = peopled
    players = {name: getattr(people, name) for name in PLAYERS}
    setup = {
        "url": url,
        "folder": str(tmp_path),
        "service": str(people.service.id),
        "strange": str(people.strange_service.id),
        "people": {
            name: (str(each.member.id), each.token.reveal()) for name, each in players.items()
        },
        "seed": randbits(32),
        "kills": KILLS,
    }
    command = (sys.executable, "-m", "tests.referrals.proofs.crashing", json.dumps(setup))
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    ended = subprocess.run(
        command, capture_output=True, text=True, cwd=ROOT, env=environment, check=False
    )

    assert ended.returncode == 0, f"seed {setup['seed']}\n{ended.stderr}"
    interrupted = json.loads(ended.stdout)
    assert sum(interrupted.values()) == KILLS
    # The moments are random, but not all of them can have fallen between two acts.
    assert set(interrupted) - {"between two"}
