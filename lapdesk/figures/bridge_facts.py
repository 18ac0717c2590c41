"""What the tables of ESF+ and AMIF read of one action: its participants, supports and sheets.

An action is asked for by its code; what is read goes up to the period's end.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from lapdesk.figures.facts import COUNTED, MISSING, Ask, Fact
from lapdesk.figures.people import PERSON
from lapdesk.figures.progress import LEVEL
from lapdesk.i18n import N_

# A person seen on one day is no participant of a European operation.
LEAST_DAYS: Final = 2
# The records of the action, by its code or by how an action without one is named.
_OWN: Final = "(SELECT id FROM plan_action WHERE coalesce(code, lower(hex(id))) = :action)"

# Each day on which the action saw each person, up to the period's end.
_DAY: Final = Fact(
    "figures_bridge_day",
    "person INTEGER, date TEXT, PRIMARY KEY (person, date)",
    f"""
    SELECT p.n, s.date FROM workshop w JOIN session s ON s.workshop = w.id
        JOIN attendance a ON a.session = s.id JOIN participant p ON p.id = a.participant
    WHERE w.plan_action IN {_OWN} AND s.date <= :end AND s.state IN ('HELD', 'LOCKED')
        AND {COUNTED}
    UNION SELECT p.n, f.date FROM support_action f
        JOIN accompaniment c ON c.support_action = f.id JOIN participant p ON p.id = c.participant
    WHERE f.plan_action IN {_OWN} AND f.date <= :end""",
)

_PARTICIPANT: Final = Fact(
    "figures_bridge",
    "person INTEGER PRIMARY KEY, sex TEXT, age TEXT",
    f"""
    SELECT p.n, p.sex, coalesce(j.value, '{MISSING}')
    FROM (SELECT person FROM figures_bridge_day GROUP BY person
            HAVING count(*) >= {LEAST_DAYS} AND max(date) >= :start) d
        JOIN figures_person p ON p.n = d.person
        LEFT JOIN json_each(:funder_bands) j ON j.key = p.age_band""",
    (_DAY, PERSON),
)

# What of the action is a course of French, civic orientation or guidance towards work. A workshop
# of social autonomy (ASL) is no course: French is its means.
SUPPORT: Final[Mapping[str, tuple[str, Mapping[str, Sequence[str]]]]] = {
    "language": (N_("Participants in a language course"), {
        "workshops": ("FLE", "ALPHA", "CONVERSATION", "READING", "FRENCH_DIGITAL", "PRO_FRENCH"),
    }),
    "civic": (N_("Participants in civic orientation"), {
        "workshops": ("VALUES",), "themes": ("CITIZENSHIP",),
    }),
    "guidance": (N_("Participants with personal professional guidance"), {
        "workshops": ("MIGRAPASS",), "themes": ("EMPLOYMENT",), "types": ("MENTORING",),
    }),
}  # fmt: skip

# Which support each participant had of the action, up to the period's end.
_SUPPORTED: Final = Fact(
    "figures_bridge_support",
    "person INTEGER, support TEXT, PRIMARY KEY (person, support)",
    f"""
    SELECT b.person, k.key FROM figures_bridge b JOIN participant p ON p.n = b.person
        JOIN attendance a ON a.participant = p.id JOIN session s ON s.id = a.session
        JOIN workshop w ON w.id = s.workshop
        JOIN json_each(:support) k ON EXISTS (
            SELECT 1 FROM json_each(k.value, '$.workshops') WHERE value = w.kind)
    WHERE w.plan_action IN {_OWN} AND s.date <= :end AND s.state IN ('HELD', 'LOCKED')
        AND {COUNTED}
    UNION SELECT b.person, k.key FROM figures_bridge b JOIN participant p ON p.n = b.person
        JOIN accompaniment c ON c.participant = p.id
        JOIN support_action f ON f.id = c.support_action
        JOIN json_each(:support) k ON EXISTS (
            SELECT 1 FROM json_each(f.themes) x JOIN json_each(k.value, '$.themes') t
            ON t.value = x.value) OR EXISTS (
            SELECT 1 FROM json_each(f.types) x JOIN json_each(k.value, '$.types') t
            ON t.value = x.value)
    WHERE f.plan_action IN {_OWN} AND f.date <= :end""",
    (_PARTICIPANT,),
)

# The last sheet of each moment: two may stand side by side until they are settled.
_SHEET: Final = Fact(
    "figures_bridge_sheet",
    "person INTEGER, moment TEXT, answers TEXT, PRIMARY KEY (person, moment)",
    f"""
    SELECT person, moment, answers FROM (
        SELECT b.person, s.moment, s.answers, row_number() OVER (
            PARTITION BY b.person, s.moment ORDER BY s.date DESC, s.born DESC, s.id DESC) AS last
        FROM figures_bridge b JOIN participant p ON p.n = b.person
            JOIN funder_sheet s ON s.participant = p.id
        WHERE s.plan_action IN {_OWN} AND s.date <= :end
    ) WHERE last = 1""",
    (_PARTICIPANT,),
)

TOTAL: Final = Ask("SELECT count(*) AS people FROM figures_bridge", (_PARTICIPANT,))
SEX: Final = Ask(
    "SELECT sex AS key, count(*) AS people FROM figures_bridge GROUP BY 1", (_PARTICIPANT,)
)
AGE: Final = Ask(
    "SELECT age AS key, count(*) AS people FROM figures_bridge GROUP BY 1", (_PARTICIPANT,)
)
SHEETS: Final = Ask(
    "SELECT moment AS key, count(*) AS people FROM figures_bridge_sheet GROUP BY 1", (_SHEET,)
)
ANSWERS: Final = Ask(
    """SELECT s.moment, j.key AS item, j.value AS answer, count(*) AS people
    FROM figures_bridge_sheet s JOIN json_each(s.answers) j GROUP BY 1, 2, 3""",
    (_SHEET,),
)
ASKED: Final = Ask(
    f"""SELECT DISTINCT json_extract(j.value, '$.item') AS item
    FROM plan_action p JOIN json_each(p.funder_fields) j WHERE p.id IN {_OWN}"""
)
GAINED: Final = Ask(
    """SELECT count(DISTINCT l.person) AS people,
        count(DISTINCT CASE WHEN l.gained THEN l.person END) AS gained
    FROM figures_level l JOIN figures_bridge b ON b.person = l.person""",
    (LEVEL, _PARTICIPANT),
)
SUPPORTS: Final = Ask(
    "SELECT support AS key, count(*) AS people FROM figures_bridge_support GROUP BY 1",
    (_SUPPORTED,),
)
ASKS: Final = (TOTAL, SEX, AGE, SHEETS, ANSWERS, ASKED, GAINED, SUPPORTS)
