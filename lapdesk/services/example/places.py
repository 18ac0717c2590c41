"""Where the example sends people: desks of real structures, with invented hours and faces."""

from __future__ import annotations

from typing import Final

from lapdesk import clock
from lapdesk.models.entities import BY_NAME
from lapdesk.services.example.stage import Offer, Stage
from lapdesk.store import rows

# Code of the structure, title of its desk, theme, nature, hours, languages, whom to ask for, how.
_DESKS: Final = (
    ("cd94", "Espace des solidarités", "SOCIAL_BENEFITS", "RECEPTION",
     "lundi à vendredi, 9 h – 12 h",
     ("fr",), "Mme Aubry", "l’assistante sociale du secteur, qui reçoit le mercredi matin"),
    ("ftda", "Permanence d’accès aux droits", "LEGAL", "INDIVIDUAL_SUPPORT",
     "mercredi, 9 h – 12 h, sur rendez-vous", ("fr", "en", "ar", "fa"), "M. Lefort",
     "juriste, qui parle aussi anglais"),
    ("cafam", "Écrivain public", "ADMIN", "RECEPTION", "mardi, 14 h – 17 h", ("fr", "pt"),
     "Mme Ferry", "l’écrivaine publique, elle relit tout avec la personne"),
    ("ville-vitry", "Mairie, service logement", "HOUSING", "RECEPTION",
     "mardi et jeudi, 13 h 30 – 17 h", ("fr",), "M. Guérin", "au guichet logement, il rappelle"),
    ("ahuefa", "Accueil des femmes et des familles", "FAMILY", "RECEPTION", "jeudi, 10 h – 16 h",
     ("fr", "ln", "bm"), "Mme Kanza", "elle accueille autour d’un thé le jeudi"),
    ("cpam", "Accueil assurance maladie", "HEALTH", "RECEPTION",
     "lundi à vendredi, 8 h 45 – 16 h 45",
     ("fr",), None, ""),
    ("cnav", "Point retraite", "RETIREMENT", "INDIVIDUAL_SUPPORT", "vendredi, sur rendez-vous",
     ("fr",), "Mme Colas", "conseillère retraite, patiente et précise"),
    ("cbe-sud94", "Conseil emploi du bassin sud", "EMPLOYMENT", "EMPLOYMENT",
     "lundi et jeudi, 9 h – 12 h 30", ("fr", "es"), "M. Da Costa", "conseiller, il prépare les CV"),
    ("mediatheques", "Conseillère numérique", "DIGITAL", "DIGITAL", "samedi, 14 h – 17 h", ("fr",),
     "Mme Roche", "conseillère numérique, à l’étage, près des ordinateurs"),
    ("colleges", "Inscription et bourses de collège", "EDUCATION", "INFORMATION",
     "au secrétariat, 8 h 30 – 16 h 30", ("fr",), None, ""),
    ("asl", "Cours du soir, autre commune", "FRENCH", "LANGUAGE", "mardi et jeudi, 18 h 30",
     ("fr",), None, ""),
    ("croix-rouge", "Aide alimentaire", "BASIC_NEEDS", "RECEPTION", "mercredi, 14 h – 16 h",
     ("fr", "en"), "Mme Petitjean", "responsable de l’accueil, elle évite la file"),
    ("petits-freres", "Visites et sorties des aînés", "SOCIAL_LINK", "INDIVIDUAL_SUPPORT",
     "tous les après-midi", ("fr",), "M. Blin", "il vient chercher la personne en voiture"),
)  # fmt: skip
_PAPERS: Final = "une pièce d’identité, les derniers courriers reçus"


def write_down(stage: Stage) -> None:
    """Record the desks, and whom to ask for there."""
    for code, title, theme, nature, hours, languages, name, how in _DESKS:
        actor = actor_of(stage, code)
        if actor is None:
            continue
        with stage.entering(stage.members[0]):
            offer = stage.put(
                "Offer",
                {
                    "actor": actor,
                    "title": title,
                    "themes": [theme],
                    "nature": nature,
                    "commune": stage.random.choice(stage.house.near),
                    "hours": hours,
                    "languages": list(languages),
                    "papers_to_bring": _PAPERS,
                    "checked_on": clock.today().isoformat(),
                },
            )
            contact = _contact(stage, actor, name, how) if name else None
        stage.offers.append(Offer(actor, offer, theme, contact))


def _contact(stage: Stage, actor: str, name: str, how: str) -> str:
    return stage.put(
        "ActorContact",
        {
            "actor": actor,
            "name": name,
            "function": "accueil",
            "introduce_as": f"{name}, {how}"[:200],
            "known_by": stage.member("VOLUNTEER"),
            "agreed_to_be_listed": stage.random.random() < 0.8,
        },
    )


def check_again(stage: Stage) -> None:
    """Somebody telephones: most desks are still what they were, two were not reached."""
    missed = stage.random.sample(range(len(stage.offers)), 2)
    for number, place in enumerate(stage.offers):
        if number not in missed:
            stage.change("Offer", place.offer, {"checked_on": clock.today().isoformat()})


def actor_of(stage: Stage, code: str) -> str | None:
    """The id of a structure of the plan by its code."""
    with stage.desk.transaction() as connection:
        found = rows.find(connection, BY_NAME["Actor"], {"code": code}, limit=1)
    return str(found[0]["id"]) if found else None
