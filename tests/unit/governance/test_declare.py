"""Bad input is data: what can be understood is, and the rest is said with its place."""

from __future__ import annotations

from pathlib import Path

from tests.repository import findings, governance, told

from revgov.kinds import Kpi, Meeting, Role


def test_a_bad_field_never_drops_its_declaration(tmp_path: Path) -> None:
    files = {
        "kpi_tree/k.yaml": """\
kpis:
  win_rate:
    name: Win rate
    owner: vp_sales
    target: {value: lots, by: 2026-12-31}
    grian: month
    refresh: {by: "06:00"}
    key: yes
"""
    }
    found = findings(tmp_path, files, "schema")
    assert told(found) == [
        ("schema-unreadable", "kpi:win_rate", "kpi_tree/k.yaml", 5, 21),
        ("schema-unknown-field", "kpi:win_rate", "kpi_tree/k.yaml", 6, 5),
        ("schema-part-missing", "kpi:win_rate", "kpi_tree/k.yaml", 7, 5),
        ("schema-wrong-type", "kpi:win_rate", "kpi_tree/k.yaml", 8, 10),
    ]
    assert found[1].fix is not None
    assert found[1].fix.edits[0].text == "grain"
    kpi = governance(tmp_path, files).find(Kpi, "win_rate")
    assert kpi is not None
    assert (kpi.name, kpi.owner, kpi.refresh, kpi.key) == ("Win rate", ("vp_sales",), None, False)
    assert kpi.target is not None
    assert (kpi.target.value, str(kpi.target.by)) == (None, "2026-12-31")


def test_later_list_items_keep_their_place(tmp_path: Path) -> None:
    files = {
        "raci/r.yaml": """\
people: {ada: {name: Ada}}
roles:
  cfo:
    held_by:
      - {persn: ada}
      - ada
      - [ada]
      - {person: bob, since: soon}
      - eve
"""
    }
    whole = governance(tmp_path, files)
    cfo = whole.find(Role, "cfo")
    assert cfo is not None
    assert [holding.person for holding in cfo.held_by] == ["ada", "bob", "eve"]
    assert [whole.place(one.node.at(*one.mention.path)).line for one in whole.unresolved()] == [8, 9]


def test_the_same_fault_in_a_section_that_is_a_list(tmp_path: Path) -> None:
    files = {"raci/r.yaml": "roles:\n  - cfo\npeople: {}\nrolls: {}\n3: x\n"}
    assert told(findings(tmp_path, files, "schema")) == [
        ("schema-wrong-type", None, "raci/r.yaml", 2, 3),
        ("schema-unknown-section", None, "raci/r.yaml", 4, 1),
        ("schema-unknown-section", None, "raci/r.yaml", 5, 1),
    ]


def test_a_declaration_that_is_no_mapping_is_still_declared(tmp_path: Path) -> None:
    files = {"cadence/m.yaml": "meetings:\n  weekly: every monday\n  monthly:\n"}
    assert told(findings(tmp_path, files, "schema")) == [
        ("schema-wrong-type", "meeting:weekly", "cadence/m.yaml", 2, 11)
    ]
    assert [meeting.id for meeting in governance(tmp_path, files).all(Meeting)] == ["weekly", "monthly"]


def test_many_unknown_sections_are_cut(tmp_path: Path) -> None:
    files = {"raci/r.yaml": "".join(f"x{number}: 1\n" for number in range(150))}
    found = findings(tmp_path, files, "schema")
    assert "50 more unknown sections follow in this file" in [one.message for one in found]
    assert [one.place.line for one in found] == [1, *range(1, 101)]


def test_fields_of_a_dataset_are_declarations(tmp_path: Path) -> None:
    files = {
        "policies/d.yaml": """\
datasets:
  deals:
    fields:
      amount: {type: money, known_from: nowhere}
      Amount: {}
"""
    }
    whole = governance(tmp_path, files)
    assert [node.ref for node in whole][1:] == ["dataset:deals", "field:deals.amount", "field:deals.Amount"]
    assert whole.place(whole.nodes["field:deals.amount"].at("type"))[:3] == ("policies/d.yaml", 4, 22)
    assert told(findings(tmp_path, files, "schema", "x-ref-unresolved")) == [
        ("x-ref-unresolved", "field:deals.amount", "policies/d.yaml", 4, 41),
        ("schema-id-invalid", "field:deals.Amount", "policies/d.yaml", 5, 7),
    ]
