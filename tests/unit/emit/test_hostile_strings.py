"""Whatever people write stays text in everything that is published.

The strings are those of the shared corpus; the same artefacts are made with the text "x" and must have the same shape.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from functools import lru_cache
from html.parser import HTMLParser
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from xml.etree import ElementTree

import pytest
from tests.unit.emit.company import edition

from revgov import characters
from revgov.emit.artefacts import ARTEFACTS
from revgov.emit.build import files_of
from revgov.finding import Finding

STRINGS = Path(__file__).parents[4] / "shared" / "data" / "hostile" / "strings"
pytestmark = pytest.mark.skipif(not STRINGS.exists(), reason="the shared hostile strings are not here")
NAMES = ("html", "markdown", "csv", "terminal", "ci", "ics")


REFUSED = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")


LONGEST = 60_000


def strings() -> Iterator[Any]:
    for name in NAMES if STRINGS.exists() else ():
        for case in json.loads((STRINGS / f"{name}.json").read_text(encoding="utf-8")):
            # An empty name is none: the id takes its place. Control characters never get past the reader, nor does a
            # file that says a text of 70,000 characters in thirty fields.
            if case["text"] and len(case["text"]) < LONGEST and not REFUSED.search(case["text"]):
                yield pytest.param(case["text"], id=f"{name}-{case['id']}")


CASES = list(strings()) or [pytest.param("absent", id="absent")]


@lru_cache(maxsize=1)
def usual_findings() -> tuple[Finding, ...]:
    with TemporaryDirectory() as folder:
        return edition(Path(folder), "x").findings


@lru_cache(maxsize=2)
def published(text: str) -> dict[str, bytes] | None:
    """Every file but the calendars; None where the language refuses the text.

    What checks find may depend on the text, and the shape of a report on what they find: so the findings are those of
    the text "x", with the hostile one in their messages.
    """
    with TemporaryDirectory() as folder:
        made = edition(Path(folder), text)
    if any(finding.check.startswith(("yaml-", "schema-")) for finding in made.findings):
        return None
    made = made._replace(findings=tuple(finding._replace(message=text) for finding in usual_findings()))
    chosen = (artefact for artefact in ARTEFACTS if artefact.name != "calendars")
    return {path: data for artefact in chosen for path, data in files_of(artefact, made).items()}


def made_of(text: str) -> dict[str, bytes]:
    files = published(text)
    assert files is not None, "the language refuses this text"
    return files


@lru_cache(maxsize=1)
def usual() -> dict[str, bytes]:
    files = published("x")
    assert files is not None
    return files


class Shape(HTMLParser):
    """Elements and attributes of a page, its links, and its text."""

    def __init__(self) -> None:
        super().__init__()
        self.shape: list[tuple[str, tuple[str, ...]]] = []
        self.links: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        # The evidence of the company has the text for its address, which is a link where the text is one.
        if (dict(attrs).get("rel") or "") != "noopener noreferrer":
            self.shape.append((tag, tuple(sorted(name for name, _ in attrs))))
        self.links += [value or "" for name, value in attrs if name in ("href", "src", "action")]

    def handle_data(self, data: str) -> None:
        self.text += data


def shape(data: bytes) -> Shape:
    parser = Shape()
    parser.feed(data.decode("utf-8"))
    return parser


def squeezed(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("text", CASES)
def test_pages_keep_their_elements(text: str) -> None:
    page, plain = shape(made_of(text)["reports/compliance.html"]), shape(usual()["reports/compliance.html"])
    assert page.shape == plain.shape
    assert squeezed(characters.plain(text)) in squeezed(page.text)
    assert [link for link in page.links if not re.match(r"#|https?://|mailto:", link)] == []


@pytest.mark.parametrize("text", CASES)
def test_sheets_keep_their_cells(text: str) -> None:
    for path, data in made_of(text).items():
        if path.endswith(".csv"):
            rows = list(csv.reader(io.StringIO(data.decode("utf-8"), newline="")))
            plain = list(csv.reader(io.StringIO(usual()[path].decode("utf-8"), newline="")))
            assert [len(row) for row in rows] == [len(row) for row in plain]
            for row, usual_row in zip(rows, plain, strict=True):
                for cell, usual_cell in zip(row, usual_row, strict=True):
                    assert usual_cell != "x" or cell.removeprefix("'") == characters.plain(text).removeprefix("'")
                    assert not re.match(r"[=+\-@\t\r\n＝＋－＠]", cell) or re.fullmatch(r"[+-][\d.,]+%?", cell)


@pytest.mark.parametrize("text", CASES)
def test_markdown_keeps_its_blocks(text: str) -> None:
    markdown_it = pytest.importorskip("markdown_it", reason="markdown-it-py reads Markdown for this test")
    reader = markdown_it.MarkdownIt("commonmark").enable(["table", "strikethrough"])

    def blocks(data: bytes) -> list[str]:
        found: list[str] = []
        for token in reader.parse(data.decode("utf-8")):
            found.append(token.type)
            # How many words and breaks a line has depends on the text; what else is in it must not.
            found += [
                child.type for child in token.children or () if child.type not in ("text", "softbreak", "text_special")
            ]
        return found

    for path, data in made_of(text).items():
        if path.endswith(".md"):
            assert blocks(data) == blocks(usual()[path]), path
            rendered = re.sub(r"<[^>]*>", "", reader.render(data.decode("utf-8")))
            assert not re.search(r"(?<![\w@])@\w|(?<![&\w])#\d|https?://|www\.\w", rendered), path


@pytest.mark.parametrize("text", CASES)
def test_pictures_and_graphs_are_well_formed(text: str) -> None:
    files = made_of(text)
    picture = ElementTree.fromstring(files["graph/kpi_tree.svg"])
    tags = {element.tag.partition("}")[2] for element in picture.iter()}
    assert tags <= {"svg", "title", "desc", "style", "defs", "marker", "path", "g", "rect", "text"}
    graph = ElementTree.fromstring(files["graph/governance.graphml"])
    plain = ElementTree.fromstring(usual()["graph/governance.graphml"])
    assert [element.tag for element in graph.iter()] == [element.tag for element in plain.iter()]
    diagram, usual_diagram = (each["graph/kpi_tree.mmd"].decode("utf-8").splitlines() for each in (files, usual()))
    assert [re.sub(r'".*"', "", line) for line in diagram] == [re.sub(r'".*"', "", line) for line in usual_diagram]
    assert not any(re.search(r'"[^"]*[;%{}<>`][^"]*"', re.sub(r"#\d+;", "", line)) for line in diagram[1:])


@pytest.mark.parametrize("text", CASES)
def test_nothing_that_people_read_turns_a_line(text: str) -> None:
    read = {path: data.decode("utf-8") for path, data in made_of(text).items() if not path.endswith(".json")}
    assert [path for path, said in read.items() if characters.FORBIDDEN.search(said.replace("\r\n", "\n"))] == []


@pytest.mark.parametrize("text", CASES)
def test_json_gives_the_text_back(text: str) -> None:
    files = made_of(text)
    assert json.loads(files["registers/risks.json"])["risks"]["miss"]["title"] == text
    assert json.loads(files["reports/compliance.json"])["organization"] == text
