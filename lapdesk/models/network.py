"""The directory: structures, what they offer, whom to ask for."""

from __future__ import annotations

from sqlalchemy.orm import Mapped

from lapdesk.i18n import N_
from lapdesk.models.base import D0, D3, About, Record, field
from lapdesk.models.kinds import Choice, Commune, Day, Flag, Many, Money, Ref, Whole, Words


class Actor(Record):
    """A structure of the territory."""

    __tablename__ = "actor"
    about = About(
        label=N_("Structure"),
        plural=N_("Structures"),
        data_class=D0,
        purpose=N_("Orient people to the right place."),
        title=("name",),
    )

    code: Mapped[str | None] = field(N_("Code"), Words(40), indexed=True)
    name: Mapped[str | None] = field(N_("Name"), Words(160), required=True, indexed=True)
    short: Mapped[str | None] = field(N_("Short name"), Words(40))
    kind: Mapped[str | None] = field(N_("Kind"), Choice(of="actor_kind"), required=True)
    commune: Mapped[str | None] = field(N_("Commune"), Commune())
    circle: Mapped[str | None] = field(N_("Circle"), Choice(of="circle"))
    axes: Mapped[str | None] = field(N_("Axes"), Many(item=Choice(of="axis")))
    publics: Mapped[str | None] = field(N_("Publics"), Many(item=Choice(of="target_public")))
    activities: Mapped[str | None] = field(N_("Activities"), Many(item=Choice(of="action_nature")))
    territories: Mapped[str | None] = field(
        N_("Regions of the world"), Many(item=Choice(of="world_region"))
    )
    site: Mapped[str | None] = field(N_("Web site"), Words(200))
    phone: Mapped[str | None] = field(N_("Phone"), Words(40))
    mail: Mapped[str | None] = field(N_("E-mail"), Words(120))
    name_certainty: Mapped[str | None] = field(
        N_("Certainty of the name"), Choice(of="name_certainty"), initial="GIVEN"
    )
    source: Mapped[str | None] = field(N_("Source"), Words(200), required=True)
    checked_on: Mapped[str | None] = field(N_("Checked on"), Day(), required=True)
    merged_into: Mapped[bytes | None] = field(N_("Merged into"), Ref(to="Actor"))
    state: Mapped[str | None] = field(N_("State"), Choice(of="actor_status"), initial="ACTIVE")


class Offer(Record):
    """What a structure offers, where and when."""

    __tablename__ = "offer"
    about = About(
        label=N_("Offer, desk"),
        plural=N_("Offers and desks"),
        data_class=D0,
        purpose=N_("Orient people to the right place."),
        title=("title",),
        part_of="actor",
    )

    actor: Mapped[bytes | None] = field(
        N_("Structure"), Ref(to="Actor"), required=True, indexed=True
    )
    title: Mapped[str | None] = field(N_("Title"), Words(160), required=True)
    themes: Mapped[str | None] = field(N_("Themes"), Many(item=Choice(of="theme")), required=True)
    nature: Mapped[str | None] = field(N_("Nature"), Choice(of="action_nature"), required=True)
    publics: Mapped[str | None] = field(N_("Publics"), Many(item=Choice(of="target_public")))
    languages: Mapped[str | None] = field(N_("Languages spoken"), Many(item=Choice(of="language")))
    place: Mapped[str | None] = field(N_("Place, address"), Words(200))
    commune: Mapped[str | None] = field(N_("Commune"), Commune(), required=True)
    hours: Mapped[str | None] = field(N_("Hours"), Words(200), required=True)
    conditions: Mapped[str | None] = field(N_("Conditions"), Words(300))
    papers_to_bring: Mapped[str | None] = field(N_("Papers to bring"), Words(300))
    cost: Mapped[int | None] = field(N_("Cost"), Money(), unit="cent")
    reduced_mobility: Mapped[str | None] = field(
        N_("Reachable with reduced mobility"), Choice(of="yes_no")
    )
    online_only: Mapped[bool | None] = field(N_("Online only"), Flag())
    waiting_days: Mapped[int | None] = field(N_("Usual wait in days"), Whole(0, 1000), unit="day")
    checked_on: Mapped[str | None] = field(N_("Checked on"), Day(), required=True)


class ActorContact(Record):
    """An interlocutor in a structure, in their professional role."""

    __tablename__ = "actor_contact"
    about = About(
        label=N_("Interlocutor"),
        plural=N_("Interlocutors"),
        data_class=D3,
        purpose=N_("Introduce a future interlocutor as an acquaintance."),
        retention=N_("As long as the interlocutor agrees."),
        title=("name",),
        part_of="actor",
    )

    actor: Mapped[bytes | None] = field(
        N_("Structure"), Ref(to="Actor"), required=True, indexed=True
    )
    name: Mapped[str | None] = field(N_("Name"), Words(120), required=True)
    function: Mapped[str | None] = field(N_("Function"), Words(120))
    phone: Mapped[str | None] = field(N_("Phone"), Words(40))
    mail: Mapped[str | None] = field(N_("E-mail"), Words(120))
    languages: Mapped[str | None] = field(N_("Languages spoken"), Many(item=Choice(of="language")))
    known_by: Mapped[bytes | None] = field(N_("Known by"), Ref(to="TeamMember"))
    last_contact: Mapped[str | None] = field(N_("Last contact"), Day())
    introduce_as: Mapped[str | None] = field(N_("How to introduce them"), Words(200))
    agreed_to_be_listed: Mapped[bool | None] = field(
        N_("Agreed to be listed"), Flag(), required=True
    )
