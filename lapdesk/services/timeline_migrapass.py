"""Lines of the timeline: Migrapass, its meetings, the skills put into words."""

from __future__ import annotations

from typing import Final

from lapdesk.i18n import _, ngettext
from lapdesk.models import lists
from lapdesk.services.event import Event, Lines, Reading, joined


def _migrapass(reading: Reading) -> Lines:
    states, steps = lists.get("migrapass_state"), lists.get("migrapass_step")
    for path in reading.own("MigrapassPath"):
        with_ = reading.called("TeamMember", path.get("mentor"))
        yield Event(
            str(path.get("start") or path.get("agreed_on") or ""),
            "migrapass",
            _("Migrapass with {mentor}").format(mentor=with_) if with_ else _("Migrapass"),
            states.label(path.get("state")),
            "MigrapassPath",
            path["id"],
        )
        for met in reading.find("MigrapassMeeting", path=path["id"]):
            minutes = int(met.get("minutes") or 0)
            length = ngettext("{n} minute", "{n} minutes", minutes).format(n=minutes)
            yield Event(
                str(met.get("date") or ""),
                "migrapass",
                _("Migrapass: {step}").format(step=steps.label(met.get("step"))),
                joined(length, str(met.get("note") or "")),
                "MigrapassMeeting",
                met["id"],
            )
        for skill in reading.find("SkillStatement", path=path["id"]):
            yield Event(
                str(skill.get("date") or ""),
                "migrapass",
                _("A skill put into words"),
                str(skill.get("sentence") or ""),
                "SkillStatement",
                skill["id"],
            )


LINES: Final = (_migrapass,)
