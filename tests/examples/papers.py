"""Example contents of the papers: invented associations of Val-de-Marne, in French."""

from __future__ import annotations

from datetime import date, time

from lapdesk.figures.results import Breakdown, Cell, Figure, Quantity
from lapdesk.reports.contents import (
    Comment,
    Interlocutor,
    LetterContent,
    Module,
    Part,
    Period,
    Sender,
    SheetContent,
    SheetRow,
    SheetSession,
    Signer,
    SummaryContent,
    Tile,
)
from lapdesk.reports.contents_committee import CommitteeContent, FileRow
from lapdesk.reports.reference import places, questions, risks

PERIOD = Period(date(2025, 1, 1), date(2025, 12, 31), date(2026, 3, 16))
PLAN = "Plan d’action local intégré du Val-de-Marne, édition 2018"
RELAIS = Sender(
    "Le Relais des deux rives",
    "Vitry-sur-Seine",
    "Association",
    "14 rue Audigeois, 94400 Vitry-sur-Seine",
    "01 46 80 00 00",
    "lundi et jeudi de 14 h à 17 h",
)
DEFINITIONS = {
    "A1": "Personnes avec un code, venues en atelier, accompagnées ou orientées dans la période. "
    "Chacune compte une fois, quel que soit le nombre de ses visites.",
    "A2": "Personnes suivies dont le premier contact est dans la période.",
    "A3": "Personnes accueillies sans fiche, lors d’un accompagnement ou d’une séance. La même "
    "personne compte à chaque visite.",
    "A4": "Communes du Val-de-Marne où habite au moins une personne suivie, sur 47.",
    "S1": "Accompagnements datés dans la période ; un accompagnement pour plusieurs personnes "
    "compte une fois.",
    "S2": "Durée des accompagnements de la période.",
    "R1": "Orientations de la période, brouillons exclus.",
    "R2": "Orientations où une personne a été nommée, appelée ou rencontrée, sur toutes celles de "
    "la période.",
    "R3": "Orientations d’au moins 60 jours dont la personne a été reçue.",
    "R4": "Orientations d’au moins 60 jours dont l’issue est connue.",
    "R5": "Orientations abouties à un droit, un service, une inscription ou une réponse, sur "
    "celles dont l’issue est connue.",
    "W1": "Séances tenues dans la période.",
    "W2": "Séances tenues, sur celles qui étaient prévues.",
    "W4": "Personnes venues à au moins une séance.",
    "W5": "Temps de présence des inscrits, sur la durée des séances.",
    "W6": "Temps de présence de toutes les personnes avec un code.",
    "H1": "Bénévoles ayant donné du temps dans la période.",
    "H2": "Temps donné par les bénévoles.",
    "Q1": "Valeurs connues pour le sexe, l’âge et la commune des personnes suivies.",
    "Q3": "Associations dont les chiffres sont là, sur celles attendues.",
}
TITLES = {
    "A1": ("Personnes suivies", "person"),
    "A2": ("Nouvelles personnes", "person"),
    "A3": ("Personnes accueillies sans fiche", "contact"),
    "A4": ("Communes touchées", "percent"),
    "S1": ("Actes d’accompagnement", "act"),
    "S2": ("Temps d’accompagnement", "hour"),
    "R1": ("Orientations", "orientation"),
    "R2": ("Orientations accompagnées", "percent"),
    "R3": ("Personnes effectivement reçues", "percent"),
    "R4": ("Issue connue", "percent"),
    "R5": ("Orientations abouties", "percent"),
    "W1": ("Séances tenues", "session"),
    "W2": ("Séances maintenues", "percent"),
    "W4": ("Participants aux ateliers", "person"),
    "W5": ("Assiduité", "percent"),
    "W6": ("Heures-participants", "hour"),
    "H1": ("Bénévoles actifs", "person"),
    "H2": ("Heures de bénévolat", "hour"),
    "H2.fte": ("Bénévolat en équivalent temps plein", "FTE"),
    "Q1": ("Complétude", "percent"),
    "Q2": ("Délai de saisie", "day"),
    "Q3": ("Associations dans le bilan", "percent"),
}
SEX = (("F", "Femme"), ("M", "Homme"), ("NS", "Non renseigné"))
AGES = (
    ("U26", "Moins de 26 ans"),
    ("26-59", "26 à 59 ans"),
    ("60+", "60 ans et plus"),
    ("NS", "Non renseigné"),
)
AXES = (
    ("AX1", "Accès aux droits"),
    ("AX2", "Vivre ensemble / Faire société"),
    ("AX3", "Parcours migratoires, liens entre pays d’accueil et d’origine"),
    ("AX4", "Migrations et mémoire"),
    ("NS", "Non renseigné"),
)
THEMES = (
    ("ADMIN", "Démarches administratives"),
    ("HOUSING", "Logement, hébergement"),
    ("RETIREMENT", "Retraite"),
    ("DIGITAL", "Numérique, démarches en ligne"),
    ("FRENCH", "Français, lecture, écriture"),
    ("FAMILY", "Famille, parentalité"),
)
KINDS = (
    ("ASL", "Atelier sociolinguistique"),
    ("FLE", "Cours de français"),
    ("DIGITAL", "Atelier numérique"),
)
MODES = (
    ("M0", "Information donnée, sans adresse"),
    ("M1", "Coordonnées et horaires remis"),
    ("M2", "Nom d’une personne donné et présenté"),
    ("M3", "Appel ou rendez-vous pris avec la personne"),
    ("M4", "Déplacement avec la personne"),
)


