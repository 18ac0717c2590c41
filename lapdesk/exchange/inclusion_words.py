"""Words of data·inclusion (schema 1) and ours: themes, publics, kinds of service and structure.

Neither list is the other's: what has no word on the other side is left out, and said.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Final

_LAW: Final = "difficultes-administratives-ou-juridiques--"
# Our theme as one of theirs; themes that they do not have are not here.
THEMES: Final = {
    "ADMIN": _LAW + "accompagnement-aux-demarches-administratives",
    "LEGAL": _LAW + "accompagnement-pour-lacces-aux-droits",
    "HOUSING": "logement-hebergement--sinformer-sur-les-demarches-liees-a-lacces-au-logement",
    "HEALTH": "sante--acces-aux-soins",
    "DISABILITY": "sante--constituer-un-dossier-mdph-invalidite",
    "SOCIAL_BENEFITS": "difficultes-financieres--acquerir-une-autonomie-budgetaire",
    "EDUCATION": "se-former--trouver-sa-formation",
    "FRENCH": "lecture-ecriture-calcul--maitriser-le-francais",
    "DIGITAL": "numerique--maitriser-les-fondamentaux-du-numerique",
    "EMPLOYMENT": "trouver-un-emploi--repondre-a-des-offres-demploi",
    "FAMILY": "famille--soutien-a-la-parentalite-et-a-leducation",
    "CULTURE": "remobilisation--activites-sportives-et-culturelles",
    "CITIZENSHIP": _LAW + "accompagnement-pour-lacces-a-la-citoyennete",
    "DISCRIMINATION": _LAW + "connaitre-ses-droits-face-a-une-discrimination",
    "SOCIAL_LINK": "remobilisation--lien-social",
    "BASIC_NEEDS": "equipement-et-alimentation--alimentation",
    "VIOLENCE": "famille--surmonter-conflits-separation-violence",
}
# Theirs as ours: the nearest that begins so, the longest first.
_THEIR_THEMES: Final = {
    **{theirs: ours for ours, theirs in THEMES.items()},
    _LAW + "beneficier-dune-mesure-daccompagnement-adapte": "SOCIAL_BENEFITS",
    _LAW + "prendre-en-compte-une-problematique-judiciaire": "LEGAL",
    _LAW: "ADMIN",
    "remobilisation--benevolat-action-citoyenne": "CITIZENSHIP",
    "remobilisation--": "SOCIAL_LINK",
    "logement-hebergement--": "HOUSING",
    "sante--": "HEALTH",
    "difficultes-financieres--": "SOCIAL_BENEFITS",
    "se-former--": "EDUCATION",
    "lecture-ecriture-calcul--": "FRENCH",
    "numerique--": "DIGITAL",
    "trouver-un-emploi--": "EMPLOYMENT",
    "choisir-un-metier--": "EMPLOYMENT",
    "preparer-sa-candidature--": "EMPLOYMENT",
    "creer-une-entreprise--": "EMPLOYMENT",
    "famille--": "FAMILY",
    "equipement-et-alimentation--": "BASIC_NEEDS",
}
PUBLICS: Final = {
    "ALL_MIGRANTS": "personnes-exilees",
    "FOREIGNERS": "personnes-exilees",
    "IMMIGRANTS": "personnes-exilees",
    "REFUGEES": "personnes-exilees",
    "ASYLUM_SEEKERS": "personnes-exilees",
    "UAM": "personnes-exilees",
    "YOUNG": "jeunes",
    "WOMEN": "femmes",
    "WIDOWS": "femmes",
    "ELDERLY": "seniors",
    "DISABILITY": "personnes-en-situation-de-handicap",
    "PARENTS": "familles",
    "JOBSEEKERS": "demandeurs-emploi",
    "STUDENTS": "etudiants",
    "GENERAL_PUBLIC": "tous-publics",
}
EVERYBODY: Final = "tous-publics"
# The first of ours with a word is what that word becomes.
_THEIR_PUBLICS: Final = {theirs: ours for ours, theirs in reversed(PUBLICS.items())}
NATURES: Final = {
    "INDIVIDUAL_SUPPORT": "accompagnement",
    "MEDIATION": "accompagnement",
    "SPONSORSHIP": "accompagnement",
    "EMPLOYMENT": "accompagnement",
    "ASL": "atelier",
    "READING": "atelier",
    "DIGITAL": "atelier",
    "CIVIC_WORKSHOP": "atelier",
    "PARENT_WORKSHOP": "atelier",
    "CULTURAL": "atelier",
    "SPORT": "atelier",
    "LANGUAGE": "formation",
    "HIGHER_EDUCATION": "formation",
    "RECEPTION": "information",
    "ORIENTATION": "information",
    "INFORMATION": "information",
    "HEALTH_PREVENTION": "information",
    "AWARENESS": "information",
}
# What a workshop or a course is of follows from its themes.
_OF_THEME: Final = {
    ("atelier", "FRENCH"): "ASL",
    ("atelier", "DIGITAL"): "DIGITAL",
    ("atelier", "FAMILY"): "PARENT_WORKSHOP",
    ("atelier", "CULTURE"): "CULTURAL",
    ("atelier", "EMPLOYMENT"): "EMPLOYMENT",
    ("atelier", "HEALTH"): "HEALTH_PREVENTION",
    ("formation", "FRENCH"): "LANGUAGE",
    ("formation", "DIGITAL"): "DIGITAL",
}
_OF_TYPE: Final = {
    "accompagnement": "INDIVIDUAL_SUPPORT",
    "aide-financiere": "INDIVIDUAL_SUPPORT",
    "aide-materielle": "RECEPTION",
    "atelier": "CIVIC_WORKSHOP",
    "formation": "EMPLOYMENT",
    "information": "INFORMATION",
}
# Networks that tell what kind of structure it is; all others leave it to a person.
KINDS: Final = {"DEPT": "departements", "COMMUNE": "communes"}
_OF_NETWORK: Final = {
    "DEPT": ("departements",),
    "COMMUNE": ("communes",),
    "DEPT_UNIT": ("mdph", "maison-departementale-de-lautonomie", "maisons-des-solidarites",
                  "cms", "ase"),
    "LOCAL_SOCIAL": ("ccas-cias",),
    "SOCIAL_SEC": ("caf", "cpam", "mutualite-sociale-agricole"),
    "EMPLOY": ("france-travail", "mission-locale", "cap-emploi-reseau-cheops", "plie", "aci",
               "ei", "ai", "etti", "eiti", "geiq", "maisons-de-l-emploi", "ea", "eatt", "esat"),
    "HOUSING": ("cada", "huda", "cph", "chrs", "hup", "residences-fjt", "siao",
                "action-logement"),
    "HEALTH": ("cmp", "csapa", "caarud", "chu"),
    "JUSTICE": ("points-justice", "spip", "pjj"),
    "TRAINING": ("afpa", "ecoles-de-la-deuxieme-chance", "epide", "reseau-app"),
    "UNIV": ("cnam", "campus-connecte"),
    "SOCIAL_CENTRE": ("fcsf", "mjc"),
    "ASSO": ("restos-du-coeur", "secours-populaire", "croix-rouge", "emmaus", "singa", "cidff",
             "banques-alimentaires", "pimms-mediation", "unaf", "unis-cite", "adie", "nqt",
             "la-cravate-solidaire", "duo-for-a-job", "apprentis-dauteuil", "cresus"),
}  # fmt: skip
_THEIR_KINDS: Final = {theirs: ours for ours, several in _OF_NETWORK.items() for theirs in several}


def theme(theirs: str) -> str | None:
    """Our theme for one of theirs, None where there is none."""
    begins = (start for start in _THEIR_THEMES if theirs.startswith(start))
    found = max(begins, key=len, default=None)
    return None if found is None else _THEIR_THEMES[found]


def public(theirs: str) -> str | None:
    """Our public for one of theirs, None where there is none."""
    return _THEIR_PUBLICS.get(theirs)


def nature(kind: str | None, themes: Collection[str]) -> str:
    """Our nature for their kind of service; what it is about decides between workshops."""
    for one in themes:
        found = _OF_THEME.get((kind or "", one))
        if found is not None:
            return found
    return _OF_TYPE.get(kind or "", "INFORMATION")


def structure_kind(networks: Iterable[str]) -> str | None:
    """Our kind of structure, where one of its networks tells it."""
    return next((_THEIR_KINDS[one] for one in networks if one in _THEIR_KINDS), None)
