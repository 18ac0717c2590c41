"""The directory through the real window: found, read, verified, added, merged."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from functools import partial
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from lapdesk import clock
from lapdesk.figures import circles
from lapdesk.models import lists, shipped
from lapdesk.models.draft import Draft
from lapdesk.services import balance, directory, home, record
from lapdesk.services.pages import Request
from lapdesk.store.desk import Desk
from lapdesk.ui.finding import FindingEdit
from lapdesk.ui.preferences import Preferences
from lapdesk.ui.printing import PrintDialog
from lapdesk.ui.work import Work
from tests.ui import everyday
from tests.ui.conftest import Photo
from tests.ui.everyday import asked
from tests.ui.homes import ask, found, place, read, settled, shell_of, until
from tests.ui.test_theme import cut_off

VITRY = shipped.id_of("plan-actors", "ville-vitry")


def offer_at(actor: str, title: str, checked: date, theme: str = "HOUSING") -> Draft:
    """An offer with what it must have."""
    return Draft(
        "Offer",
        {
            "actor": actor, "title": title, "themes": [theme], "nature": "RECEPTION",
            "commune": "94081", "hours": "lundi 9 h – 12 h", "checked_on": checked.isoformat(),
        },
    )  # fmt: skip


def written(desk: Desk, *drafts: Draft) -> list[str]:
    """Record these; their ids."""
    outcomes = record.write(desk, drafts)
    assert [o.status for o in outcomes] == ["written"] * len(drafts), outcomes
    return [str(o.record) for o in outcomes]


def words_of(page: Any) -> str:
    """All that a page says."""
    return "\n".join(label.text() for label in page.findChildren(QLabel) if not label.isHidden())


def test_an_offer_is_found_by_its_theme_in_a_few_keys_in_pictures(
    french: None, desk: Desk, work: Work, qtbot: QtBot, photo: Photo
) -> None:
    today = clock.today()
    written(desk, offer_at(VITRY, "Service logement", today - timedelta(days=20)))
    shell = shell_of(qtbot, desk, work)
    screen = place(shell, "directory")
    until(qtbot, lambda: screen.list.table.rowCount() == 60)  # the first page of 110
    qtbot.keyClicks(screen.list.words, "loge vitry")
    until(qtbot, lambda: screen.list.table.rowCount() == 1)
    qtbot.keyClick(screen.list.words, Qt.Key.Key_Return)
    qtbot.keyClick(screen.list.view, Qt.Key.Key_Return)
    until(qtbot, lambda: screen.card is not None)
    assert "Service logement" in words_of(screen.card)
    assert "lundi 9 h – 12 h" in words_of(screen.card)
    settled()
    photo(shell, "ui-annuaire")


def test_every_page_of_the_list_is_reached_in_the_order_of_names(desk: Desk) -> None:
    first = directory.page(desk, Request(limit=60))
    rest = directory.page(desk, Request(limit=60, after=first.rows[-1].key))
    names = [row.cells[0] for row in (*first.rows, *rest.rows)]
    assert len(names) == 110
    assert (first.more_above, first.more_below) == (False, True)
    assert (rest.more_above, rest.more_below) == (True, False)
    before = directory.page(desk, Request(limit=60, before=rest.rows[0].key))
    assert before.rows == first.rows
    folded = [key for row in (*first.rows, *rest.rows) for key in [row.key[0]]]
    assert folded == sorted(folded)


def test_filters_narrow_by_commune_theme_and_axis(desk: Desk, work: Work, qtbot: QtBot) -> None:
    written(desk, offer_at(VITRY, "Service logement", clock.today()))
    shell = shell_of(qtbot, desk, work)
    screen = place(shell, "directory")
    lines = screen.list
    until(qtbot, lambda: lines.table.rowCount() == 60)
    lines.theme.setCurrentIndex(lines.theme.findData("HOUSING"))
    until(qtbot, lambda: lines.table.rowCount() == 1)
    lines.theme.setCurrentIndex(0)
    qtbot.keyClicks(lines.commune, "vitry")
    qtbot.keyClick(lines.commune, Qt.Key.Key_Return)
    there = ask(qtbot, shell, partial(read, entity="Actor", commune="94081"))
    assert len(there) > 1
    until(qtbot, lambda: lines.table.rowCount() == len(there))
    lines.commune.clear()
    until(qtbot, lambda: lines.table.rowCount() == 60)
    lines.axis.setCurrentIndex(lines.axis.findData("AX4"))
    until(qtbot, lambda: 0 < lines.table.rowCount() < 60)


@pytest.mark.parametrize(
    ("days", "tone", "said"),
    [(0, "good", "today"), (180, "good", "6 months"), (181, "warn", "to check again"),
     (365, "warn", "to check again"), (366, "bad", "out of date")],
)  # fmt: skip
def test_freshness_is_said_in_words_and_colour(days: int, tone: str, said: str) -> None:
    day = clock.today() - timedelta(days=days)
    fresh = directory.freshness(day.isoformat())
    assert fresh.tone == tone
    assert said in fresh.words


def test_one_click_marks_an_offer_verified_and_one_takes_it_back(
    desk: Desk, work: Work, qtbot: QtBot
) -> None:
    old = clock.today() - timedelta(days=400)
    (offer,) = written(desk, offer_at(VITRY, "Service logement", old))
    shell = shell_of(qtbot, desk, work)
    screen = place(shell, "directory")
    screen.open_record(offer)  # as from the search: the structure of an offer
    until(qtbot, lambda: screen.card is not None)
    shown = screen.card
    assert "Out of date" in words_of(shown)
    qtbot.mouseClick(shown.verify_buttons[1], Qt.MouseButton.LeftButton)
    until(qtbot, lambda: screen.card is not shown)
    (now,) = ask(qtbot, shell, partial(read, entity="Offer", id=offer))
    assert now["checked_on"] == clock.today().isoformat()
    assert "Checked today" in words_of(screen.card)
    shown = screen.card
    shell.notices.action.click()
    until(qtbot, lambda: screen.card is not shown)
    (now,) = ask(qtbot, shell, partial(read, entity="Offer", id=offer))
    assert now["checked_on"] == old.isoformat()


def test_a_structure_that_was_begun_is_not_lost_to_another(
    desk: Desk, work: Work, qtbot: QtBot
) -> None:
    shell = shell_of(qtbot, desk, work)
    screen = place(shell, "directory")
    screen.new.click()
    settled()
    form = screen.form.form
    qtbot.keyClicks(form.inputs["name"].edit, "Maison des familles")
    for other in (lambda: screen.list.chose.emit(VITRY), screen.new.click, screen.outside.click):
        other()
        asked(shell).stay.click()
        settled()
        assert screen.form.form is form
        assert form.inputs["name"].value() == "Maison des familles"
    screen.list.chose.emit(VITRY)
    asked(shell).leave.click()
    until(qtbot, lambda: screen.card is not None)
    assert screen.form is None


def test_an_offer_is_added_and_edited_as_one_goes_in_pictures(
    french: None, desk: Desk, work: Work, qtbot: QtBot, photo: Photo
) -> None:
    shell = shell_of(qtbot, desk, work)
    screen = place(shell, "directory")
    screen.open_structure(VITRY)
    until(qtbot, lambda: screen.card is not None)
    screen.card.added.emit("Offer")
    form = screen.form.form
    form.inputs["title"].edit.setText("Permanence logement")
    form.inputs["title"].edit.setModified(True)
    qtbot.keyClicks(form.inputs["themes"].edit, "loge")
    qtbot.keyClick(form.inputs["themes"].edit, Qt.Key.Key_Return)
    qtbot.keyClicks(form.inputs["hours"].edit, "mardi matin")
    screen.form.add()
    until(qtbot, form.inputs["nature"].problem.text)  # what is missing is said there
    settled()
    photo(shell, "ui-annuaire-offre")
    qtbot.keyClicks(form.inputs["nature"].edit, "accueil, perm")
    qtbot.keyClick(form.inputs["nature"].edit, Qt.Key.Key_Return)
    screen.form.add()
    until(qtbot, lambda: screen.form is None and "Permanence logement" in words_of(screen.side))
    (offer,) = ask(qtbot, shell, partial(read, entity="Offer", actor=VITRY))
    assert (offer["commune"], offer["checked_on"]) == ("94081", clock.today().isoformat())
    screen.card.edited.emit(ask(qtbot, shell, directory.card, VITRY).offers[0].loaded)
    hours = screen.form.form.inputs["hours"].edit
    for words in ("jeudi", "mardi"):  # saved at each leaving, back again too
        hours.clear()
        qtbot.keyClicks(hours, words)
        qtbot.keyClick(hours, Qt.Key.Key_Return)
        until(qtbot, lambda: not screen.form._saving)
        (part,) = ask(qtbot, shell, directory.card, VITRY).offers
        assert part.loaded.values["hours"] == words
        assert len(part.loaded.base) == 1  # no clash with oneself
    assert part.loaded.record == offer["id"]


def test_an_interlocutor_is_named_in_letters_only_once_asked(
    desk: Desk, work: Work, qtbot: QtBot
) -> None:
    shell = shell_of(qtbot, desk, work)
    screen = place(shell, "directory")
    screen.open_structure(VITRY)
    until(qtbot, lambda: screen.card is not None)
    screen.card.added.emit("ActorContact")
    qtbot.keyClicks(screen.form.form.inputs["name"].edit, "Mme Ferry")
    screen.form.add()
    until(qtbot, lambda: screen.form is None and "Mme Ferry" in words_of(screen.side))
    assert "not named in letters" in words_of(screen.side)
    (contact,) = ask(qtbot, shell, partial(read, entity="ActorContact", actor=VITRY))
    assert contact["agreed_to_be_listed"] is False


def test_two_cards_of_one_structure_are_merged_and_nothing_is_lost(
    desk: Desk, work: Work, qtbot: QtBot
) -> None:
    (twin,) = written(
        desk,
        Draft(
            "Actor",
            {"name": "Mairie de Vitry", "kind": "ASSO", "source": "ici",
             "checked_on": clock.today().isoformat()},
        ),
    )  # fmt: skip
    written(desk, offer_at(twin, "Accueil social", clock.today()))
    shell = shell_of(qtbot, desk, work)
    screen = place(shell, "directory")
    screen.open_structure(twin)
    until(qtbot, lambda: screen.card is not None)
    screen.card.merged.emit()
    settled()  # a list of choices closes where its line moves
    other = found(screen.side, FindingEdit, "Name of the card that stays")
    qtbot.keyClicks(other, "ville de vitry")
    until(qtbot, other.offering)
    qtbot.keyClick(other, Qt.Key.Key_Return)
    other.parent().go_on.click()
    until(qtbot, lambda: screen.record == VITRY)
    until(qtbot, lambda: "Accueil social" in words_of(screen.side))
    lines = ask(qtbot, shell, directory.page, Request(text="vitry", limit=200))
    names = {row.id for row in lines.rows}
    assert twin not in names
    assert VITRY in names


def test_who_may_not_write_reads_all_the_same(desk: Desk, work: Work, qtbot: QtBot) -> None:
    desk.roles = frozenset(("VOLUNTEER",))
    shell = shell_of(qtbot, desk, work)
    screen = place(shell, "directory")
    assert screen.new.isHidden()
    screen.open_structure(VITRY)
    until(qtbot, lambda: screen.card is not None)
    assert not screen.card.verify_buttons


def linked(one: str, other: str, kind: str) -> Draft:
    """A link of two structures, known from a meeting."""
    values = {"from": one, "to": other, "kind": kind, "since": "2026-01-15", "source": "MEETING"}
    return Draft("ActorLink", values)


def test_filters_narrow_by_language_and_circle(desk: Desk, work: Work, qtbot: QtBot) -> None:
    offer = offer_at(VITRY, "Service logement", clock.today())
    written(desk, Draft("Offer", {**(offer.fields or {}), "languages": ["ar", "bm"]}))
    shell = shell_of(qtbot, desk, work)
    lines = place(shell, "directory").list
    until(qtbot, lambda: lines.table.rowCount() == 60)
    lines.language.setCurrentIndex(lines.language.findData("bm"))
    until(qtbot, lambda: lines.table.rowCount() == 1)
    lines.language.setCurrentIndex(0)
    placed = ask(qtbot, shell, in_circles)
    lines.circle.setCurrentIndex(lines.circle.findData("C1"))
    until(qtbot, lambda: lines.table.rowCount() == placed["C1"])
    assert 0 < placed["C1"] < 60


def in_circles(desk: Desk) -> Counter[str]:
    """How many structures stand in each circle."""
    with desk.transaction() as connection:
        return Counter(circles.by_structure(connection).values())


def three_circles(desk: Desk) -> tuple[str, str, str]:
    """A lead that the department knows, its partner, and one whom only that partner names."""
    day = clock.today().isoformat()
    about = {"kind": "ASSO", "source": "ici", "checked_on": day}
    head, second, third = written(
        desk,
        Draft("Actor", {"name": "Tete de file", **about, "roles": ["ULG_MEMBER"]}),
        Draft("Actor", {"name": "Partenaire", **about}),
        Draft("Actor", {"name": "Citee", **about}),
    )
    (action, *_rest) = read(desk, "PlanAction", code="A1-02")
    written(
        desk,
        Draft("PlanAction", {"lead": head}, str(action["id"])),
        Draft("ActionPartner", {"plan_action": action["id"], "actor": second, "role": "PARTNER"}),
        linked(second, third, "REFERS_TO"),
    )
    return head, second, third


@pytest.mark.parametrize("circle", [1, 2, 3])
def test_the_three_circles_in_pictures(
    french: None, desk: Desk, work: Work, qtbot: QtBot, photo: Photo, circle: int
) -> None:
    one = three_circles(desk)[circle - 1]
    shell = shell_of(qtbot, desk, work)
    screen = place(shell, "directory")
    until(qtbot, lambda: screen.list.table.rowCount() == 60)
    every_one = len(read(desk, "Actor"))
    placed = ask(qtbot, shell, in_circles)
    screen.list.circle.setCurrentIndex(screen.list.circle.findData(f"C{circle}"))
    until(qtbot, lambda: screen.list.table.rowCount() == min(placed[f"C{circle}"], 60))
    assert 0 < placed[f"C{circle}"] < every_one
    screen.open_structure(one)
    until(qtbot, lambda: screen.card is not None)
    photo(shell, f"ui-annuaire-cercle-{circle}")
    assert lists.get("circle").label(f"C{circle}") in words_of(screen.card)
    assert cut_off(screen.card) == []


def test_a_card_says_why_its_circle_and_its_links_lead_on(
    desk: Desk, work: Work, qtbot: QtBot
) -> None:
    _head, second, _third = three_circles(desk)
    shell = shell_of(qtbot, desk, work)
    screen = place(shell, "directory")
    screen.open_structure(second)
    until(qtbot, lambda: screen.card is not None)
    said = words_of(screen.card)
    assert "takes part in A1-02" in said
    assert "Orients people to →" in said
    before = screen.card
    next(b for b in before.findChildren(QPushButton) if b.text() == "Citee").click()
    until(qtbot, lambda: screen.card is not before)
    assert "named by Partenaire" in words_of(screen.card)
    assert "← Orients people to" in words_of(screen.card)


def test_a_link_is_added_from_the_card(desk: Desk, work: Work, qtbot: QtBot) -> None:
    other = str(next(a for a in read(desk, "Actor") if a["id"] != VITRY)["id"])
    shell = shell_of(qtbot, desk, work)
    screen = place(shell, "directory")
    screen.open_structure(VITRY)
    until(qtbot, lambda: screen.card is not None)
    screen.card.added.emit("ActorLink")
    inputs = screen.form.form.inputs
    inputs["to"].set_value(other, "x")
    inputs["kind"].set_value("POOLS")
    screen.form.add()
    until(qtbot, lambda: screen.form is None and "Pools means with →" in words_of(screen.side))
    (link,) = ask(qtbot, shell, partial(read, entity="ActorLink", kind="POOLS"))
    assert (link["from"], link["to"]) == (VITRY, other)
    assert link["since"] == clock.today().isoformat()


@pytest.mark.parametrize("look", everyday.LOOKS, indirect=True)
def test_links_are_drawn_by_kind_and_said_in_words_in_pictures(
    french: None, desk: Desk, work: Work, qtbot: QtBot, photo: Photo,
    look: str,
) -> None:  # fmt: skip
    actors = [str(a["id"]) for a in read(desk, "Actor")]
    written(
        desk,
        *(linked(actors[n], actors[m], "POOLS") for n, m in ((0, 1), (0, 2), (3, 1), (4, 5))),
        Draft("ActorLink", {"from": actors[6], "to": actors[7], "kind": "POOLS",
                            "until": "2020-01-01"}),
    )  # fmt: skip
    shell = shell_of(qtbot, desk, work, everyday.LOOKS[look])
    screen = place(shell, "directory")
    page = screen.sheets.go("links")
    until(qtbot, lambda: "POOLS" in page.buttons)
    assert page.picture is None
    assert not page.none.isHidden()
    page.buttons["POOLS"].click()
    until(qtbot, lambda: page.picture is not None)
    # Four stand, one ended.
    assert len(page.words.text().splitlines()) == 4
    assert "(4)" in page.buttons["POOLS"].text()
    photo(shell, f"ui-annuaire-liens{look}")
    assert cut_off(page) == []


def test_our_orientations_are_drawn_by_structure(desk: Desk, work: Work, qtbot: QtBot) -> None:
    home.open_safe(desk)
    everyday.everyday(desk)
    year = f"{balance.year_meant()}-"
    told = [o for o in read(desk, "Orientation") if str(o["date"]).startswith(year)]
    assert told
    shell = shell_of(qtbot, desk, work)
    page = place(shell, "directory").sheets.go("links")
    until(qtbot, page.words.text)
    assert page.words.text() == f"Les Amis → Point d’accès au droit : {len(told)}"
    assert page.picture is not None


@pytest.mark.parametrize("look", everyday.LOOKS, indirect=True)
def test_duplicates_are_listed_and_one_card_stays_in_pictures(
    french: None, desk: Desk, work: Work, qtbot: QtBot, photo: Photo,
    look: str,
) -> None:  # fmt: skip
    twin = {"name": "VILLE DE VITRY-SUR-SEINE", "kind": "COMMUNE", "commune": "94081",
            "source": "saisi ici", "checked_on": clock.today().isoformat()}  # fmt: skip
    (double,) = written(desk, Draft("Actor", twin))
    shell = shell_of(qtbot, desk, work, everyday.LOOKS[look])
    screen = place(shell, "directory")
    page = screen.sheets.go("doubles")
    until(qtbot, lambda: page.pairs)
    assert {one.id for one in page.pairs[0]} == {VITRY, double}
    photo(shell, f"ui-annuaire-doublons{look}")
    assert cut_off(page) == []
    page.keep(VITRY, double)
    until(qtbot, lambda: not page.pairs)
    (gone,) = ask(qtbot, shell, partial(read, entity="Actor", id=double))
    assert (gone["merged_into"], gone["state"]) == (VITRY, "MERGED")


def test_the_directory_prints_in_three_orders(desk: Desk, work: Work, qtbot: QtBot) -> None:
    shell = shell_of(qtbot, desk, work)
    screen = place(shell, "directory")
    screen.list.print.click()
    dialog = screen.findChild(PrintDialog)
    assert dialog is not None
    assert dialog.other.count() == 3
    until(qtbot, lambda: dialog.made is not None)
    first = dialog.made
    dialog.other.setCurrentIndex(2)
    until(qtbot, lambda: dialog.made is not first)
    assert dialog.made is not None
    assert dialog.made.pages > 1
    dialog.reject()


@pytest.mark.parametrize(
    ("name", "looks", "mirrored"),
    [("dark", Preferences(theme="dark"), False), ("large", Preferences(scale=200), False),
     ("mirrored", Preferences(), True)],
)  # fmt: skip
def test_the_card_holds_in_every_look_in_pictures(
    desk: Desk, work: Work, qtbot: QtBot, app: QApplication, photo: Photo,
    name: str, looks: Preferences, mirrored: bool,
) -> None:  # fmt: skip
    from lapdesk.ui import theme

    if mirrored:
        app.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    theme.apply(app, looks)
    written(desk, offer_at(VITRY, "Service logement", clock.today() - timedelta(days=200)))
    shell = shell_of(qtbot, desk, work, looks)
    screen = place(shell, "directory")
    screen.open_structure(VITRY)
    until(qtbot, lambda: screen.card is not None and screen.list.table.rowCount() == 60)
    settled()
    photo(shell, f"look-annuaire-{name}")
