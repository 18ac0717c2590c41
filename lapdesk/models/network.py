"""The directory: structures, what they offer, whom to ask for, how they are linked."""

from __future__ import annotations

from sqlalchemy.orm import Mapped

from lapdesk.i18n import N_
from lapdesk.models.base import D0, D1, D3, About, Record, field
from lapdesk.models.kinds import Choice, Commune, Day, Flag, Many, Money, Ref, Whole, Words
from lapdesk.models.kinds_special import Siret


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
    circle_reason: Mapped[str | None] = field(N_("Reason for this circle"), Words(200))
    roles: Mapped[str | None] = field(N_("Parts in the plan"), Many(item=Choice(of="actor_role")))
    name_source: Mapped[str | None] = field(N_("Name as the source writes it"), Words(160))
    note: Mapped[str | None] = field(N_("Note"), Words(500, lines=True))
    description: Mapped[str | None] = field(N_("Description"), Words(2000, lines=True))
    address: Mapped[str | None] = field(N_("Address"), Words(200))
    siret: Mapped[str | None] = field(N_("SIRET number"), Siret())
    external_id: Mapped[str | None] = field(N_("Id in another directory"), Words(120), indexed=True)


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
    description: Mapped[str | None] = field(N_("Description"), Words(2000, lines=True))
    external_id: Mapped[str | None] = field(N_("Id in another directory"), Words(120), indexed=True)


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


class ActorLink(Record):
    """Two structures and what goes from one to the other."""

    __tablename__ = "actor_link"
    about = About(
        label=N_("Link between structures"),
        plural=N_("Links between structures"),
        data_class=D1,
        purpose=N_("Show who works with whom."),
        retention=N_("As long as the association uses lapdesk."),
        title=("kind", "from", "to"),
        part_of="from",
    )

    from_: Mapped[bytes | None] = field(
        N_("From this structure"), Ref(to="Actor"), required=True, indexed=True, column="from"
    )
    to: Mapped[bytes | None] = field(
        N_("To this structure"), Ref(to="Actor"), required=True, indexed=True
    )
    kind: Mapped[str | None] = field(N_("Kind"), Choice(of="actor_link"), required=True)
    source: Mapped[str | None] = field(N_("Known from"), Choice(of="link_source"))
    since: Mapped[str | None] = field(N_("Since"), Day())
    until: Mapped[str | None] = field(N_("Until"), Day())
    plan_action: Mapped[bytes | None] = field(N_("Action of the plan"), Ref(to="PlanAction"))
    note: Mapped[str | None] = field(N_("Note"), Words(300))
