"""What the forms of the directory ask, and in which order."""

from __future__ import annotations

from lapdesk.i18n import _
from lapdesk.ui.forms import Part


def layout(entity: str) -> list[Part]:
    """The layout of a structure, an offer, an interlocutor or a link, in the language in use."""
    known = {"Actor": _actor, "Offer": _offer, "ActorContact": _contact, "ActorLink": _link}
    return known[entity]()


def _actor() -> list[Part]:
    return [
        Part("", (("name",), ("short", "code"), ("kind", "commune"))),
        Part(_("How to reach it"), (("phone", "mail"), ("site", "address"))),
        Part(_("What it does"), (("axes",), ("publics", "activities"), ("territories",))),
        Part(_("Its place in the network"), (("circle", "circle_reason"), ("roles",), ("state",))),
        Part(
            _("Where this comes from"),
            (("source", "checked_on"), ("name_source", "name_certainty"), ("note",)),
        ),
    ]


def _offer() -> list[Part]:
    return [
        Part("", (("title",), ("themes",), ("nature", "cost"))),
        Part(_("When and where"), (("hours",), ("place", "commune"), ("waiting_days",))),
        Part(
            _("For whom, with what"),
            (
                ("publics", "languages"),
                ("conditions",),
                ("papers_to_bring",),
                ("reduced_mobility", "online_only"),
            ),
        ),
        Part("", (("checked_on",),)),
    ]


def _contact() -> list[Part]:
    return [
        Part("", (("name", "function"), ("phone", "mail"), ("languages",))),
        Part(
            _("How to meet them"),
            (("introduce_as",), ("known_by", "last_contact"), ("agreed_to_be_listed",)),
        ),
    ]


def _link() -> list[Part]:
    return [
        Part("", (("to",), ("kind",), ("since", "until"))),
        Part(_("Where this comes from"), (("source",), ("plan_action",), ("note",))),
    ]