def q(n: int, d: int | None = None) -> Quantity:
    return Quantity(n, d)


def small() -> Quantity:
    return Quantity(2).hide(1, 4)


def between(low: int, high: int) -> Quantity:
    return Quantity(low).hide(low, high)


def figure(
    code: str,
    total: Quantity,
    cut: str = "",
    names: tuple[tuple[str, str], ...] = (),
    values: tuple[Quantity, ...] = (),
    known: Quantity | None = None,
    associations: tuple[int, int] | None = None,
    kept: bool = True,
) -> Figure:
    title, unit = TITLES[code]
    by = None
    if cut:
        cells = (Cell(key, label, v) for (key, label), v in zip(names, values, strict=True))
        by = Breakdown(cut, tuple(cells))
    return Figure(code, title, unit, total, known, by, kept, associations)


def figures() -> tuple[Figure, ...]:
    return (
        figure("A1", q(186)),
        figure("A1", q(186), "sex", SEX, (q(118), q(61), q(7))),
        figure("A1", q(186), "age_band", AGES, (q(27), q(96), between(50, 58), small())),
        figure("A1", q(186), "axis", AXES, (q(142), q(88), small(), q(0), between(9, 14))),
        figure("A2", q(71)),
        figure("A3", q(412)),
        figure("A4", q(9, 47)),
        figure("S1", q(1204)),
        figure("S1", q(1204), "axis", AXES, (q(811), q(236), q(48), q(0), q(109))),
        figure("S1", q(1204), "theme", THEMES, (q(402), q(233), q(188), q(171), q(132), q(78))),
        figure("S2", q(38_130)),
        figure("S2", q(38_130), "axis", AXES, (q(25_890), q(7_440), q(1_230), q(0), q(3_570))),
        figure("R1", q(147)),
        figure("R1", q(147), "mode", MODES, (q(21), q(39), q(46), q(32), q(9))),
        figure("R2", q(87, 147), known=q(147, 147)),
        figure("R3", q(71, 98), known=q(98, 112)),
        figure("R4", q(83, 112)),
        figure("R5", q(58, 83), known=q(83, 112)),
        figure("W1", q(94)),
        figure("W1", q(94), "kind", KINDS, (q(52), q(30), q(12))),
        figure("W2", q(94, 99)),
        figure("W4", q(64)),
        figure("W4", q(64), "sex", SEX, (between(45, 60), between(1, 4), q(0))),
        figure("W5", q(98_100, 124_800)),
        figure("W6", q(103_350)),
        figure("W6", q(103_350), "axis", AXES, (q(21_000), q(82_350), q(0), q(0), q(0))),
        figure("H1", q(23)),
        figure("H2", q(111_270)),
        figure("H2.fte", q(115, 100)),
        figure("Q1", q(519, 558)),
        figure("Q2", Quantity(None), kept=False),
    )


SIGNER = Signer(
    "Claire Morvan",
    "Présidente",
    date(2026, 3, 16),
    "cerise lampe bateau neige – tambour miroir plage renard",
    "3f9a51c07be24d8811a6e05d92cc7f4410b7a94e6d2f38c5b1097e6fa2d4c803",
)


def summary() -> SummaryContent:
    return SummaryContent(
        RELAIS,
        PERIOD,
        PLAN,
        2,
        SIGNER,
        figures(),
        DEFINITIONS,
        modules=(
            Module("Accompagnement et orientation", True),
            Module("Ateliers", True),
            Module("Anonymes accueillis", True, "suivi à partir de mars"),
            Module("Migrapass", False),
        ),
        comments=(
            Comment(
                "",
                "L’année a été marquée par la fermeture du guichet voisin : beaucoup plus de "
                "demandes d’aide pour les démarches en ligne, et deux permanences en plus.",
            ),
            Comment("R", "Deux partenaires n’ont plus reçu sans rendez-vous à partir de juin."),
        ),
        replaces=1,
        reference="2018.1",
    )


