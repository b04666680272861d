"""The graph of a governance: references, owners, holders and what is in force."""

from __future__ import annotations

import datetime
from pathlib import Path

from tests.repository import governance

from revgov.governance.ownership import function_of, owners_of
from revgov.kinds import Kpi, Role

FILES = {
    "charter.yaml": """\
charter:
  head: cro
  revenue_number: arr
councils:
  board: {chair: cro, members: [cro, cfo]}
decisions:
  pricing: {decides: board, covers: [kpi, "kpi:arr", kpi.target, "area:sales"]}
""",
    "raci/r.yaml": """\
people:
  ada: {name: Ada, leaves: [2026-11-20..2026-11-30]}
  bob: {name: Bob}
  eve: {name: Eve, until: 2026-11-23}
roles:
  cro: {title: CRO, function: sales, held_by: [ada, {person: bob, deputy: true}]}
  cfo: {title: CFO, function: finance, held_by: [{person: bob, until: 2026-11-24}, eve]}
  clerk: {held_by: [{person: bob, deputy: true}]}
activities:
  close: {raci: {cfo: A/R}}
""",
    "kpi_tree/k.yaml": """\
kpis:
  arr: {owner: cfo, is: revenue_number, formula: won + lost}
  won: {owner: cro, source: {dataset: deals, field: amount}}
  lost: {until: 2026-11-23, drives: [won]}
  next: {since: 2026-11-25}
datasets:
  deals: {owner: cro, system: crm, fields: {amount: {}}}
systems:
  crm: {owner: nobody}
meetings:
  weekly: {council: board, reviews: [arr, "field:deals.amount"], agenda: [{item: Number, lead: cfo}]}
""",
}


def edges(folder: Path) -> set[tuple[str, str, str]]:
    whole = governance(folder, FILES)
    return {(ref, edge.field, edge.ref) for ref, found in whole.out.items() for edge in found}


def test_edges_come_from_the_models(tmp_path: Path) -> None:
    assert edges(tmp_path) == {
        ("charter:charter", "head", "role:cro"),
        ("charter:charter", "revenue_number", "kpi:arr"),
        ("council:board", "chair", "role:cro"),
        ("council:board", "members", "role:cro"),
        ("council:board", "members", "role:cfo"),
        ("decision:pricing", "decides", "council:board"),
        ("decision:pricing", "covers", "kpi:arr"),
        ("role:cro", "held_by", "person:ada"),
        ("role:cro", "held_by", "person:bob"),
        ("role:cfo", "held_by", "person:bob"),
        ("role:cfo", "held_by", "person:eve"),
        ("role:clerk", "held_by", "person:bob"),
        ("activity:close", "raci", "role:cfo"),
        ("kpi:arr", "owner", "role:cfo"),
        ("kpi:arr", "formula", "kpi:won"),
        ("kpi:arr", "formula", "kpi:lost"),
        ("kpi:won", "owner", "role:cro"),
        ("kpi:won", "source", "dataset:deals"),
        ("kpi:won", "source", "field:deals.amount"),
        ("kpi:lost", "drives", "kpi:won"),
        ("dataset:deals", "owner", "role:cro"),
        ("dataset:deals", "system", "system:crm"),
        ("meeting:weekly", "council", "council:board"),
        ("meeting:weekly", "reviews", "kpi:arr"),
        ("meeting:weekly", "reviews", "field:deals.amount"),
        ("meeting:weekly", "agenda", "role:cfo"),
    }


def test_the_graph_is_the_same_as_the_edges(tmp_path: Path) -> None:
    graph = governance(tmp_path, FILES).graph
    assert {(source, key, target) for source, target, key in graph.edges(keys=True)} == edges(tmp_path)
    assert graph.nodes["kpi:lost"] == {"kind": "kpi", "id": "lost", "title": "lost", "in_force": False}


def test_what_leads_nowhere_is_kept(tmp_path: Path) -> None:
    whole = governance(tmp_path, FILES)
    assert [(one.node.ref, one.mention.path, one.mention.written) for one in whole.unresolved()] == [
        ("system:crm", ("owner", 0), "nobody")
    ]


def test_until_includes_its_day(tmp_path: Path) -> None:
    def in_force(day: str) -> list[str]:
        return [kpi.id for kpi in governance(tmp_path, FILES, datetime.date.fromisoformat(day)).every(Kpi)]

    assert in_force("2026-11-23") == ["arr", "won", "lost"]
    assert in_force("2026-11-24") == ["arr", "won"]
    assert in_force("2026-11-25") == ["arr", "won", "next"]


def test_holders_are_those_who_act(tmp_path: Path) -> None:
    whole = governance(tmp_path, FILES)
    day = datetime.date.fromisoformat
    assert whole.holders("cro", day("2026-11-19")) == ("ada",)
    assert whole.holders("cro", day("2026-11-24")) == ("bob",)
    assert whole.holders("cfo", day("2026-11-23")) == ("bob", "eve")
    assert whole.holders("cfo", day("2026-11-24")) == ("bob",)
    assert whole.holders("cfo", day("2026-11-25")) == ()
    assert whole.holders("clerk") == ("bob",)
    assert whole.holders("nobody") == ()


def test_everything_has_the_owner_its_kind_says(tmp_path: Path) -> None:
    whole = governance(tmp_path, FILES)
    owners = {node.ref: owners_of(whole, node) for node in whole}
    assert owners["council:board"] == ("cro",)
    assert owners["decision:pricing"] == ("board",)
    assert owners["activity:close"] == ("cfo",)
    assert owners["field:deals.amount"] == ("cro",)
    assert owners["charter:charter"] == ("cro",)
    assert function_of(whole, whole.nodes["kpi:arr"]) == "finance"
    assert function_of(whole, whole.nodes["role:clerk"]) is None


def test_known_things_are_found_by_word_or_by_id(tmp_path: Path) -> None:
    whole = governance(tmp_path, FILES)
    named = whole.known(Kpi, "revenue_number")
    assert named is not None
    assert named.id == "arr"
    cfo = whole.known(Role, "cfo")
    assert cfo is not None
    assert cfo.id == "cfo"
    assert whole.known(Kpi, "win_rate") is None
