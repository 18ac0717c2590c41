"""Words that the example's volunteers write: of needs, acts, steps, rights and sessions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

LABELS: Final[Mapping[str, tuple[str, ...]]] = {
    "ADMIN": ("comprendre un courrier des impôts", "refaire une carte Vitale perdue",
              "acte de naissance à demander", "changement d’adresse partout"),
    "LEGAL": ("rendez-vous à préparer", "contrat de travail à relire", "litige avec un employeur"),
    "HOUSING": ("demande de logement social à renouveler", "humidité, le bailleur ne répond pas",
                "logement trop petit pour cinq", "attestation d’hébergement"),
    "SOCIAL_BENEFITS": ("allocations interrompues depuis deux mois", "prime d’activité",
                        "trop-perçu réclamé, ne comprend pas", "déclaration trimestrielle"),
    "HEALTH": ("trouver un médecin traitant", "complémentaire à renouveler", "lunettes à faire"),
    "DIGITAL": ("mot de passe perdu", "créer une adresse électronique", "rendez-vous en ligne"),
    "EMPLOYMENT": ("CV à refaire", "inscription comme demandeur d’emploi", "formation de cuisine"),
    "RETIREMENT": ("relevé de carrière avec des trous", "pension de réversion",
                   "retraite à demander"),
    "EDUCATION": ("inscription au collège en cours d’année", "bourse", "reconnaître un diplôme"),
    "FAMILY": ("place en crèche", "séparation, qui fait quoi"),
    "FRENCH": ("cherche un cours le soir", "veut lire les mots de l’école"),
    "BASIC_NEEDS": ("aide alimentaire pour le mois", "vêtements d’hiver pour deux enfants"),
    "SOCIAL_LINK": ("ne sort plus depuis l’hiver", "cherche à rencontrer du monde"),
}  # fmt: skip
NOTES: Final[Mapping[str, tuple[str, ...]]] = {
    "ADMIN": ("Courrier lu ensemble, réponse écrite et postée.",
              "Il manque l’avis d’imposition : revient jeudi avec."),
    "LEGAL": ("Pièces classées par date dans la pochette bleue.",
              "Rendez-vous confirmé, vient avec sa sœur pour traduire."),
    "HOUSING": ("Demande renouvelée en ligne, numéro noté sur sa feuille.",
                "Appel au bailleur ensemble : visite promise la semaine prochaine."),
    "SOCIAL_BENEFITS": ("Déclaration faite ensemble, a su retrouver son mot de passe.",
                        "Le dossier était complet : relance envoyée par la messagerie."),
    "HEALTH": ("Formulaire rempli ; à déposer à l’accueil avant la fin du mois.",),
    "DIGITAL": ("Premier message envoyé sans aide.",
                "Code écrit sur sa carte, pas chez nous."),
    "EMPLOYMENT": ("CV d’une page, imprimé en trois exemplaires.",
                   "Entretien blanc : trouve mieux les mots pour ce métier."),
    "RETIREMENT": ("Trois employeurs retrouvés avec les fiches de paie de 1987.",
                   "Relevé demandé, réponse attendue sous deux mois."),
    "EDUCATION": ("Secrétariat appelé : la place est réservée jusqu’à vendredi.",),
    "FAMILY": ("Dossier de crèche déposé, commission au printemps.",),
    "BASIC_NEEDS": ("Colis pris ce soir, dossier ouvert pour trois mois.",),
    "SOCIAL_LINK": ("A beaucoup parlé du pays et de ses filles. Reviendra.",),
}  # fmt: skip
STEPS: Final[Mapping[str, tuple[str, ...]]] = {
    "CONTACTED": ("appelé ensemble, quelqu’un rappelle", "message laissé", "courriel envoyé"),
    "APPOINTED": ("rendez-vous noté sur sa carte", "a demandé que l’on vienne avec",
                  "créneau du matin"),
    "ATTENDED": ("bon accueil", "a vu la personne annoncée", "on lui a expliqué la suite"),
    "MISSED": ("enfant malade ce jour-là", "erreur de jour", "n’a pas trouvé l’adresse"),
    "REFUSED": ("plus de place avant l’été", "ne prend plus de nouvelles personnes"),
    "DECLINED": ("préfère attendre", "veut d’abord en parler à la maison"),
}  # fmt: skip
RIGHTS: Final[Mapping[str, tuple[str, ...]]] = {
    "HOUSING": ("Demande de logement social", "Allocation logement"),
    "SOCIAL_BENEFITS": ("Prime d’activité", "Revenu de solidarité active"),
    "HEALTH": ("Complémentaire santé solidaire",),
    "RETIREMENT": ("Pension de réversion", "Allocation de solidarité aux personnes âgées"),
    "EDUCATION": ("Bourse de collège",),
    "EMPLOYMENT": ("Inscription comme demandeur d’emploi",),
    "FAMILY": ("Place en crèche",),
    "ADMIN": ("Déclaration d’impôts et avis",),
    "DIGITAL": ("Espace personnel en ligne",),
    "LEGAL": ("Aide juridictionnelle",),
    "BASIC_NEEDS": ("Aide alimentaire",),
}  # fmt: skip
# What a session is about, by the social space that it works on.
TOPICS: Final[Mapping[str, tuple[str, ...]]] = {
    "MAIRIE": ("À la mairie : demander un acte de naissance",
               "Visite de la mairie et de l’état civil"),
    "SCHOOL": ("Lire le carnet de liaison", "Rencontre avec la directrice de l’école"),
    "CAF": ("Lire un courrier d’allocations", "Déclarer un changement"),
    "CPAM": ("La carte Vitale et la feuille de soins", "Demander une attestation"),
    "POST": ("Envoyer une lettre recommandée", "Au guichet de la poste"),
    "TRANSPORT": ("Lire un plan, prendre le bon bus", "Sortie : aller à Créteil en métro"),
    "HEALTH": ("Prendre rendez-vous chez le médecin", "À la pharmacie : comprendre l’ordonnance"),
    "SHOP": ("Au marché : peser, payer, demander", "Comparer des prix"),
    "LIBRARY": ("Visite de la médiathèque et carte de lecteur",
                "Choisir un livre pour ses enfants"),
    "HOUSING": ("Lire une quittance", "Signaler une panne au gardien"),
    "MUSEUM": ("Sortie au musée : une œuvre que j’aime", "Parler d’un tableau"),
    "ONLINE": ("Ouvrir sa messagerie", "Prendre un rendez-vous en ligne"),
}  # fmt: skip
THEMES: Final[Mapping[str, tuple[str, ...]]] = {
    "FLE": ("Se présenter, parler de soi", "Raconter hier", "Donner son avis",
            "Le futur et les projets",
            "Téléphoner à un service", "Écrire un message court"),
    "ALPHA": ("Reconnaître son nom et son adresse", "Les jours et les mois", "Les sons a, i, ou",
              "Lire une date et une heure", "Écrire une liste de courses"),
    "FRENCH_DIGITAL": ("Allumer, toucher, revenir", "Son adresse électronique",
                       "Une photo, un message",
                       "Prendre rendez-vous sur internet", "Reconnaître une arnaque"),
    "PRO_FRENCH": ("Dire ce que je sais faire", "Les consignes de sécurité",
                   "Appeler pour un retard",
                   "Lire un contrat et une fiche de paie", "L’entretien d’embauche"),
    "CONVERSATION": ("La cuisine de chez moi", "Le quartier que j’aime", "Un film vu ensemble",
                     "Les fêtes", "L’école d’hier et d’aujourd’hui"),
    "MEMORY": ("Ma première maison ici", "L’objet que j’ai apporté", "Les métiers de la rue",
               "Photos d’école", "Le voyage"),
    "MIGRAPASS": ("Raconter une expérience", "Des mots pour dire ce que je sais", "L’entretien"),
}  # fmt: skip
