"""Lists to go through: news by figures, records alike side by side, who is to review or erase."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import pytest
from pytestqt.qtbot import QtBot

from lapdesk.services import following, home
from lapdesk.store.desk import Desk
from lapdesk.ui import files
from lapdesk.ui.screens.people import PeopleScreen
from lapdesk.ui.screens.people_alike import AlikePage
from lapdesk.ui.screens.people_due import ErasePage, ReviewPage
from lapdesk.ui.screens.people_lists import PeopleLists
from lapdesk.ui.screens.people_news import NewsPage
from lapdesk.ui.shell import Shell
from lapdesk.ui.work import Work
from tests.ui import everyday, homes
from tests.ui.ateliers import Keyboard, person, put
from tests.ui.conftest import Photo
from tests.ui.everyday import TODAY, every
from tests.ui.test_theme import cut_off
from tests.ui.test_today import Clicks

PLACE = "people"

NEWS = 10


@dataclass(frozen=True)
class World:
    """Ten orientations without news, two records alike, one to review, two to erase."""

    waiting: tuple[str, ...]
    alike: tuple[str, str]
    quiet: str
    gone: tuple[str, str]


def world(desk: Desk) -> World:
    made = everyday.everyday(desk)
    actor = every(desk, "Actor", name="Point d’accès au droit")[0]["id"]
    waiting = [
        *made.waiting,
        *(
            put(desk, "Orientation", {
                "participant": made.people[n % 8], "theme": "LEGAL", "actor": actor, "mode": "M1",
                "date": "2026-02-20", "share": False, "follow_up_on": "2026-03-06",
                "state": "AGREED",
            })
            for n in range(NEWS - len(made.waiting))
        ),
    ]  # fmt: skip
    twin = person(desk, "Fatoumata", "Dialo")
    far = [person(desk, f"Ancien{n}", f"Nom{n}") for n in range(3)]
    for one, day in zip(far, ("2025-08-01", "2023-12-01", "2024-01-15"), strict=True):
        put(desk, "Participant", {"first_contact": day}, one)
    everyday.act(desk, twin, "2026-03-11")
    return World(tuple(waiting), (made.people[0], twin), far[0], (far[1], far[2]))


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, World]]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LAPDESK_TODAY", TODAY)
        folder = tmp_path_factory.mktemp("lists") / "home"
        yield folder, cast("World", everyday.source(folder, world))


@pytest.fixture
def here(source: tuple[Path, World]) -> World:
    return source[1]


@pytest.fixture
def screen(shell: Shell) -> PeopleScreen:
    made = homes.screen_of(shell)
    assert isinstance(made, PeopleScreen)
    return made


@pytest.fixture
def clicks(qtbot: QtBot, work: Work) -> Clicks:
    return Clicks(lambda: everyday.rested(qtbot, work))


def opened(screen: PeopleScreen, clicks: Clicks, name: str) -> Any:
    clicks.on(screen.go_through)
    assert isinstance(screen.lists, PeopleLists)
    if name != "news":
        clicks.on(screen.lists.sheets.buttons[name])
        screen.lists.go(name)
        clicks._wait()
    homes.settled()
    return screen.lists.pages[name]


def test_ten_outcomes_in_a_dozen_keys(
    desk: Desk, screen: PeopleScreen, clicks: Clicks, keys: Keyboard, here: World, photo: Photo
) -> None:
    page = opened(screen, clicks, "news")
    assert isinstance(page, NewsPage)
    assert page.table.rowCount() == NEWS
    page.view.setFocus()
    keys.press(*"1512362471")
    photo(screen.window(), "ui-people-news")
    keys.press("Return")
    keys.wait()
    assert keys.pressed <= 12
    told = {o["id"]: o.get("outcome") for o in every(desk, "Orientation")}
    # « 4 »: received, the answer is awaited.
    assert sum(told[one] is not None for one in here.waiting) == NEWS - 1
    assert page.table.rowCount() == 0
    # One entry: one undo brings all ten back.
    keys.press("Ctrl+Z")
    keys.wait()
    assert page.table.rowCount() == NEWS


def test_from_the_day_to_all_the_news_in_a_click(
    shell: Shell, clicks: Clicks, qtbot: QtBot, work: Work
) -> None:
    today: Any = homes.place(shell, "today")
    everyday.rested(qtbot, work)
    clicks.on(today.waiting.at_once)
    area: Any = shell.stack.currentWidget()
    assert area.widget().lists.sheets.chosen == "news"
    assert area.widget().lists.isVisible()


def test_a_refusal_told_from_a_reminder_offers_non_take_up(
    desk: Desk, shell: Shell, clicks: Clicks, qtbot: QtBot, work: Work
) -> None:
    today: Any = homes.place(shell, "today")
    everyday.rested(qtbot, work)
    line = today.waiting.rows[0]
    person_ = line.reminder.person.id
    clicks.on(line.ask)
    clicks.on(line.panel._buttons[4])
    assert clicks.made <= 3
    before = len(every(desk, "NonTakeUp"))
    clicks.made = 0
    clicks.on(shell.stage.notices.action)
    assert clicks.made == 1
    made = every(desk, "NonTakeUp")
    assert len(made) == before + 1
    assert (made[-1]["participant"], made[-1]["form"]) == (person_, "NR_NOT_RECEIVED")


def test_an_answer_is_taken_back_before_it_is_recorded(
    screen: PeopleScreen, clicks: Clicks, keys: Keyboard
) -> None:
    page = opened(screen, clicks, "news")
    page.view.setFocus()
    keys.press("1", "Up", "Backspace", "Return")
    keys.wait()
    assert page.table.said == {}
    assert page.table.rowCount() == NEWS
    keys.press("Escape")
    assert screen.lists is not None
    assert screen.lists.isHidden()
    assert not screen.people.isHidden()


def test_two_records_of_one_person_are_linked_and_set_apart_again(
    desk: Desk, screen: PeopleScreen, clicks: Clicks, here: World, photo: Photo
) -> None:
    page = opened(screen, clicks, "alike")
    assert type(page) is AlikePage
    pair = page.pair
    assert pair is not None
    assert {pair.one.id, pair.other.id} == set(here.alike)
    photo(screen.window(), "ui-people-alike")
    clicks.on(page.same)
    assert [p["verdict"] for p in every(desk, "PersonPair")] == ["SAME"]
    assert not page.card.isVisible()
    for one, other in (here.alike, here.alike[::-1]):
        followed = following.follow(desk, one)
        assert [s.person.id for s in followed.same] == [other]
        assert {e.kind for e in followed.timeline} >= {"act", "orientation"}
        assert len({e.of for e in followed.timeline}) == 2
    # Nothing was merged: both are still there.
    assert len(every(desk, "Participant")) == 12
    screen.open_record(here.alike[0])
    clicks._wait()
    homes.settled()
    photo(screen.window(), "ui-person-same")
    clicks.on(cast("Any", screen.record.alike.apart[0]))
    assert every(desk, "PersonPair") == []
    assert following.follow(desk, here.alike[0]).same == ()


def test_two_persons_are_asked_about_once(
    desk: Desk, screen: PeopleScreen, clicks: Clicks, here: World
) -> None:
    page = opened(screen, clicks, "alike")
    clicks.on(page.later)
    assert page.pair is None
    page._later.clear()
    page.ask()
    clicks._wait()
    clicks.on(page.different)
    assert [p["verdict"] for p in every(desk, "PersonPair")] == ["DIFFERENT"]
    page.ask()
    clicks._wait()
    assert page.pair is None
    assert following.follow(desk, here.alike[0]).same == ()


def test_nothing_is_compared_while_the_safe_is_closed(
    desk: Desk, shell: Shell, screen: PeopleScreen, clicks: Clicks
) -> None:
    home.close_safe(desk)
    page = opened(screen, clicks, "alike")
    assert page.pair is None
    assert page.open.isVisible()


def test_a_new_card_says_whom_it_resembles(
    screen: PeopleScreen, clicks: Clicks, keys: Keyboard, here: World
) -> None:
    screen.begin()
    form = screen.new
    assert form is not None
    form.given.setFocus()
    keys.press(*"fatoumata", "Tab", *"diallo", "Tab")
    keys.wait()
    said = [form.alike.itemAt(n).widget() for n in range(form.alike.count())]  # type: ignore[union-attr]
    assert len(said) == 2
    link: Any = said[0]
    clicks.on(link.findChildren(type(screen.add))[0])
    assert screen.record.person in here.alike


def test_a_minors_name_is_the_guardians_to_grant(
    desk: Desk, screen: PeopleScreen, clicks: Clicks, keys: Keyboard
) -> None:
    screen.begin()
    form = screen.new
    assert form is not None
    clicks.on(form.age.buttons["A16"])
    assert "représentant légal" in form.agrees.text()
    form.given.setText("Yaya")
    form.agrees.setChecked(True)
    clicks.on(form.save)
    made = every(desk, "Participant")[-1]["id"]
    assert [c["form"] for c in every(desk, "Consent", participant=made)] == ["GUARDIAN"]
    assert len(every(desk, "Identity", participant=made)) == 1


def test_who_is_due_is_erased_in_four_clicks_with_proofs(
    desk: Desk, screen: PeopleScreen, clicks: Clicks, here: World, tmp_path: Path, photo: Photo,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    page = opened(screen, clicks, "erase")
    assert isinstance(page, ErasePage)
    assert set(page.ticks) == set(here.gone)
    photo(screen.window(), "ui-people-erase")
    clicks.made = 2  # « Listes à passer en revue », « À effacer »
    clicks.on(page.go_on)
    for one in here.gone:
        assert every(desk, "Participant", id=one) == []
    monkeypatch.setattr(files, "to_folder", lambda _p, _t, taken: taken(tmp_path))
    clicks.on(page.proof)
    assert clicks.made <= 4
    proofs = sorted(tmp_path.glob("preuve-effacement-*.pdf"))
    assert [p.name for p in proofs] == ["preuve-effacement-01.pdf", "preuve-effacement-02.pdf"]
    assert all(p.read_bytes().startswith(b"%PDF") for p in proofs)


def test_one_left_out_stays(desk: Desk, screen: PeopleScreen, clicks: Clicks, here: World) -> None:
    page = opened(screen, clicks, "erase")
    page.ticks[here.gone[0]].setChecked(False)
    clicks.on(page.go_on)
    assert every(desk, "Participant", id=here.gone[0]) != []
    assert every(desk, "Participant", id=here.gone[1]) == []
    assert set(page.ticks) == {here.gone[0]}


def test_who_is_quiet_is_listed_and_opened(
    screen: PeopleScreen, clicks: Clicks, here: World
) -> None:
    page = opened(screen, clicks, "review")
    assert isinstance(page, ReviewPage)
    assert [one.record for one in page._found] == [here.quiet]
    link = next(b for b in page.findChildren(type(screen.add)) if "Ancien0" in b.text())
    clicks.on(link)
    assert screen.record.person == here.quiet
    assert not screen.people.isHidden()


@pytest.mark.parametrize("look", everyday.LOOKS, indirect=True)
def test_pictures_of_the_lists(
    shell: Shell, screen: PeopleScreen, photo: Photo, look: str, clicks: Clicks
) -> None:
    for name in ("news", "alike", "review", "erase"):
        screen.open_list(name)
        clicks._wait()
        photo(shell, f"ui-people-{name}{look}")
        assert cut_off(screen) == []