def part(
    name: str,
    a1: Quantity,
    s1: int,
    r2: tuple[int, int],
    r3: tuple[int, int],
    r5: tuple[int, int],
    w5: tuple[int, int] | None,
) -> Part:
    return Part(
        name,
        (
            figure("A1", a1),
            figure("S1", q(s1)),
            figure("R2", q(*r2)),
            figure("R3", q(*r3)),
            figure("R5", q(*r5)),
            figure("W5", q(*w5)) if w5 else figure("W5", Quantity(None), kept=False),
        ),
    )


def consolidated() -> tuple[Figure, ...]:
    three, two = (3, 4), (2, 4)
    return (
        figure("A1", between(431, 434), associations=three),
        figure(
            "A1",
            between(431, 434),
            "sex",
            SEX,
            (q(262), q(151), between(18, 21)),
            associations=three,
        ),
        figure(
            "A1",
            between(431, 434),
            "age_band",
            AGES,
            (q(78), q(231), q(104), between(18, 21)),
            associations=three,
        ),
        figure(
            "A1",
            between(431, 434),
            "axis",
            AXES,
            (q(301), q(214), between(17, 20), q(26), q(22)),
            associations=three,
        ),
        figure("A2", q(164), associations=three),
        figure("A3", q(1043), associations=two),
        figure("A4", between(17, 22), associations=three),
        figure("S1", q(2860), associations=three),
        figure(
            "S1",
            q(2860),
            "axis",
            AXES,
            (q(1702), q(748), q(121), q(64), q(225)),
            associations=three,
        ),
        figure(
            "S1",
            q(2860),
            "theme",
            THEMES,
            (q(930), q(544), q(402), q(381), q(361), q(242)),
            associations=three,
        ),
        figure("S2", q(88_620), associations=three),
        figure("R1", q(346), associations=three),
        figure(
            "R1", q(346), "mode", MODES, (q(52), q(104), q(97), q(71), q(22)), associations=three
        ),
        figure("R2", q(190, 346), associations=three),
        figure("R3", q(161, 229), known=q(229, 268), associations=three),
        figure("R4", q(190, 268), associations=three),
        figure("R5", q(131, 190), known=q(190, 268), associations=three),
        figure("W1", q(211), associations=two),
        figure("W2", q(211, 224), associations=two),
        figure("W4", q(149), associations=two),
        figure("W5", q(212_300, 281_000), associations=two),
        figure("W6", q(241_350), associations=two),
        figure("H1", q(58), associations=three),
        figure("H2", q(264_900), associations=three),
        figure("Q1", q(1180, 1299), associations=three),
        figure("Q3", q(3, 4)),
    )


def tiles() -> tuple[Tile, ...]:
    numbers = {
        "94081": 122,
        "94028": 84,
        "94041": 61,
        "94022": 43,
        "94078": 29,
        "94076": 25,
        "94054": 18,
        "94002": 14,
        "94017": 12,
        "94033": 9,
        "94080": 8,
        "94073": 7,
        "94071": 6,
        "94003": 5,
        "94037": 5,
        "94074": 5,
    }
    made = [Tile(p.insee, q(numbers[p.insee])) for p in places() if p.insee in numbers]
    return (*made, Tile("94068", between(10, 13), 2))


