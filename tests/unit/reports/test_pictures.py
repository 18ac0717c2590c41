from __future__ import annotations

from reportlab.graphics.shapes import Circle, Drawing, Group, Line, Rect, String

from lapdesk.figures.results import Quantity
from lapdesk.reports import charts, patterns, style, tilemap
from lapdesk.reports.contents import Tile
from lapdesk.reports.picture import picture
from lapdesk.reports.reading import cuts
from lapdesk.reports.reference import axes
from tests.examples import papers

SCALE = style.NORMAL


def shapes(node: Drawing | Group) -> list[object]:
    found: list[object] = []
    for part in node.contents:
        found += shapes(part) if isinstance(part, Group) else [part]
    return found


def strings(drawing: Drawing) -> list[str]:
    return [s.text for s in shapes(drawing) if isinstance(s, String)]


def test_each_axis_has_a_texture_and_a_mark_of_its_own() -> None:
    marks = [axis.mark for axis in axes()]
    assert len(set(marks)) == len(marks) == 4
    assert len({patterns.AXIS_TEXTURE[mark] for mark in marks}) == 4


def test_textures_differ_without_colour() -> None:
    def print_of(texture: str) -> bytes:
        drawing = Drawing(40, 20)
        drawing.add(patterns.filled(2, 2, 36, 16, texture, "#000000"))
        return picture(drawing).rgba

    assert len({print_of(texture) for texture in patterns.TEXTURES}) == len(patterns.TEXTURES)


def test_a_texture_stays_in_its_box() -> None:
    for texture in patterns.TEXTURES:
        for shape in shapes(Group(patterns.filled(10, 10, 30, 12, texture, "#123456"))):
            if isinstance(shape, Line):
                assert min(shape.x1, shape.x2) >= 10 - 1e-6
                assert max(shape.x1, shape.x2) <= 40 + 1e-6
                assert min(shape.y1, shape.y2) >= 10 - 1e-6
                assert max(shape.y1, shape.y2) <= 22 + 1e-6
            elif isinstance(shape, Circle):
                assert 10 <= shape.cx <= 40
                assert 10 <= shape.cy <= 22


def test_bars_say_their_values() -> None:
    figure = next(f for f in cuts(papers.figures(), name="axis") if f.code == "A1")
    said = strings(charts.by_axis(figure, SCALE))
    assert "Accès aux droits" in said
    assert "142" in said
    assert "< 5" in said
    assert "entre 9 et 14" in said


def test_a_hidden_value_is_a_dashed_range() -> None:
    drawing = charts.bars("person", [charts.Bar("x", Quantity(None).hide(10, 20))], SCALE)
    dashed = [s for s in shapes(drawing) if isinstance(s, Rect) and s.strokeDashArray]
    assert len(dashed) == 1


def test_what_is_not_followed_has_no_bar() -> None:
    drawing = charts.bars("person", [charts.Bar("x", Quantity(0), kept=False)], SCALE)
    assert not [s for s in shapes(drawing) if isinstance(s, Rect)]
    assert "non suivi" in strings(drawing)


def test_the_map_has_47_squares_and_its_key() -> None:
    drawing = tilemap.tile_map(papers.tiles(), SCALE)
    squares = [s for s in shapes(drawing) if isinstance(s, Rect)]
    assert len(squares) == 47 + 5
    said = strings(drawing)
    assert "122" in said
    assert "10–13" in said
    assert "100 et plus" in said


def test_steps_grow() -> None:
    for most in (0, 3, 7, 12, 80, 900, 40_000):
        lower = tilemap.steps([Tile("94001", Quantity(most))])
        assert len(lower) == 4
        assert lower == sorted(set(lower))


def test_picture_has_the_scale_of_the_screen() -> None:
    drawing = Drawing(72, 36)
    drawing.add(Rect(0, 0, 72, 36))
    one, two = picture(drawing), picture(drawing, 2)
    assert (one.width, one.height) == (112, 64)
    assert (two.width, two.height) == (224, 128)
    assert len(two.rgba) == 224 * 128 * 4
    assert one.rgba[3::4] == b"\xff" * (112 * 64)
    assert one.png().startswith(b"\x89PNG")
