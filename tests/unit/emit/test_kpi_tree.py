"""The picture of the KPI tree: nothing overlaps, cycles and long chains are drawn, and texts stay texts."""

from __future__ import annotations

import json
import re
from itertools import combinations
from pathlib import Path
from xml.etree import ElementTree

import pytest
from tests.repository import governance

from revgov.emit.build import edition_of
from revgov.emit.edition import Edition
from revgov.emit.kpi_tree import kpi_tree
from revgov.emit.kpi_tree.layers import layered
from revgov.emit.kpi_tree.tree import MOST_KPIS, MOST_LEVELS, tree_of
from revgov.emit.kpi_tree.words import MOST_LINES, box_of
from revgov.governance.governance import Governance

ROOT = Path(__file__).parents[3]


def kpis(folder: Path, **declared: str) -> Governance:
    lines = "".join(f"  {id_}: {{{fields}}}\n" for id_, fields in declared.items())
    return governance(folder, {"kpi_tree/all.yaml": f"kpis:\n{lines}"})


def drawn(edition: Edition) -> tuple[ElementTree.Element, str]:
    files = dict(kpi_tree(edition))
    return ElementTree.fromstring(files["graph/kpi_tree.svg"]), files["graph/kpi_tree.mmd"].decode("utf-8")


def boxes(picture: ElementTree.Element) -> list[tuple[float, float, float, float]]:
    """Left, top, right and bottom of each box, within its group."""
    found = picture.iter("{http://www.w3.org/2000/svg}rect")
    edges = ([float(box.attrib[name]) for name in ("x", "y", "width", "height")] for box in found)
    return [(x, y, x + width, y + height) for x, y, width, height in edges]


def overlapping(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def test_inputs_stand_to_the_right_of_what_they_make(tmp_path: Path) -> None:
    tree = tree_of(kpis(tmp_path, top="formula: a + b", a="formula: b", b="", mood="drives: top", alone=""))
    assert tree.levels == {"top": 0, "a": 1, "b": 2, "mood": 1}
    assert tree.loose == ("alone",)
    places = layered(tree).places
    assert all(places[edge.driver].x > places[edge.driven].x for edge in tree.edges)
    assert {(edge.driven, edge.driver, edge.solid) for edge in tree.edges} == {
        ("top", "a", True), ("top", "b", True), ("a", "b", True), ("top", "mood", False),
    }  # fmt: skip


def test_the_example_company_has_no_boxes_on_top_of_each_other() -> None:
    import datetime

    from revgov.api import load

    company = load(ROOT, as_of=datetime.date(2026, 11, 24))
    tree = tree_of(company)
    assert len(tree.levels) > 20
    layout = layered(tree)
    taken = [
        (
            place.x,
            place.y - layout.boxes[id_].height / 2,
            place.x + layout.boxes[id_].width,
            place.y + layout.boxes[id_].height / 2,
        )
        for id_, place in layout.places.items()
    ]
    assert [pair for pair in combinations(taken, 2) if overlapping(*pair)] == []


def test_no_edge_runs_through_a_box(tmp_path: Path) -> None:
    tree = tree_of(kpis(tmp_path, top="formula: a + c", a="formula: b", b="formula: c", c="", x="formula: a + c"))
    layout = layered(tree)
    for edge, bends in layout.bends.items():
        for level, y in bends:
            for id_, own in tree.levels.items():
                half = layout.boxes[id_].height / 2
                assert own != level or not layout.places[id_].y - half < y < layout.places[id_].y + half, (edge, id_)


def test_a_cycle_is_drawn(tmp_path: Path) -> None:
    picture, diagram = drawn(edition_of(kpis(tmp_path, a="formula: b", b="formula: a", self="formula: self + a")))
    assert len(boxes(picture)) == 3
    assert diagram.count("-->") == 3


def test_a_chain_of_thousands_is_cut_and_says_so(tmp_path: Path) -> None:
    count = 5000
    chain = {f"k{number:04}": f"formula: k{number + 1:04}" for number in range(count - 1)} | {f"k{count - 1:04}": ""}
    edition = Edition(kpis(tmp_path, **chain), (), "0")
    picture, diagram = drawn(edition)
    assert len(boxes(picture)) == MOST_LEVELS
    assert f"{count - MOST_LEVELS} more are left out" in "".join(picture.itertext())
    assert f"%% {count - MOST_LEVELS} KPIs are left out" in diagram


def test_a_wide_tree_is_cut_at_a_whole_level(tmp_path: Path) -> None:
    wide = {f"leaf{number:04}": f"drives: {'mid' if number % 2 else 'top'}" for number in range(MOST_KPIS * 2)}
    tree = tree_of(kpis(tmp_path, top="", mid="drives: top", **wide))
    assert set(tree.levels.values()) <= {0, 1}
    assert len(tree.kpis) <= MOST_KPIS
    assert tree.left_out == len(wide) + 2 - len(tree.kpis)


@pytest.mark.parametrize(
    "title",
    [
        "",
        "word",
        "a few words in a row that go on for longer than one line holds",
        "unbroken" * 60,
        "見出し" * 30,
        "é\u0301" * 90,
    ],
)
def test_a_title_fits_its_box(title: str) -> None:
    box = box_of(title)
    assert 1 <= len(box.lines) <= MOST_LINES
    assert box.width < 240


def test_no_text_becomes_part_of_a_diagram(tmp_path: Path) -> None:
    hostile = [
        'A["x"]; click A "javascript:alert(1)"',
        "%%{init: {'securityLevel': 'loose'}}%%",
        '"] --> B["',
        "`md`",
        "end",
        "#quot;",
        "a\\nb",
    ]
    company = kpis(tmp_path, **{f"k{number}": f"name: {json.dumps(text)}" for number, text in enumerate(hostile)})
    _, diagram = drawn(edition_of(company))
    lines = diagram.splitlines()[2:]
    assert len(lines) == len(hostile)
    assert all(re.fullmatch(r'  k\d\["(?:[\w .,/+-]|#\d+;)*"\]', line) for line in lines)
