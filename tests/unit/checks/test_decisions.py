"""Decision rights: one decider, a limit in time, a way up."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.unit.checks.marked import found, named

ROLES = """\
roles: {ceo: {}, cro: {reports_to: ceo}, vp: {reports_to: cro}, vp2: {reports_to: cro}, head: {reports_to: cro}}
"""
GOOD = {"decides": "vp", "recommends": "[head]", "covers": "[kpi]", "within": "5 business days"}


def decision(key: str = "d", **changed: str | None) -> str:
    fields = {name: value for name, value in {**GOOD, **changed}.items() if value is not None}
    return f"decisions:\n  {key}:\n" + "".join(f"    {name}: {value}\n" for name, value in fields.items()) + ROLES


def test_a_complete_decision_right(tmp_path: Path) -> None:
    assert found(tmp_path, "charter-decision-decider", decision()) == []


@pytest.mark.parametrize("field", GOOD)
def test_what_a_decision_right_needs(tmp_path: Path, field: str) -> None:
    (one,) = found(tmp_path, "charter-decision-decider", decision("«d»", **{field: None}))
    assert one.message == f"the decision right 'd' lacks `{field}`"


def test_functions_are_a_scope_as_well(tmp_path: Path) -> None:
    assert found(tmp_path, "charter-decision-decider", decision(covers=None, functions="[sales]")) == []


def test_all_that_is_lacking_is_told_at_once(tmp_path: Path) -> None:
    (one,) = found(tmp_path, "charter-decision-decider", "decisions: {«d»: {}}\n")
    assert one.message == "the decision right 'd' lacks `decides`, `recommends`, `covers` and `within`"


@pytest.mark.parametrize(
    ("changed", "field", "said"),
    [
        ({"decides": "«[vp, cro]»"}, "decides", "has 2 deciders, vp and cro"),
        ({"decides": "«vp / cro»"}, "decides", "names 2 owners in one text"),
        ({"agrees": "«[ceo, cro, vp2]»"}, "agrees", "3 roles can veto 'd'; at most 2 should"),
    ],
)
def test_too_many_decide(tmp_path: Path, changed: dict[str, str], field: str, said: str) -> None:
    told = found(tmp_path, "charter-decision-decider", decision(**changed))
    assert named(told) == [("decision:d", field)]
    assert said in told[0].message


@pytest.mark.parametrize("changed", [{"decides": "unknown"}, {"agrees": "[ceo, cro]"}, {"agrees": "[ceo, ceo, cro]"}])
def test_names_are_the_business_of_another_check(tmp_path: Path, changed: dict[str, str]) -> None:
    assert found(tmp_path, "charter-decision-decider", decision(**changed)) == []


ORG = """
roles:
  ceo: {}
  cro: {reports_to: ceo}
  vp: {reports_to: cro}
  vp2: {reports_to: cro}
  rep: {reports_to: vp}
  island: {}
  islander: {reports_to: island}
  lost: {reports_to: unknown}
  x: {reports_to: y}
  y: {reports_to: x}
councils:
  top: {chair: cro, escalates_to: ceo}
  low: {chair: vp, escalates_to: top}
  chairless: {chair: none, why: Elected, escalates_to: top}
