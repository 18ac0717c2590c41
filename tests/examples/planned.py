"""Example contents of the coordinator's papers: directory, action, account, survey."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any, Final

from lapdesk.figures import explain
from lapdesk.models.declared_form import boxes, core
from lapdesk.models.kinds_declared import Box
from lapdesk.reports.contents_committee import Aim
from lapdesk.reports.contents_network import (
    DirectoryContent,
    DirectoryGroup,
    ListedActor,
    ListedContact,
    ListedOffer,
)
from lapdesk.reports.contents_plan import (
    AccountContent,
    ActionContent,
    ActionSheet,
    BudgetRow,
    DeclaredPageContent,
    FundingRow,
    NumberedBox,
    PartnerRow,
    QuestionTally,
    RankRow,
    RelayRow,
    ShareRow,
    SurveyContent,
)
from tests.examples import papers
from tests.examples.papers import RELAIS, figure, q

MADE: Final = date(2026, 3, 16)


def directory(by: str = "commune") -> DirectoryContent:
    relay = ListedActor(
        "Le Relais des deux rives",
        "Association",
        "Vitry-sur-Seine",
        date(2026, 2, 10),
        circle="2e cercle",
        axes=("AX1", "AX2"),
        phone="01 46 80 00 00",
        mail="accueil@relais.example",
        site="relais.example",
        offers=(
            ListedOffer(
                "Permanence d’accès aux droits",
                "14 rue Audigeois, Vitry-sur-Seine",
                "lundi et jeudi de 14 h à 17 h, sans rendez-vous",
                ("Français", "Soninké", "Arabe"),
                "Habiter Vitry ou Ivry",
                "un justificatif d’adresse, les courriers reçus",
            ),
            ListedOffer(
                "Atelier sociolinguistique",
                "Maison de quartier Balzac, Vitry-sur-Seine",
                "mardi et vendredi de 9 h 30 à 11 h 30",
                age="warn",
            ),
        ),
        contacts=(
            ListedContact("Claire Morvan", "accueil", "01 46 80 00 01", "claire@relais.example"),
        ),
    )
    town = ListedActor(
        "Ville de Vitry-sur-Seine",
        "Commune",
        "Vitry-sur-Seine",
        date(2018, 2, 1),
        "bad",
        circle="1er cercle",
        certainty="nom probable, non confirmé",
    )
    cafam = ListedActor(
        "CAFAM", "Association", "Champigny-sur-Marne", date(2025, 7, 1), "warn", axes=("AX1",)
    )
    none = ListedActor("Réseau des écrivains publics", "Réseau, fédération", "", None, "bad")
    groups = {
        "commune": (
            DirectoryGroup("Champigny-sur-Marne", (cafam,)),
            DirectoryGroup("Vitry-sur-Seine", (relay, town)),
            DirectoryGroup("Sans commune indiquée", (none,)),
        ),
        "theme": (DirectoryGroup("Français, lecture, écriture", (relay,)),),
        "axis": (
            DirectoryGroup("Accès aux droits", (cafam, relay), "AX1"),
            DirectoryGroup("Vivre ensemble / Faire société", (relay,), "AX2"),
            DirectoryGroup("Sans axe indiqué", (town, none)),
        ),
    }
    apart = 3 if by == "theme" else 0
    return DirectoryContent(RELAIS, by, groups[by], MADE, 4, (1, 1, 2), apart)


def declared_page(*, filled: bool = False) -> DeclaredPageContent:
    """The page, empty or with what an association declared."""
    said = {1: "Solidarités Créteil Sahel", 2: "Créteil", 3: "01/01/2025", 4: "31/12/2025",
            5: "41", 6: "< 5", 7: "120", 8: "260", 9: "120", 10: "33", 11: "14", 12: "22",
            16: "< 5", 18: "325", 19: "Créteil; Bonneuil-sur-Marne; Alfortville",
            20: "Une salle nous manque le samedi.", 23: "Moussa Traoré", 24: "président",
            25: "09/03/2026"}  # fmt: skip
    groups = {"communes": "where", "lines": "lines", "declarer": "by", "function": "by",
              "date": "by"}  # fmt: skip
    made = tuple(
        NumberedBox(
            box.number,
            box.label(),
            box.hint(),
            said.get(box.number, "") if filled else "",
            "figures" if isinstance(box.kind, Box) else groups.get(box.field.name, "who"),
        )
        for box in boxes()
    )
    told = {code: explain.definition(code) for code in core()}
    return DeclaredPageContent(RELAIS, made, MADE, told, None if filled else date(2026, 3, 31))


def sheet() -> ActionSheet:
    """An action under way, with all that can be known of one."""
    return ActionSheet(
        "A2-03",
        "Ateliers sociolinguistiques dans plusieurs villes",
        ("AX1", "AX2"),
        "En cours",
        facts=(
            ("Pilote", "Ville de Vitry-sur-Seine"),
            ("Nature", "Atelier sociolinguistique, Cours de français"),
            ("Publics", "Tous publics migrants, Femmes, Parents"),
            ("Thèmes", "Français, lecture, écriture, École, études, diplômes"),
            ("Lieu", "Vitry-sur-Seine, Cachan, Champigny-sur-Marne"),
            ("Quand", "depuis le 01/09/2017"),
            ("Origine", "Recensement départemental"),
            ("Revue le", "03/02/2026"),
        ),
        flagship=True,
        description="Apprendre le français en allant là où il sert, à la mairie, à l’école, à la "
        "médiathèque, chez le médecin. Un groupe par besoin et par aisance, en trois phases.",
        objectives=("Se débrouiller seul dans cinq lieux de la ville", "Rencontrer leurs agents"),
        expected="Six groupes de douze personnes, une sortie par mois.",
        results=("Sept groupes, 121 personnes", "33 sorties ou intervenants"),
        partners=(
            PartnerRow("Pilote", "Ville de Vitry-sur-Seine"),
            PartnerRow("Partenaire", "Le Relais des deux rives", date(2018, 9, 1)),
            PartnerRow("Partenaire", "Passerelles Ivry", date(2021, 9, 1), date(2025, 6, 30)),
            PartnerRow("Financeur", "Conseil départemental du Val-de-Marne"),
        ),
        fundings=(
            FundingRow("Politique de la ville (QPV)", 2025, "Versé", "Préfecture du Val-de-Marne",
                       1_200_000, 900_000, 900_000, date(2026, 6, 30)),
            FundingRow("FAMI", 2026, "Demandé", "", 4_500_000),
        ),
        relays=(
            RelayRow(date(2025, 3, 4), "Magazine Val-de-Marne", "Le français par la ville", 60_000),
            RelayRow(date(2025, 9, 9), "Site internet"),
        ),
        aims=(
            Aim("W6", "Heures-participants", date(2026, 12, 31), 3000, "3 000,00 h", 2020,
                "2 020,00 h", 3420, "3 420,00 h", True),
            Aim("A1", "Personnes suivies", date(2026, 12, 31), 150, "150", 77, "77", 121, "121",
                False),
        ),
        figures=(figure("A1", q(121)), figure("W6", q(205_200)), figure("H2", q(40_050))),
        history=(
            (date(2026, 2, 3), "changé\u202f: Résultats obtenus, Revue le"),
            (date(2018, 2, 1), "saisie\u202f: En cours"),
        ),
        source="Plan d’action local intégré, février 2018, lignes 358",
    )  # fmt: skip


def idea() -> ActionSheet:
    """An idea, with what it still needs."""
    return ActionSheet(
        "F-07",
        "Parrainage de jeunes sans famille",
        ("AX1",),
        "Piste",
        facts=(("Nature", "Parrainage, tutorat"), ("Publics", "Mineurs non accompagnés")),
        certainty="nom probable, non confirmé",
        objectives=("Un adulte à qui parler", "Un appui pour la scolarité"),
        partners=(PartnerRow("Pressenti", "Éducation nationale"),),
        wanted=("une structure qui la pilote", "un lieu", "un début", "les résultats attendus"),
        source="Plan d’action local intégré, février 2018, lignes 470-480",
    )


def action() -> ActionContent:
    """Two sheets."""
    return ActionContent(RELAIS, papers.PLAN, (sheet(), idea()), MADE, "Année 2025")


def account() -> AccountContent:
    """The account of a year, its contributions in kind equal on both sides."""
    costs = (
        ("60", "Achats", 120_000, 98_450), ("61", "Services extérieurs", 60_000, 61_200),
        ("62", "Autres services extérieurs", 140_000, 155_300), ("63", "Impôts et taxes", None, 0),
        ("64", "Charges de personnel", 980_000, 975_000),
        ("86", "Emplois des contributions volontaires", 900_000, 934_500),
    )  # fmt: skip
    incomes = (
        ("70", "Ventes et prestations", 20_000, 18_000),
        ("74", "Subventions", 1_200_000, 1_200_000),
        ("75", "Autres produits de gestion", 80_000, 71_950),
        ("87", "Contributions volontaires en nature", 900_000, 934_500),
    )  # fmt: skip
    return AccountContent(
        RELAIS,
        replace(sheet(), facts=()),
        2025,
        date(2025, 1, 1),
        date(2025, 12, 31),
        MADE,
        tuple(BudgetRow(*row) for row in costs),
        tuple(BudgetRow(*row) for row in incomes),
        done=(
            ("Séances d’atelier", "72"),
            ("Dates", "du 07/01/2025 au 19/12/2025"),
            ("Lieux", "Maison de quartier Balzac, Vitry-sur-Seine"),
        ),
        figures=sheet().figures,
        hour_cents=1_400,
        notes=("Les subventions demandées à l’Europe ne sont pas encore accordées.",),
    )


def survey() -> SurveyContent:
    """The survey of 2018 with some answers as a new one would bring them."""
    return SurveyContent(
        RELAIS,
        "Enquête auprès des acteurs du territoire, février 2018",
        2018,
        MADE,
        (("Année", "2018"), ("Réponses, telles que publiées", "62"),
         ("Source", "Plan d’action 2018, lignes 277-291")),
        shares=(
            ShareRow("insertion professionnelle et vie locale (axe 2)", 43, 62, "69 %",
                     "répondants"),
            ShareRow("accès aux droits (axe 1)", 36, 62, "58,1 %", "répondants"),
            ShareRow("solidarité internationale (axe 3)", 22, 62, "35,5 %", "répondants"),
            ShareRow("travail de mémoire (axe 4)", 15, 62, "24,2 %", "répondants"),
            ShareRow("actions autofinancées par les structures", None, None, "51,6 %",
                     "actions recensées", "32 sur 62 donneraient 51,6"),
            ShareRow("structures accueillant des plus de 65 ans", None, None, "59 %",
                     "structures", "aucun nombre sur 62 ne donne 59,0"),
        ),
        ranks=(
            RankRow("territoires bénéficiaires, dans l’ordre",
                    ("Afrique subsaharienne", "Maghreb", "Europe hors UE")),
            RankRow("public principal", ("Adultes",)),
        ),
        counts=(("acteurs réunis par les ateliers", "29", ""), ("structures recensées, plus de",
                                                                "110", "au moins")),
        questions=(
            QuestionTally("Q4", "Champs d’intervention", "SEVERAL", 58,
                          (("Accès aux droits", 36), ("Vivre ensemble", 31), ("Mémoire", 15)),
                          several=True),
            QuestionTally("Q9", "Ce qui manque le plus", "TEXT", 2,
                          words=("une salle le samedi", "un interprète")),
            QuestionTally("Q10", "Question que personne n’a lue", "ONE", 0),
        ),
        note="Le questionnaire n’est pas dans la source, ses questions sont déduites.",
    )  # fmt: skip


def pictured() -> Iterator[tuple[str, Any]]:
    """Each of these papers for the pictures; a name ending in `-large` asks for large print."""
    yield "directory", directory()
    yield "directory-axis", directory("axis")
    yield "account", account()
    yield "action", action()
    yield "survey", survey()
    yield "declared-sheet", declared_page()
    yield "declared-sheet-filled", declared_page(filled=True)


def _directory(content: DirectoryContent, hostile: str) -> DirectoryContent:
    group = content.groups[1]
    actor = replace(
        group.actors[0],
        name=hostile[:160],
        short=hostile[:40],
        site=hostile[:200],
        offers=(ListedOffer(hostile[:160], hostile[:200], hostile[:200], papers=hostile[:300]),),
        contacts=(ListedContact(hostile[:120], hostile[:120]),),
    )
    return replace(content, groups=(replace(group, actors=(actor, *group.actors[1:])),))


def _declared_page(content: DeclaredPageContent, hostile: str) -> DeclaredPageContent:
    filled = declared_page(filled=True).boxes
    words = {1: hostile[:120], 20: hostile[:200], 23: hostile[:120]}
    made = tuple(replace(box, value=words.get(box.number, box.value)) for box in filled)
    return replace(content, boxes=made)


def _action(content: ActionContent, hostile: str) -> ActionContent:
    one = replace(
        content.actions[0],
        title=hostile[:160],
        description=hostile,
        objectives=(hostile[:300],),
        partners=(PartnerRow("Pilote", hostile[:160]),),
        relays=(RelayRow(MADE, "Site internet", hostile[:160]),),
        note=hostile[:500],
    )
    return replace(content, actions=(one,))


def _account(content: AccountContent, hostile: str) -> AccountContent:
    one = replace(content.action, title=hostile[:160], expected=hostile, results=(hostile[:300],))
    return replace(content, action=one, notes=(hostile[:300],))


def _survey(content: SurveyContent, hostile: str) -> SurveyContent:
    question = QuestionTally("Q4", hostile[:300], "ONE", 3, ((hostile[:160], 3),))
    words = QuestionTally("Q9", "Mots", "TEXT", 1, words=(hostile[:1000],))
    share = ShareRow(hostile[:200], 3, 4, "75 %", note=hostile[:500])
    return replace(content, title=hostile[:160], shares=(share,), questions=(question, words),
                   note=hostile[:500])  # fmt: skip


POISONED: Final[Mapping[str, Callable[[Any, str], Any]]] = {
    "directory": _directory,
    "declared-sheet": _declared_page,
    "action": _action,
    "account": _account,
    "survey": _survey,
}
EXAMPLES: Final[Mapping[str, Callable[[], Any]]] = {
    "directory": directory,
    "declared-sheet": declared_page,
    "action": action,
    "account": account,
    "survey": survey,
}
