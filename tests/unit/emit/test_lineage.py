"""Lineage: what a KPI is made of, down to its systems, whatever the shape of the tree."""

from __future__ import annotations

from pathlib import Path

from tests.repository import governance

from revgov.emit.lineage import lineage_of, owner_chain
from revgov.kinds import Kpi

TREE = """\
roles:
  lead: {reports_to: head}
  head: {reports_to: lead}
councils:
  board: {chair: head}
systems:
  crm: {}
  bi: {}
datasets:
  deal: {system: crm, fields: {amount: {}, stage: {}}}
kpis:
  top: {formula: "left + right", owner: board, reported_in: bi}
  left: {source: {dataset: deal, field: amount}, drives: top}
  right: {formula: "deep"}
  deep: {source: {dataset: deal, field: stage}}
  mood: {drives: right, drivers: deep}
  round: {drives: about}
  about: {drives: round, source: {dataset: deal, field: amount}}
meetings:
  call: {reviews: [kpi:top, kpi:top]}
"""


def test_the_tree_down_to_its_systems(tmp_path: Path) -> None:
    lineage = lineage_of(governance(tmp_path, {"kpi_tree/all.yaml": TREE}))
    assert lineage.inputs["top"] == {"left": "formula", "right": "formula"}
    assert lineage.inputs["right"] == {"deep": "formula", "mood": "influence"}
    assert lineage.outputs["deep"] == {"mood": "influence", "right": "formula"}
    assert lineage.fields["top"] == ("deal.amount", "deal.stage")
    assert lineage.systems["top"] == ("bi", "crm")
    assert lineage.systems["deep"] == ("crm",)
    assert lineage.meetings["top"] == ("call",)


def test_arithmetic_wins_where_a_pair_is_said_twice(tmp_path: Path) -> None:
    lineage = lineage_of(governance(tmp_path, {"kpi_tree/all.yaml": TREE}))
    assert lineage.inputs["top"]["left"] == "formula"


def test_a_cycle_ends(tmp_path: Path) -> None:
    lineage = lineage_of(governance(tmp_path, {"kpi_tree/all.yaml": TREE}))
    assert lineage.fields["round"] == lineage.fields["about"] == ("deal.amount",)


def test_the_chain_of_owners_ends_where_it_comes_round(tmp_path: Path) -> None:
    company = governance(tmp_path, {"kpi_tree/all.yaml": TREE})
    top = company.find(Kpi, "top")
    assert top is not None
    assert owner_chain(company, top) == ("board", "head", "lead")
