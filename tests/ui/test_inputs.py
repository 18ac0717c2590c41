"""Every field of every entity has an input that gives back what it was given."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from lapdesk.models import communes, lists
from lapdesk.models.base import Entity, Field, fields
from lapdesk.models.draft import Problem
from lapdesk.models.entities import ALL, BY_NAME
from lapdesk.models.kinds import (
    Choice,
    Commune,
    Day,
    Decimal,
    Flag,
    Hour,
    Kind,
    Malformed,
    Many,
    Moment,
    Ref,
    Whole,
    Words,
)  # fmt: skip
from lapdesk.models.kinds_declared import Box, SurveyAnswers
from lapdesk.models.kinds_special import (
    FunderAnswers,
    FunderFields,
    ItemValue,
    ModulesByYear,
    PersonCode,
    Rna,
    Sealed,
    Siret,
    Slots,
)  # fmt: skip
from lapdesk.services.loading import Loaded
from lapdesk.ui.finding import Answer, Found
from lapdesk.ui.flow import FlowLayout
from lapdesk.ui.forms import Part, RecordForm, input_for
from lapdesk.ui.inputs import Input, LineInput, SealedInput
from lapdesk.ui.inputs_choice import ChipsInput, ListInput
from lapdesk.ui.inputs_day import DayInput, completed
from lapdesk.ui.inputs_find import FindInput, ManyInput

SOME_ID = "0190a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b"
OTHER_ID = "0190a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5c"


class Shelf:
    """Two records of anything, found by any letter."""

    def find(self, entity: str, text: str, answer: Answer) -> None:
        answer([Found(SOME_ID, f"{entity} one"), Found(OTHER_ID, f"{entity} two")])


def every_field() -> Iterator[Any]:
    for entity in ALL:
        for name in fields(entity):
            yield pytest.param(entity, name, id=f"{entity.__name__}.{name}")


def sample(kind: Kind) -> Any:
    """A value in JSON form that the kind admits."""
    if isinstance(kind, Many):
        return kind.check([sample(kind.item)])
    if isinstance(kind, Sealed):
        return sample(kind.inside)
    if isinstance(kind, Choice):
        return list(lists.get(kind.of).entries)[-1]
    if isinstance(kind, Words):
        return "Un mot"[: kind.limit]
    if isinstance(kind, Whole):
        return min(kind.high, max(kind.low, 45))
    known: dict[type[Kind], Any] = {
        Flag: True, Day: "2025-03-31", Hour: "14:30",
        Moment: "2025-03-31T14:30", Commune: "94028", Ref: SOME_ID, PersonCode: "000000",
        Siret: "73282932000074", Rna: "W941234567",
        Slots: [{"weekday": 2, "start": "14:00", "end": "16:00"}],
        ModulesByYear: {"2025": {next(iter(lists.get("module").entries)): "KEPT"}},
        FunderFields: [{"item": "housing", "purpose": "b", "until": "2026-12-31"}],
        FunderAnswers: {"disability": "REFUSED", "housing": "HOSTED"}, ItemValue: "HOSTED",
        SurveyAnswers: {"Q1": ["ASSO"], "Q4": ["AX1", "AX2"], "Q6": []}, Decimal: "0.3",
        Box: "FEWER",
    }  # fmt: skip
    return known.get(type(kind), "Un mot")


def made(app: QApplication, qtbot: QtBot, field: Field) -> Input:
    found = input_for(field, Shelf())
    qtbot.addWidget(found)
    found.show()
    return found


@pytest.mark.parametrize(("entity", "name"), list(every_field()))
def test_an_input_gives_back_what_it_shows(
    app: QApplication, qtbot: QtBot, entity: Entity, name: str
) -> None:
    about = fields(entity)[name]
    found = made(app, qtbot, about)
    if isinstance(found, SealedInput):
        found.set_open(True)
    value = sample(about.kind)
    found.set_value(value, "Somebody")
    assert found.value() == value
    found.set_value(None)
    assert found.value() in (None, [])
    focused: QWidget | None = found
    while focused is not None and focused.focusProxy() is not None:
        focused = focused.focusProxy()
    assert focused is not None
    assert focused.accessibleName()


@pytest.mark.parametrize(
    ("typed", "read"),
    [("31/03/25", "2025-03-31"), ("31.3.2025", "2025-03-31"), ("310325", "2025-03-31"),
     ("31-03-2025", "2025-03-31"), ("2025-03-31", "2025-03-31")],
)  # fmt: skip
def test_a_day_is_read_as_people_write_it(
    app: QApplication, qtbot: QtBot, typed: str, read: str
) -> None:
    found = made(app, qtbot, fields(BY_NAME["SupportAction"])["date"])
    assert isinstance(found, DayInput)
    QTest.keyClicks(found.edit, typed)
    found.edit.editingFinished.emit()
    assert found.value() == read
    assert found.edit.text() == "31/03/2025"


def test_two_numbers_are_a_day_of_this_year(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LAPDESK_TODAY", "2027-05-04")
    assert completed("31/03") == "31/03/2027"


def test_up_and_down_go_a_day_on(
    app: QApplication, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LAPDESK_TODAY", "2025-03-01")
    found = made(app, qtbot, fields(BY_NAME["SupportAction"])["date"])
    assert isinstance(found, DayInput)
    QTest.keyClick(found.edit, Qt.Key.Key_Down)
    assert found.value() == "2025-03-01"
    QTest.keyClick(found.edit, Qt.Key.Key_Down)
    assert found.value() == "2025-02-28"


def test_what_is_wrong_is_said_below(app: QApplication, qtbot: QtBot) -> None:
    found = made(app, qtbot, fields(BY_NAME["SupportAction"])["date"])
    assert isinstance(found, DayInput)
    QTest.keyClicks(found.edit, "31/02/25")
    found.edit.editingFinished.emit()
    assert found.problem.isVisible()
    assert found.edit.property("wrong") is True
    with pytest.raises(Malformed):
        found.value()


def test_what_is_too_long_is_said_and_not_cut(app: QApplication, qtbot: QtBot) -> None:
    found = made(app, qtbot, fields(BY_NAME["Meeting"])["title"])
    assert isinstance(found, LineInput)
    QApplication.clipboard().setText("e" * 10_000)
    found.edit.paste()
    found.edit.editingFinished.emit()
    assert found.problem.isVisible()
    assert len(found.edit.text()) == 10_000


def test_a_list_is_typed_into(app: QApplication, qtbot: QtBot) -> None:
    found = made(app, qtbot, fields(BY_NAME["Need"])["theme"])
    assert isinstance(found, ListInput)
    label = lists.get("theme").label("HEALTH") if "HEALTH" in lists.get("theme").entries else ""
    QTest.keyClicks(found.edit, label[:4] or "a")
    assert found.edit.offering()
    QTest.keyClick(found.edit, Qt.Key.Key_Return)
    assert found.value() in lists.get("theme").entries
    assert not found.edit.offering()


def test_a_commune_is_typed_into(app: QApplication, qtbot: QtBot) -> None:
    found = made(app, qtbot, fields(BY_NAME["Participant"])["commune"])
    assert isinstance(found, FindInput)
    QTest.keyClicks(found.edit, "vitry")
    QTest.keyClick(found.edit, Qt.Key.Key_Return)
    assert found.value() == "94081"
    QTest.keyClicks(found.edit, "x")
    with pytest.raises(Malformed):
        found.value()


def test_a_list_does_not_stay_over_a_page_that_scrolled_away(
    app: QApplication, qtbot: QtBot
) -> None:
    found = made(app, qtbot, fields(BY_NAME["Participant"])["commune"])
    assert isinstance(found, FindInput)
    page = QWidget()
    lay = QVBoxLayout(page)
    lay.addWidget(found)
    lay.addStretch(1)
    page.setMinimumHeight(3_000)
    area = QScrollArea()
    area.setWidget(page)
    area.setWidgetResizable(True)
    qtbot.addWidget(area)
    area.resize(500, 400)
    area.show()
    qtbot.waitExposed(area)

    def scroll() -> None:
        area.verticalScrollBar().setValue(60)

    for away in (scroll, page.hide):
        found.edit.clear()
        QTest.keyClicks(found.edit, "vitry")
        assert found.edit.offering()
        away()
        assert not found.edit.offering()


def test_chips_are_pressed_one_at_a_time(app: QApplication, qtbot: QtBot) -> None:
    found = made(app, qtbot, fields(BY_NAME["Participant"])["sex"])
    assert isinstance(found, ChipsInput)
    first, second, *_rest = found.edit.buttons.values()
    first.click()
    second.click()
    assert found.value() == list(found.edit.buttons)[1]
    second.click()
    assert found.value() is None


def test_several_records_become_chips(app: QApplication, qtbot: QtBot) -> None:
    found = made(app, qtbot, fields(BY_NAME["Workshop"])["leaders"])
    assert isinstance(found, ManyInput)
    QTest.keyClicks(found.edit, "x")
    QTest.keyClick(found.edit, Qt.Key.Key_Return)
    assert found.value() == [SOME_ID]
    assert found.chips.isVisible()


HOSTILE = "<b>x</b> &amp; =1+1 \u202etxt\u0301"


@pytest.mark.parametrize("kind", [Words(400), Words(400, lines=True)])
def test_a_hostile_text_comes_back_literally(app: QApplication, qtbot: QtBot, kind: Kind) -> None:
    found = made(app, qtbot, Field("x", "X", kind))
    edit = found.focusProxy()
    assert isinstance(edit, (QLineEdit, QPlainTextEdit))
    edit.insert(HOSTILE) if isinstance(edit, QLineEdit) else edit.insertPlainText(HOSTILE)
    assert found.value() == HOSTILE


def test_no_label_obeys_markup(app: QApplication, qtbot: QtBot) -> None:
    found = made(app, qtbot, Field("x", "X", Words()))
    found.complain(HOSTILE)
    assert all(x.textFormat() == Qt.TextFormat.PlainText for x in found.findChildren(QLabel))


PERSON = [
    Part("Who", [("sex", "birth_year"), ("commune",)]),
    Part("Since when", [("first_contact",)]),
]


@pytest.fixture
def form(app: QApplication, qtbot: QtBot) -> RecordForm:
    found = RecordForm(BY_NAME["Participant"], PERSON, Shelf())
    qtbot.addWidget(found)
    found.show()
    return found


def loaded(**values: Any) -> Loaded:
    return Loaded("Participant", SOME_ID, values, (), {})


def test_a_form_writes_what_changed_and_no_more(form: RecordForm) -> None:
    form.load(loaded(sex="F", commune="94028", first_contact="2025-01-02"))
    assert form.changed_fields() == {}
    year = form.inputs["birth_year"]
    assert isinstance(year, LineInput)
    QTest.keyClicks(year.edit, "1980")
    year.edit.editingFinished.emit()
    draft = form.draft()
    assert draft is not None
    assert (draft.record, draft.fields, draft.base) == (SOME_ID, {"birth_year": 1980}, ())


def test_a_form_tells_of_each_finished_field(form: RecordForm, qtbot: QtBot) -> None:
    form.load(loaded(sex="F"))
    chips = form.inputs["sex"]
    assert isinstance(chips, ChipsInput)
    with qtbot.waitSignal(form.changed) as told:
        chips.edit.buttons["M"].click()
    assert told.args == ["sex"]


def test_problems_stand_beside_their_fields(form: RecordForm) -> None:
    form.load(loaded())
    said = [
        Problem("V12", "error", "birth_year", "Too old."),
        Problem("V14", "warning", "commune", "Far away."),
        Problem("V99", "error", None, "Something else."),
    ]
    form.show_problems(said)
    assert form.inputs["birth_year"].problem.text() == "Too old."
    assert form.inputs["commune"].problem.property("role") == "warning"
    assert form.rest.text() == "Something else."
    form.load(loaded())
    assert not form.inputs["birth_year"].problem.text()


def test_the_safe_hides_and_shows(app: QApplication, qtbot: QtBot) -> None:
    found = RecordForm(BY_NAME["Identity"], [Part("", [("given_name",)])], Shelf())
    qtbot.addWidget(found)
    found.show()
    found.load(Loaded("Identity", SOME_ID, {}, (), {}))
    assert found.changed_fields() == {}
    found.open_safe(True)
    card = found.inputs["given_name"]
    assert isinstance(card, SealedInput)
    assert card.inside.isVisible()


def test_chips_wrap_where_there_is_no_room(app: QApplication, qtbot: QtBot) -> None:
    box = QWidget()
    qtbot.addWidget(box)
    lay = FlowLayout(6)
    for _number in range(8):
        part = QWidget()
        part.setFixedSize(50, 20)
        lay.addWidget(part)
    box.setLayout(lay)
    assert lay.heightForWidth(1000) == 20
    assert lay.heightForWidth(120) > 3 * 20
    assert _inside(box, lay, 120)


def _inside(box: QWidget, lay: FlowLayout, width: int) -> bool:
    box.resize(width, lay.heightForWidth(width))
    lay.setGeometry(box.rect())
    children: Sequence[QWidget] = box.findChildren(QWidget)
    return all(box.rect().contains(child.geometry()) for child in children)


def test_communes_of_val_de_marne_come_first() -> None:
    assert communes.search("vitry")[0].insee == "94081"


@pytest.mark.parametrize("entity", ALL, ids=lambda entity: str(entity.__name__))
def test_every_entity_fits_a_form(app: QApplication, qtbot: QtBot, entity: Entity) -> None:
    """All fields at once, loaded with a value each, ask for no change and are told apart."""
    names = list(fields(entity))
    found = RecordForm(entity, [Part("", [(name,) for name in names])], Shelf())
    qtbot.addWidget(found)
    values = {name: sample(f.kind) for name, f in fields(entity).items()}
    found.open_safe(True)
    found.load(Loaded(entity.__name__, SOME_ID, values, (), {SOME_ID: "Somebody"}))
    assert found.changed_fields() == {}
