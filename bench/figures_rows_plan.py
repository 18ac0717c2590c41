"""The large association, continued: its plan, its network, its meetings, its money."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bench.figures_rows import Rows

ACTORS, LINKS, MEETINGS, OPINIONS, RELAYS, LINES = 1_000, 2_000, 200, 5_000, 500, 2_000


def fill(rows: Rows, actions: list[bytes]) -> None:
    """Write them all; the actions stand already."""
    r = rows.r
    rows.connection.exec_driver_sql(
        "UPDATE plan_action SET state = ?, origin = ?, nature = ?, themes = ?, communes = ?,"
        " checked_on = ? WHERE id = ?",
        [(r.choice(("RUNNING", rows.of("action_state"))), rows.of("action_origin"),
          rows.some("action_nature"), rows.some("theme"), '["94028", "94081"]', rows.day(), a)
         for a in actions],
    )  # fmt: skip
    rows.write("portrait_edition", "year published_on", [(2018, "2018-02-28"), (2023, None)])
    rows.write(
        "comm_relay",
        "plan_action channel date",
        [(r.choice(actions), rows.of("comm_channel"), rows.day()) for _n in range(RELAYS)],
    )
    asked = rows.write("evaluation_question", "code text", [(f"EQ{n}", "?") for n in range(3)])
    rows.write(
        "opinion", "question date role scale",
        [(r.choice(asked), rows.day(), rows.of("opinion_role"), str(r.randint(0, 4)))
         for _n in range(OPINIONS)],
    )  # fmt: skip
    _network(rows, actions)
    rows.write(
        "funding", "plan_action kind year granted paid state",
        [(r.choice(actions), rows.of("funding_kind"), r.choice((2024, 2025)), r.randint(0, 10**7),
          r.choice((None, r.randint(1, 10**7))), rows.of("funding_state")) for _n in range(LINES)],
    )  # fmt: skip
    rows.write(
        "budget_line", "plan_action year line planned actual",
        [(r.choice(actions), r.choice((2024, 2025)), rows.of("budget_line"), r.randint(1, 10**7),
          r.choice((None, r.randint(1, 10**7)))) for _n in range(LINES)],
    )  # fmt: skip
    rows.write(
        "target",
        "indicator target due",
        [(code, "100", "2025-12-31") for code in ("A1", "S1", "W6", "N1", "R5")],
    )


def _network(rows: Rows, actions: list[bytes]) -> None:
    r = rows.r
    # Each has its circle, so that none has to be worked out: by hand it is a column.
    actors = rows.write(
        "actor", "name kind commune circle state checked_on",
        [("x", rows.of("actor_kind"), f"940{r.randint(1, 81):02d}", r.choice(("C1", "C2", "C3")),
          r.choice(("ACTIVE", "DORMANT")), rows.day()) for _n in range(ACTORS)],
    )  # fmt: skip
    rows.write(
        "offer", "actor checked_on", [(r.choice(actors), rows.day()) for _n in range(ACTORS)]
    )
    rows.write(
        "action_partner", "plan_action actor role since",
        [(a, b, rows.of("partner_role"), r.choice((None, rows.day())))
         for a in actions for b in r.sample(actors, 6)],
    )  # fmt: skip
    rows.write(
        "actor_link", "from to kind since plan_action",
        [(r.choice(actors), r.choice(actors), rows.of("actor_link"), r.choice((None, rows.day())),
          r.choice((None, r.choice(actions)))) for _n in range(LINKS)],
    )  # fmt: skip
    met = rows.write(
        "meeting", "kind date state",
        [(rows.of("meeting_kind"), r.choice(("2024-05-05", rows.day())), "HELD")
         for _n in range(MEETINGS)],
    )  # fmt: skip
    rows.write(
        "meeting_presence",
        "meeting actor persons",
        [(m, a, 1) for m in met for a in r.sample(actors, 20)],
    )
