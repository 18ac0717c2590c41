"""Lines of the timeline: acts, sessions, places in workshops, agreements, funders' sheets."""

from __future__ import annotations

from typing import Final

from lapdesk.i18n import _, ngettext
from lapdesk.models import communes, lists
from lapdesk.models.draft import Values
from lapdesk.models.kinds import Day
from lapdesk.services import hushed, needing
from lapdesk.services.event import Action, Event, Lines, Reading, age, joined
from lapdesk.services.sheet import space_words

# For so long after a visit the need that it leaves is offered in a click.
NEED_DAYS: Final = 30


def _acts(reading: Reading) -> Lines:
    types = lists.get("act_type")
    mine = reading.own("Accompaniment")
    acts = [line.get("support_action") for line in mine]
    reading.world.gather("SupportAction", acts)
    reading.world.gather_heads("SupportAction", acts)
    for line in mine:
        act = reading.whole("SupportAction", line.get("support_action"))
        if not act:
            continue
        themes = act.get("themes") or ()
        desk, connection = reading.desk, reading.connection
        said = hushed.themes(desk, connection, "SupportAction", act["id"], themes)
        minutes = int(act.get("minutes") or 0)
        length = ngettext("{n} minute", "{n} minutes", minutes).format(n=minutes)
        # A note on a sensitive theme is as hushed as the theme.
        hush = hushed.hides(desk, connection, "SupportAction", act["id"], themes)
        yield Event(
            str(act.get("date") or ""),
            "act",
            ", ".join(types.label(code) for code in act.get("types") or ()),
            joined(
                said,
                length,
                communes.label(act.get("commune_place")),
                "" if hush else str(act.get("note") or ""),
            ),
            "SupportAction",
            act["id"],
            actions=_need_of_act(reading, act),
            themes=() if hush else tuple(themes),
            person=reading.person,
        )


def _need_of_act(reading: Reading, act: Values) -> tuple[Action, ...]:
    """A visit to follow up, or a late one, may leave a need: in one click, with its theme."""
    late = act.get("date") and age(act["date"]) <= NEED_DAYS
    if act.get("need") or act.get("visit_result") == "SETTLED" or not late:
        return ()
    base = reading.heads("SupportAction", act["id"])
    drafts = needing.of_act(act, [reading.person], base)
    return (Action(_("Note the need"), _("Need noted."), tuple(drafts)),) if drafts else ()


def _marks(reading: Reading) -> Lines:
    marks = lists.get("attendance")
    mine = reading.own("Attendance")
    reading.world.gather("Session", (line.get("session") for line in mine))
    sessions = (reading.whole("Session", line.get("session")) for line in mine)
    reading.name("Workshop", (session.get("workshop") for session in sessions))
    for line in mine:
        session = reading.whole("Session", line.get("session"))
        if not session:
            continue
        workshop = session.get("workshop")
        yield Event(
            str(session.get("date") or ""),
            "session",
            reading.called("Workshop", workshop),
            joined(
                marks.label(line.get("mark")),
                f"{session.get('start')}–{session.get('end')}",
                space_words(session.get("space"), session.get("phase")),
            ),
            "Session",
            session["id"],
        )


def _enrolments(reading: Reading) -> Lines:
    states = lists.get("enrolment_state")
    mine = reading.own("Enrolment")
    reading.name("Workshop", (line.get("workshop") for line in mine))
    for line in mine:
        yield Event(
            str(line.get("start") or line.get("asked_on") or ""),
            "enrolment",
            reading.called("Workshop", line.get("workshop")),
            states.label(line.get("state")),
            "Enrolment",
            line["id"],
        )


def _agreements(reading: Reading) -> Lines:
    kinds, forms = lists.get("consent"), lists.get("consent_form")
    for line in reading.own("Consent"):
        kind = kinds.label(line.get("kind"))
        given, withdrawn = str(line.get("given_on") or ""), str(line.get("withdrawn_on") or "")
        detail = forms.label(line.get("form"))
        yield Event(given, "consent", kind, detail, "Consent", line["id"])
        if withdrawn:
            said = _("withdrawn on {day}").format(day=Day().show(withdrawn))
            yield Event(withdrawn, "consent", kind, said, "Consent", line["id"])


def _sheets(reading: Reading) -> Lines:
    """That there is a sheet, never what it holds."""
    moments = lists.get("entry_exit")
    for line in reading.own("FunderSheet"):
        yield Event(
            str(line.get("date") or ""),
            "sheet",
            _("Funder’s sheet: {moment}").format(moment=moments.label(line.get("moment"))),
            reading.called("PlanAction", line.get("plan_action")),
            "FunderSheet",
            line["id"],
        )


LINES: Final = (_acts, _marks, _enrolments, _agreements, _sheets)
