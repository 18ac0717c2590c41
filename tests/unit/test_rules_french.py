"""The refusals are said in the words of the domain model, to a space and an apostrophe."""

from __future__ import annotations

import re

import pytest

from scripts import translations

SAID = {
    "V1": "À remplir : {}.",
    "V2": "Le {} n'est pas encore passé.",
    "V3": "Le {} remonte à plus de 5 ans.",
    "V3 warn": "Il y a {} jours : est-ce bien cette date ?",
    "V4": "La fin ({}) doit suivre le début ({}). Durée admise : 15 min à 8 h.",
    "V5": "{} anime déjà « {} » de {} à {}.",
    "V6": "{} est déjà sur la feuille.",
    "V7": "Reste à appeler : {}.",
    "V8": "Séance émargée : indiquez le motif de la correction.",
    "V9": "Le temps manqué ({} min) dépasse la séance ({} min).",
    "V10": "Atelier complet ({}/{}). Placer en liste d'attente ?",
    "V11": "{} n'est pas inscrit·e à cette date : présence notée comme invité·e.",
    "V12": "Année de naissance impossible : {}.",
    "V13": "L'année {} ne correspond pas à la tranche {}.",
    "V14": "Commune inconnue. Tapez les premières lettres.",
    "V14 several": "{} : {} communes, choisissez.",
    "V15": "Aucune personne n'a ce code : relisez-le signe par signe.",
    "V16": "Une fiche ressemble à celle-ci : {}. Est-ce la même personne ?",
    "V17": "Choisissez le thème et la structure.",
    "V18": "Nommez la personne à voir, ou choisissez « {} ».",
    "V19": "La personne n'a pas donné son accord pour transmettre. Imprimer sans son nom ?",
    "V20": "Impossible de passer de « {} » à « {} ». Étapes possibles : {}.",
    "V21": "« {} » ressemble à {}. Retirez-le, ou placez-le dans le coffre.",
    "V23": "Mineur·e : l'accord du représentant légal est nécessaire.",
    "V27 SIRET": "Numéro SIRET incorrect : 14 chiffres attendus.",
    "V27 RNA": "Numéro RNA incorrect : W suivi de 9 chiffres.",
    "V29 order": "La fin ({}) précède le début ({}).",
    "V29 code": "Le code {} existe déjà : {}.",
    "V29 axes": "Quatre axes au plus.",
    "V37 number": "Nombre attendu : {} à {}.",
    "V37 length": "Durée attendue : {} à {} minutes.",
    "V38 one": "{} orientation ouverte sera anonymisée.",
    "V38 many": "{} orientations ouvertes seront anonymisées.",
}


def _plain(text: str) -> str:
    """A message with its typography and the names of its placeholders put aside."""
    text = text.replace("\u00a0", " ").replace("’", "'")
    return re.sub(r"\{[^}]*\}", "{}", text)


@pytest.fixture(scope="module")
def french() -> frozenset[str]:
    """Every French message of the models."""
    used = translations.in_code()
    return frozenset(
        _plain(text)
        for words, entry in translations.gather([]).items()
        if any(place.startswith("lapdesk/models/") for place in used.get(words, ()))
        for text in entry.french
    )


@pytest.mark.parametrize("code", SAID)
def test_the_french_of_each_code(code: str, french: frozenset[str]) -> None:
    assert SAID[code] in french
