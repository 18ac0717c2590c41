"""Two hundred working files as twenty laptops of one association would hand them over."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Any
from uuid import UUID, uuid5

from lapdesk.exchange import certificates, lines, working
from lapdesk.exchange.header import WorkingHeader
from lapdesk.exchange.lines import Range
from lapdesk.models.base import KEYED, keyed_id
from lapdesk.models.change import Change, ChangeId
from lapdesk.models.entities import BY_NAME
from lapdesk.services import keys
from lapdesk.store.desk import Desk

LAPTOPS = 20


class Laptop:
    """One sender: its changes so far, by record, so that updates know what they saw."""

    def __init__(self, number: int, random: Random) -> None:
        self.device = uuid5(KEYED, f"bench laptop {number}")
        self.random = random
        self.number = 0
        self.clock = 1_700_000_000_000 << 16
        self.heads: dict[tuple[str, UUID], list[ChangeId]] = {}
        self.known: list[tuple[str, UUID]] = []
        self.people = [str(UUID(int=random.getrandbits(128), version=4)) for _p in range(500)]
        self.sessions = [str(UUID(int=random.getrandbits(128), version=4)) for _s in range(3000)]
        self.member = str(UUID(int=random.getrandbits(128), version=4))

    def changes(self, count: int) -> Iterator[Change]:
        """80 % new records, 15 % updates, 5 % concurrent with what the laptop wrote itself."""
        for _n in range(count):
            draw = self.random.random()
            if draw < 0.8 or len(self.known) < 50:
                yield self._new()
            elif draw < 0.95:
                yield self._update(late=False)
            else:
                yield self._update(late=True)

    def _made(self, entity: str, record: UUID, parents: Any, fields: dict[str, Any]) -> Change:
        self.number += 1
        self.clock += 70_000
        made = Change(
            self.device, self.number, self.clock, tuple(parents), UUID(self.member), entity,
            record, fields,
        )  # fmt: skip
        self.heads.setdefault((entity, record), []).append(made.id)
        return made

    def _new(self) -> Change:
        draw = self.random
        kind = draw.random()
        if kind < 0.6:
            key = {"session": draw.choice(self.sessions), "participant": draw.choice(self.people)}
            record = UUID(str(keyed_id(BY_NAME["Attendance"], key)))
            if ("Attendance", record) in self.heads:
                return self._update(late=False)
            self.known.append(("Attendance", record))
            return self._made("Attendance", record, (), {**key, "mark": draw.choice("PPPLA")})
        record = UUID(int=draw.getrandbits(128), version=4)
        if kind < 0.95:
            self.known.append(("SupportAction", record))
            return self._made("SupportAction", record, (), self._act())
        self.known.append(("Need", record))
        values = {
            "participant": draw.choice(self.people),
            "theme": "ADMIN",
            "expressed_on": "2025-03-01",
            "state": "OPEN",
            "priority": "NORMAL",
        }
        return self._made("Need", record, (), values)

    def _act(self) -> dict[str, Any]:
        draw = self.random
        return {
            "date": f"2025-{draw.randrange(1, 13):02d}-{draw.randrange(1, 29):02d}",
            "team_member": self.member,
            "channel": draw.choice(("DESK", "PHONE", "APPT")),
            "types": sorted(draw.sample(("INFO", "LISTEN", "FORM_HELP"), 2)),
            "themes": [draw.choice(("ADMIN", "LEGAL", "HOUSING"))],
            "minutes": draw.choice((15, 30, 45)),
        }

    def _update(self, *, late: bool) -> Change:
        entity, record = self.random.choice(self.known)
        of = self.heads[(entity, record)]
        parents = of[:1] if late else of[-1:]
        fields: dict[str, dict[str, Any]] = {
            "Attendance": {"mark": self.random.choice("PLAE")},
            "SupportAction": {"minutes": self.random.choice((20, 40, 60))},
            "Need": {"state": self.random.choice(("WORKED", "ANSWERED"))},
        }
        return self._made(entity, record, parents, fields[entity])


def write_all(desk: Desk, folder: Path, files: int, changes: int) -> list[Path]:
    """The files on disk, signed and sealed to `desk`, laptop after laptop in turn."""
    from lapdesk.exchange import sealing

    authority_key, authority = keys.authority(desk)
    _key, _certificate, identity = keys.laptop(desk)
    laptops = [Laptop(n, Random(n)) for n in range(min(LAPTOPS, files))]
    signing = {}
    for laptop in laptops:
        key = certificates.new_key()
        assert authority_key is not None
        signed = certificates.issue_device(
            authority_key, authority, laptop.device, key.public_key()
        )
        signing[laptop.device] = (key, signed)
    paths = []
    association = UUID(keys.organisation(desk)["id"])
    for number in range(files):
        laptop = laptops[number % len(laptops)]
        first = laptop.number + 1
        listed = [lines.encode_line(lines.from_change(c)) for c in laptop.changes(changes)]
        header = WorkingHeader(
            association, laptop.device, (desk.device,), number + 1,
            datetime(2025, 12, 1, tzinfo=UTC), (Range(laptop.device, first, laptop.number),),
            (Range(laptop.device, 1, laptop.number),),
        )  # fmt: skip
        key, certificate = signing[laptop.device]
        path = folder / f"file-{number:03d}.lapdesk"
        path.write_bytes(
            working.write_working(
                header,
                listed,
                key=key,
                certificate=certificate,
                authority=authority,
                recipients=[sealing.public_of(identity)],
            )
        )
        paths.append(path)
    return paths
