"""Names of the example's invented people: given names that go with a family name and a tongue."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from typing import Final

# Which language profiles go with a tongue, as often as they are listed.
_SCHOOLED: Final = ("FLE", "FLE", "FLE", "POST_ALPHA", "NS")
_OTHER_SCRIPT: Final = ("FLE_OTHER_SCRIPT", "FLE_OTHER_SCRIPT", "FLE", "POST_ALPHA", "ALPHA")
_LITTLE_SCHOOL: Final = ("ALPHA", "ALPHA", "POST_ALPHA", "POST_ALPHA", "FLE")
_IN_FRENCH: Final = ("ILLETTRISME", "RAN", "RAN", "FLE", "NS")


@dataclass(frozen=True, slots=True)
class Tongue:
    """People of one language: women's and men's given names, family names, how they were schooled;
    `weight` is how many of them come."""

    language: str
    weight: int
    women: tuple[str, ...]
    men: tuple[str, ...]
    families: tuple[str, ...]
    profiles: tuple[str, ...]


TONGUES: Final = (
    Tongue("bm", 9, ("Aminata", "Mariam", "Djénéba", "Oumou", "Assetou", "Kadiatou"),
           ("Moussa", "Sékou", "Bakary", "Adama", "Modibo"),
           ("Traoré", "Koné", "Coulibaly", "Sangaré", "Dembélé", "Keïta"), _LITTLE_SCHOOL),
    Tongue("snk", 7, ("Founé", "Hawa", "Coumba", "Sira", "Mahawa"),
           ("Demba", "Gaye", "Samba", "Lassana", "Bouna"),
           ("Soumaré", "Camara", "Sylla", "Doucouré", "Tandia"), _LITTLE_SCHOOL),
    Tongue("ff", 7, ("Aïssatou", "Fatoumata Binta", "Mariama", "Ramatoulaye", "Oumou Salamata"),
           ("Ibrahima", "Boubacar", "Thierno", "Alpha Oumar", "Ousmane"),
           ("Diallo", "Barry", "Sow", "Bâ", "Kane"), _LITTLE_SCHOOL),
    Tongue("wo", 4, ("Rokhaya", "Ndèye", "Awa", "Sokhna"), ("Cheikh", "Pape", "Modou", "Serigne"),
           ("Ndiaye", "Diop", "Fall", "Gueye"), _SCHOOLED),
    Tongue("ar", 12, ("Khadija", "Nadia", "Souad", "Fatma", "Hanane", "Latifa", "Zohra"),
           ("Rachid", "Ahmed", "Abdelkader", "Mounir", "Lahcen", "Tahar"),
           ("Benali", "Haddad", "Mansouri", "Bouzid", "Trabelsi", "El Amrani", "Chaouch"),
           _OTHER_SCRIPT),
    Tongue("ber", 6, ("Tassadit", "Ouardia", "Fadhma", "Zahia"), ("Akli", "Mohand", "Idir",
           "Lounès"),
           ("Aït Saïd", "Hamdad", "Mebarki", "Idjer"), _OTHER_SCRIPT),
    Tongue("pt", 5, ("Dolores", "Fátima", "Conceição", "Lurdes"), ("João", "Carlos", "Adelino",
           "Rui"),
           ("Monteiro", "Semedo", "Lopes Varela", "Pinto"), _SCHOOLED),
    Tongue("es", 3, ("Yolanda", "Marleny", "Luz Dary"), ("Wilmer", "Edison", "Julio César"),
           ("Moreno", "Quispe", "Cárdenas"), _SCHOOLED),
    Tongue("tr", 4, ("Selin", "Gülsüm", "Emine"), ("Mehmet", "Hüseyin", "Yusuf"),
           ("Yılmaz", "Demir", "Kaplan"), _SCHOOLED),
    Tongue("ku", 4, ("Berfin", "Gulistan", "Rojda"), ("Baran", "Azad", "Serhat"),
           ("Karataş", "Bozkurt", "Toprak"), _LITTLE_SCHOOL),
    Tongue("vi", 3, ("Thi Hoa", "Ngoc Anh", "Bich Thuy"), ("Van Minh", "Quoc Hung"),
           ("Nguyen", "Tran", "Le Van"), _SCHOOLED),
    Tongue("zh", 4, ("Meihua", "Xiaoling", "Guiying"), ("Weimin", "Jianguo", "Haitao"),
           ("Chen", "Zhao", "Huang", "Wu"), _OTHER_SCRIPT),
    Tongue("ta", 4, ("Lakshmi", "Priya", "Kamala"), ("Suresh", "Kannan", "Prakash"),
           ("Sivakumar", "Rajendran", "Nadarajah"), _OTHER_SCRIPT),
    Tongue("bn", 4, ("Shirin", "Nasrin", "Rahima"), ("Jahangir", "Shafiqul", "Mizanur"),
           ("Akhter", "Hossain", "Chowdhury"), _OTHER_SCRIPT),
    Tongue("uk", 4, ("Iryna", "Oksana", "Halyna"), ("Mykola", "Vasyl", "Taras"),
           ("Kovalenko", "Shevchuk", "Lysenko"), _OTHER_SCRIPT),
    Tongue("fa", 4, ("Zahra", "Parwin", "Shukria"), ("Esmatullah", "Najib", "Reza"),
           ("Rahimi", "Noori", "Haidari"), _OTHER_SCRIPT),
    Tongue("ti", 3, ("Selam", "Mehret", "Saba"), ("Tesfay", "Filmon", "Yohannes"),
           ("Ghebremeskel", "Kidane", "Araya"), _OTHER_SCRIPT),
    Tongue("ln", 4, ("Mireille", "Nsimba", "Bijou"), ("Junior", "Trésor", "Jean-Pierre"),
           ("Ilunga", "Mbuyi", "Kabongo", "Nzuzi"), _IN_FRENCH),
    Tongue("ro", 3, ("Mihaela", "Daniela", "Violeta"), ("Ionuț", "Vasile", "Marin"),
           ("Popa", "Stan", "Ciobanu"), _SCHOOLED),
    Tongue("hy", 2, ("Anahit", "Gayane"), ("Tigran", "Hrant"), ("Petrosyan", "Sargsyan"),
           _OTHER_SCRIPT),
    Tongue("fr", 4, ("Guerda", "Marie-Ange", "Rose-Laure"), ("Wilner", "Fritz", "Emmanuel"),
           ("Jean-Baptiste", "Pierre-Louis", "Toussaint"), _IN_FRENCH),
)  # fmt: skip


# Whose records look alike: two women of one name; one woman written down twice.
SAME_NAME: Final = ("Mariama", "Diallo")
TWICE: Final = (("Hanane", "El Amrani"), ("Hanane", "Elamrani"))


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody as a name, a tongue and what they learned at school."""

    given: str
    family: str
    woman: bool
    language: str
    profile: str


def draw_one(draw: Random, taken: set[tuple[str, str]]) -> Named:
    """Somebody whose name nobody in `taken` has; adds them to it."""
    while True:
        tongue = draw.choices(TONGUES, [t.weight for t in TONGUES])[0]
        woman = draw.random() < 0.62
        given = draw.choice(tongue.women if woman else tongue.men)
        name = (given, draw.choice(tongue.families))
        if name not in taken:
            taken.add(name)
            return Named(*name, woman, tongue.language, draw.choice(tongue.profiles))
