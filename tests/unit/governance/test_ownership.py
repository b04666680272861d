"""Who holds a role: one reading, of which every other leaves something out."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.repository import TODAY, governance

from revgov.governance.ownership import Tenure, accountable, function_of, holders, owners_of, regular_holders, terms
from revgov.governance.questions.posts import holders_of
from revgov.kinds import Activity, Node, Role

PEOPLE = """
people: {ada: {}, bob: {leaves: [2026-11-20..2026-11-30]}, cy: {}, gone: {until: 2026-01-01}}
roles:
  head:
    held_by: [{person: ada, until: 2026-01-01}, bob, {person: cy, deputy: true}, gone, "person:stranger"]
  left: {held_by: ["person:gone"]}
  over: {held_by: [ada], until: 2026-11-23}
"""


def test_terms_are_those_in_force_of_people_who_are_still_here(tmp_path: Path) -> None:
    whole = governance(tmp_path, {"raci/all.yaml": PEOPLE})
    head = whole.find(Role, "head")
    assert head is not None
    assert list(terms(whole, head, TODAY)) == [
        Tenure("bob", False, True), Tenure("cy", True, False), Tenure("stranger", False, False),
    ]  # fmt: skip
    assert holders(whole, "head", TODAY) == ("stranger", "cy")
    assert regular_holders(whole, "head") == {"bob", "stranger"}
    assert [one.person for one in holders_of(whole, head)] == ["bob", "cy", "stranger"]


@pytest.mark.parametrize("role", ["left", "over"])
def test_who_left_and_what_is_over_hold_nothing(tmp_path: Path, role: str) -> None:
    whole = governance(tmp_path, {"raci/all.yaml": PEOPLE})
    assert holders(whole, role, TODAY) == ()
    assert regular_holders(whole, role) == frozenset()


def test_owners_are_named_once_and_by_id(tmp_path: Path) -> None:
    text = """
activities:
  a: {accountable: ["role:cfo", cfo], raci: {"role:cfo": R, "role:cro": A}}
  b: {owner: cfo}
councils: {c: {chair: none}}
decisions: {d: {decides: "council:c"}}
kpis: {k: {owner: [cfo, "role:cfo", cro]}}
"""
    whole = governance(tmp_path, {"raci/all.yaml": text})

    def owners(ref: str) -> tuple[str, ...]:
        node: Node = whole.nodes[ref]
        return owners_of(whole, node)

    assert owners("activity:a") == ("cfo", "cro")
    assert owners("activity:b") == ("cfo",)
    assert owners("council:c") == ()
    assert owners("decision:d") == ("council:c",)
    assert owners("kpi:k") == ("cfo", "cro")
    activity = whole.find(Activity, "b")
    assert activity is not None
    assert accountable(activity) == ()


@pytest.mark.parametrize("thing", ['kpis: {x: {owner: "role:cfo"}}', 'decisions: {x: {decides: "role:cfo"}}'])
def test_a_thing_has_the_function_of_its_owner_however_that_is_written(tmp_path: Path, thing: str) -> None:
    whole = governance(tmp_path, {"raci/all.yaml": f"{thing}\nroles: {{cfo: {{function: finance}}}}\n"})
    (node,) = (node for node in whole if node.id == "x")
    assert function_of(whole, node) == "finance"
