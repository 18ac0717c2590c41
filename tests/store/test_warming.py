"""What opening a home needs is there before the passphrase is entered."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from lapdesk.services import home

OPENED = """
import sys
from pathlib import Path
from lapdesk.services import warming
warming.warm()
before = set(sys.modules)
from lapdesk.services import home, members, reminders, visits
desk = home.unlock(Path(sys.argv[1]), "exemple exemple exemple")
reminders.today(desk), visits.offered(desk), members.every(desk)
desk.close()
print(sorted(set(sys.modules) - before))
"""


def test_opening_a_home_and_its_first_page_import_nothing_more(tmp_path: Path) -> None:
    made = home.create(
        tmp_path / "home", association="Les Passerelles", commune="94081", kind="ASSO",
        member="Léa", passphrase="exemple exemple exemple", example=True,
    )  # fmt: skip
    made.desk.close()
    done = subprocess.run(
        [sys.executable, "-c", OPENED, str(tmp_path / "home")],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.stdout, done.stderr) == ("[]\n", "")
