"""The graph for other programs: each format is read back by a reader of its own."""

from __future__ import annotations

import io
import re
from pathlib import Path

import networkx
import pytest
from tests.repository import write
from tests.unit.cli.invoked import ask, ask_json, company

HOSTILE = r"""
kpis:
  a: {name: '"] --> end; <script>alert(1)</script> #quot; `x` \N \" & | %%', drives: b}
  b: {name: "line one\nline two", until: 2026-01-01}
"""


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return company(tmp_path_factory.mktemp("company"))


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory.mktemp("hostile"), {"kpi_tree/all.yaml": HOSTILE})


def test_json_has_every_declaration_and_reference(root: Path) -> None:
    graph = ask_json(root, "graph", "kpi:arr")
    assert [node["ref"] for node in graph["nodes"]] == ["kpi:arr", "kpi:bookings", "meeting:review", "role:steward"]
    assert {"from": "kpi:bookings", "field": "drives", "to": "kpi:arr"} in graph["edges"]


def test_depth_reaches_further(root: Path) -> None:
    refs = [node["ref"] for node in ask_json(root, "graph", "kpi:arr", "--depth", "2")["nodes"]]
    assert "role:cro" in refs
    assert [node["ref"] for node in ask_json(root, "graph", "kpi:arr", "--depth", "0")["nodes"]] == ["kpi:arr"]


def test_graphml_is_read_back_as_it_was(hostile: Path) -> None:
    graph = networkx.read_graphml(io.BytesIO(ask(hostile, "graph", "--format", "graphml").encode()))
    assert graph.nodes["kpi:a"]["title"] == r'"] --> end; <script>alert(1)</script> #quot; `x` \N \" & | %%'
    assert graph.nodes["kpi:b"]["in_force"] is False
    assert graph.edges["kpi:a", "kpi:b"]["field"] == "drives"


def test_no_title_ends_its_label_in_mermaid(hostile: Path) -> None:
    lines = ask(hostile, "graph", "kpi:a", "--format", "mermaid").splitlines()
    assert lines[0] == "flowchart LR"
    label = re.compile(r'  n\d+\["[^"<>`&|\\]*(<br/>[^"<>`&|\\]*)?"\](:::past)?')
    assert [line for line in lines if line.startswith("  n") and "-->" not in line and not label.fullmatch(line)] == []
    assert '  n0 -->|"drives"| n1' in lines
    assert any("line one line two" in line and line.endswith(":::past") for line in lines)


def test_no_title_ends_its_label_in_dot(hostile: Path) -> None:
    string = r'"(?:[^"\\]|\\.)*"'
    statement = re.compile(
        rf'  (?:{string} \[label={string}(?:, style="dashed")?\]|{string} -> {string} \[label={string}\]'
        r'|rankdir="LR"|node \[shape="box"\])'
    )
    lines = ask(hostile, "graph", "--format", "dot").splitlines()
    assert (lines[0], lines[-1]) == ("digraph governance {", "}")
    assert [line for line in lines[1:-1] if not statement.fullmatch(line)] == []