"""


def way(decides: str, escalates_to: str, after: str = ", escalates_after: 5 days", key: str = "d") -> str:
    return f"decisions: {{{key}: {{decides: {decides}, escalates_to: {escalates_to}{after}}}}}{ORG}"


@pytest.mark.parametrize(
    ("decides", "escalates_to", "said"),
    [
        ("vp", "vp2", "escalates from vp to vp2, who does not stand higher"),
        ("vp", "vp", "escalates from vp to vp, who"),
        ("vp", "rep", "who does not stand higher"),
        ("cro", "low", "who does not stand higher"),
        ("low", "vp2", "escalates from vp to vp2"),
        ("top", "cro", "escalates from cro to cro"),
        ("islander", "island", "above whom there is no executive; one is known by what it `is`, such as `is: ceo`"),
    ],
)
def test_a_way_that_does_not_rise(tmp_path: Path, decides: str, escalates_to: str, said: str) -> None:
    told = found(tmp_path, "charter-escalation-invalid", way(decides, f"«{escalates_to}»"))
    assert named(told) == [("decision:d", "escalates_to")]
    assert said in told[0].message


@pytest.mark.parametrize(
    ("decides", "escalates_to"),
    [
        ("vp", "cro"),
        ("rep", "cro"),
        ("rep", "vp2"),
        ("vp", "top"),
        ("low", "top"),
        ("low", "cro"),
        ("top", "ceo"),
        ("chairless", "cro"),
        ("vp", "unknown"),
        ("lost", "cro"),
        ("unknown", "cro"),
    ],
)
def test_a_way_that_rises_or_whose_fault_is_told_elsewhere(tmp_path: Path, decides: str, escalates_to: str) -> None:
    assert found(tmp_path, "charter-escalation-invalid", way(decides, escalates_to)) == []


def test_a_way_without_a_time(tmp_path: Path) -> None:
    (one,) = found(tmp_path, "charter-escalation-invalid", way("vp", "cro", after="", key="«d»"))
    assert one.message == "'d' escalates at no set time: add `escalates_after`"


def test_no_way_at_all(tmp_path: Path) -> None:
    (one,) = found(tmp_path, "charter-escalation-invalid", f"decisions: {{«d»: {{decides: vp}}}}{ORG}")
    assert one.message == "'d' escalates to nobody: add `escalates_to`"


def test_above_the_chief_executive_there_is_nobody(tmp_path: Path) -> None:
    assert found(tmp_path, "charter-escalation-invalid", f"decisions: {{d: {{decides: ceo}}}}{ORG}") == []


@pytest.mark.parametrize(
    ("sla", "said"),
    [
        ("s: {party: vp, escalates_to: «vp2», escalates_after: 2h}", "escalates from vp to vp2"),
        ("«s»: {party: vp, escalates_to: cro}", "at no set time"),
    ],
)
def test_service_levels_escalate_as_well(tmp_path: Path, sla: str, said: str) -> None:
    (one,) = found(tmp_path, "charter-escalation-invalid", f"slas: {{{sla}}}{ORG}")
    assert said in one.message


def test_a_service_level_without_escalation_is_told_by_its_own_check(tmp_path: Path) -> None:
    assert found(tmp_path, "charter-escalation-invalid", f"slas: {{s: {{party: vp}}}}{ORG}") == []


@pytest.mark.parametrize(
    ("councils", "said"),
    [
        ("{a: {escalates_to: «b»}, b: {escalates_to: a}}", "a and b escalate to each other in a circle"),
        ("{a: {escalates_to: b}, b: {escalates_to: «b»}}", "b escalates to itself"),
    ],
)
def test_councils_in_a_circle(tmp_path: Path, councils: str, said: str) -> None:
    (one,) = found(tmp_path, "charter-escalation-invalid", f"councils: {councils}\n")
    assert one.message == said


@pytest.mark.parametrize(
    ("escalation", "said"),
    [
        ("[vp, «vp2», cro, ceo]", "vp2 does not stand higher than vp before"),
        ("[cro, «vp»]", "vp does not stand higher than cro before"),
        ("[rep, «vp»]", "ends at vp, who is no executive"),
    ],
)
def test_the_way_of_the_charter(tmp_path: Path, escalation: str, said: str) -> None:
    told = found(tmp_path, "charter-escalation-invalid", f"charter: {{escalation: {escalation}}}{ORG}")
    assert said in told[0].message


@pytest.mark.parametrize("escalation", ["[vp, cro, ceo]", "[rep, cro]", "[unknown, cro]"])
def test_the_way_of_the_charter_rises(tmp_path: Path, escalation: str) -> None:
    assert found(tmp_path, "charter-escalation-invalid", f"charter: {{escalation: {escalation}}}{ORG}") == []


CAPITAL = "charter: {head: head}\nroles: {cro: {}, head: {function: revops, reports_to: cro}}\n"


@pytest.mark.parametrize(
    "yaml",
    [
        "«»" + CAPITAL + "decisions: {d: {type: target, decides: head}}\n",
        CAPITAL + "decisions: {«d»: {type: allocation, decides: cro}}\n",
        CAPITAL + "decisions: {d: {type: allocation, decides: cro, recommends: «[cro]»}}\n",
        CAPITAL
        + "decisions: {«money»: {is: capital_allocation, decides: cro}, d: {type: allocation, decides: head}}\n",
    ],
)
def test_no_say_on_investment(tmp_path: Path, yaml: str) -> None:
    found(tmp_path, "charter-capital-decision-missing", yaml)


@pytest.mark.parametrize(
    "decisions",
    [
        "{capital_allocation: {decides: cro, recommends: [head]}}",
        "{d: {type: allocation, decides: cro}, e: {type: allocation, decides: head}}",
        "{d: {type: allocation, decides: board}}\ncouncils: {board: {chair: head}}",
        "{}",
    ],
)
def test_a_say_on_investment(tmp_path: Path, decisions: str) -> None:
    assert found(tmp_path, "charter-capital-decision-missing", f"{CAPITAL}decisions: {decisions}\n") == []
