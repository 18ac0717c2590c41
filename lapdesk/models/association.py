"""Who we are: the association, its team, their roles."""

from __future__ import annotations

from sqlalchemy.orm import Mapped

from lapdesk.i18n import N_
from lapdesk.models.base import D1, D3, About, Record, field
from lapdesk.models.kinds import Choice, Commune, Flag, Many, Money, Ref, Whole, Words
from lapdesk.models.kinds_special import ModulesByYear, Rna, Siret


class Organisation(Record):
    """The association that owns this home; exactly one."""

    __tablename__ = "organisation"
    about = About(
        label=N_("My association"),
        plural=N_("My association"),
        data_class=D1,
        purpose=N_("Sign summaries and print documents."),
        retention=N_("As long as the association uses lapdesk."),
        title=("name",),
    )

    name: Mapped[str | None] = field(N_("Name"), Words(120), required=True)
    commune: Mapped[str | None] = field(N_("Commune"), Commune(), required=True)
    kind: Mapped[str | None] = field(N_("Kind"), Choice(of="actor_kind"), required=True)
    short_name: Mapped[str | None] = field(N_("Short name"), Words(40))
    rna: Mapped[str | None] = field(N_("RNA number"), Rna())
    siret: Mapped[str | None] = field(N_("SIRET number"), Siret())
    members: Mapped[str | None] = field(N_("Number of members"), Choice(of="member_band"))
    volunteers_n: Mapped[int | None] = field(N_("Number of volunteers"), Whole(0, 100_000))
    employees_n: Mapped[int | None] = field(N_("Number of employees"), Whole(0, 100_000))
    modules: Mapped[str | None] = field(N_("Activities kept up to date"), ModulesByYear())
    phone: Mapped[str | None] = field(N_("Phone"), Words(40))
    hours: Mapped[str | None] = field(N_("Opening hours"), Words(200))
    hourly_rate: Mapped[int | None] = field(
        N_("Value of an hour of volunteering"), Money(1, 100_000), unit="cent"
    )


class TeamMember(Record):
    """A volunteer, an employee or a partner who works with people here."""

    __tablename__ = "team_member"
    about = About(
        label=N_("Team member"),
        plural=N_("Team"),
        data_class=D3,
        purpose=N_(
            "Know who recorded what and who leads what; never named outside the association."
        ),
        retention=N_("As long as the member is active, then erased on request."),
        title=("display_name",),
    )

    display_name: Mapped[str | None] = field(N_("Name shown"), Words(80), required=True)
    staff_kind: Mapped[str | None] = field(
        N_("Status"), Choice(of="staff_kind"), required=True, residue=True
    )
    languages: Mapped[str | None] = field(N_("Languages spoken"), Many(item=Choice(of="language")))
    active: Mapped[bool | None] = field(N_("Active"), Flag(), required=True, residue=True)


class Role(Record):
    """What a member may do here; roles cumulate."""

    __tablename__ = "role"
    about = About(
        label=N_("Role"),
        plural=N_("Roles"),
        data_class=D1,
        purpose=N_("Give each member only what they need."),
        retention=N_("As long as the association uses lapdesk."),
        title=("role",),
        part_of="team_member",
    )

    team_member: Mapped[bytes | None] = field(
        N_("Team member"), Ref(to="TeamMember"), required=True, indexed=True
    )
    role: Mapped[str | None] = field(N_("Role"), Choice(of="user_role"), required=True)