def committee() -> CommitteeContent:
    words = "3f9a 51c0 7be2 4d88 11a6 e05d 92cc 7f44"
    return CommitteeContent(
        Sender("Comité partenarial du plan d’action local intégré", "Créteil"),
        PERIOD,
        PLAN,
        date(2026, 4, 2),
        "Nadia Ferhat, coordinatrice du plan",
        consolidated(),
        (
            part(RELAIS.name, q(186), 1204, (87, 147), (71, 98), (58, 83), (98_100, 124_800)),
            part(
                "Passerelles Ivry", q(173), 1098, (61, 128), (59, 86), (49, 70), (114_200, 156_200)
            ),
            part("Mémoires d’Orly", between(72, 75), 558, (42, 71), (31, 45), (24, 37), None),
        ),
        tiles(),
        (
            FileRow(
                RELAIS.name,
                2,
                "2025",
                "included",
                "Claire Morvan",
                "Présidente",
                date(2026, 3, 16),
                words,
                "remplace le n° 1",
            ),
            FileRow(
                "Passerelles Ivry",
                1,
                "2025",
                "included",
                "Amadou Sy",
                "Trésorier",
                date(2026, 2, 27),
                "b870 11e2 64ca 09f3 5d21 aa7e 3c90 1f68",
            ),
            FileRow(
                "Mémoires d’Orly",
                1,
                "2025",
                "declared",
                "Lucie Bernard",
                "Secrétaire",
                date(2026, 3, 9),
            ),
            FileRow(
                "Solidarités Créteil Sahel",
                1,
                "2025",
                "held",
                "Moussa Traoré",
                "Président",
                date(2026, 3, 30),
                "c4d1 90aa 7712 e3b8 0f6d 55c9 a1e4 238b",
                "empreinte à confirmer par téléphone",
            ),
            FileRow(
                RELAIS.name,
                1,
                "2025",
                "replaced",
                "Claire Morvan",
                "Présidente",
                date(2026, 2, 3),
                words,
            ),
            FileRow(
                "Ateliers du Port-à-l’Anglais",
                3,
                "2025",
                "refused",
                remark="la signature ne correspond pas au contenu",
            ),
        ),
        questions(),
        risks(),
        DEFINITIONS,
        3,
        4,
        1,
        (2, 7),
        (
            Comment(
                "",
                "Le comité retient deux priorités pour 2026 : l’accès aux démarches "
                "en ligne et la fraîcheur de l’annuaire.",
            ),
        ),
    )


def session(rows: tuple[SheetRow, ...], **more: object) -> SheetSession:
    given: dict[str, object] = {
        "title": "Français pour la vie de tous les jours, groupe du mardi",
        "day": date(2026, 3, 3),
        "start": time(14, 0),
        "end": time(16, 0),
        "place": "Maison de quartier Balzac, Vitry-sur-Seine",
        "leaders": ("Hélène Rousseau", "Karim Belkacem"),
        "rows": rows,
        "action": "Ateliers sociolinguistiques du Val-de-Marne",
        "funder": "Action soutenue par le Département du Val-de-Marne",
        "topic": "Prendre un rendez-vous à l’hôpital",
        "space": "Médecin, hôpital, pharmacie · Exploration",
    }
    return SheetSession(**{**given, **more})  # type: ignore[arg-type]


NAMES = (
    "Fatoumata D.",
    "Fatoumata K.",
    "Aïcha B.",
    "Minh Anh T.",
    "Selvi R.",
    "Ibrahima S.",
    "Maria da Conceição P.",
    "فاطمة ب.",
    "Oksana V.",
    "Mehmet Y.",
    "Rosa M.",
    "Adama C.",
)


def blank_sheet() -> SheetContent:
    rows = tuple(SheetRow(name) for name in NAMES)
    return SheetContent(RELAIS, (session(rows),), date(2026, 3, 2), named=True)


def called_sheet() -> SheetContent:
    marks = [("Présent", 120)] * 9 + [("Retard", 105), ("Absent", 0), ("Excusé", 0)]
    codes = (
        "7K2M9Q",
        "A8T0VD",
        "C31XPF",
        "F0H8JW",
        "G5NR2B",
        "HX74KE",
        "J9QD13",
        "M2V6TZ",
        "N40YAC",
        "P8K5SH",
        "R1WB7G",
        "T6E3XM",
    )
    rows = tuple(
        SheetRow(code, mark, minutes) for code, (mark, minutes) in zip(codes, marks, strict=True)
    )
    full = session(
        rows, halves=("Matin", "Après-midi"), start=time(9, 30), end=time(16, 30), spare=2
    )
    return SheetContent(RELAIS, (full,), date(2026, 3, 4))


def letter(second: str | None = "ar", person: str | None = "Fatoumata D.") -> LetterContent:
    return LetterContent(
        RELAIS,
        "Claire Morvan",
        date(2026, 3, 3),
        "Espace départemental des solidarités de Vitry",
        "6 rue Henri de Vilmorin, 94400 Vitry-sur-Seine",
        "7F3K-21",
        person=person,
        theme=("HOUSING", "Logement, hébergement"),
        interlocutor=Interlocutor(
            "Madame Diallo",
            "assistante sociale",
            "Madame Diallo connaît notre association. Elle reçoit le mardi matin.",
            "01 56 71 00 00",
        ),
        hours="du lundi au vendredi, de 9 h à 12 h et de 14 h à 17 h",
        transport="RER C, arrêt Vitry-sur-Seine, puis bus 180 (arrêt Mairie)",
        papers="une pièce d’identité, la dernière quittance de loyer, ce courrier",
        appointment=date(2026, 3, 10),
        appointment_time=time(9, 30),
        second=second,
    )
