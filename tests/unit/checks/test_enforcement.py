"""Policies that something enforces."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.repository import findings
from tests.unit.checks.marked import found

from revgov.finding import Severity

AROUND = """meetings:
  m: {}
  past: {until: 2026-01-01}
slas: {s: {}}
kpis: {k: {}}
roles: {r: {}}
"""
RULES = """  other: {fails_when: owner is null}
  paper: {enforced_by: [m]}
"""


@pytest.mark.parametrize(
    ("policy", "said"),
    [
        ("«p»: {statement: S}", "nothing enforces 'p'; name a check, an SLA or a meeting under `enforced_by`"),
        ("p: {enforced_by: «[this_rule]»}", "nothing enforces 'p': it has no `fails_when` and no `query`"),
        ("p: {enforced_by: «[policy:p]»}", "it has no `fails_when`"),
        ("p: {enforced_by: «[role:r]»}", "nothing enforces 'p': 'r' notices nothing by itself"),
        ("p: {enforced_by: «[policy:paper]»}", "'paper' checks nothing"),
        ("p: {enforced_by: «[meeting:past]»}", "'past' is not in force"),
        ("p: {enforced_by: «[this_rule]», query: select 1, severity: off}", "it is switched off"),
    ],
)
def test_a_policy_that_nothing_enforces(tmp_path: Path, policy: str, said: str) -> None:
    (one,) = found(tmp_path, "x-policy-unenforced", f"policies:\n  {policy}\n{RULES}{AROUND}")
    assert (one.node, one.severity) == ("policy:p", Severity.ERROR)
    assert said in one.message


@pytest.mark.parametrize(
    "policy",
    [
        "p: {fails_when: owner is null}",
        "p: {query: select 1}",
        "p: {enforced_by: [this_rule], query: select 1}",
        "p: {enforced_by: [check:raci-no-accountable]}",
        "p: {enforced_by: [role:r, m]}",
        "p: {enforced_by: s}",
        "p: {enforced_by: k}",
        "p: {enforced_by: [policy:other]}",
        "p: {evidence: [{what: Report}]}",
        "p: {enforced_by: [undeclared]}",
        "p: {enforced_by: [check:no-such-check]}",
        "p: {enforced_by: {x: y}}",
        "p: {fails_when: [x]}",
        "p: {query: [x]}",
        "p: {evidence: x}",
        "p: {until: 2026-01-01}",
    ],
)
def test_a_policy_that_is_enforced_or_may_be(tmp_path: Path, policy: str) -> None:
    assert found(tmp_path, "x-policy-unenforced", f"policies:\n  {policy}\n{RULES}{AROUND}") == []


def test_a_check_that_is_off_enforces_nothing(tmp_path: Path) -> None:
    files = {
        "raci/all.yaml": "policies:\n  p: {enforced_by: [check:raci-no-accountable]}\n",
        "revgov.yaml": "checks: {raci-no-accountable: {severity: off}}\n",
    }
    (one,) = findings(tmp_path, files, "x-policy-unenforced")
    assert one.message == "nothing enforces 'p': the check 'raci-no-accountable' is switched off"


def test_what_a_profile_leaves_out_enforces_nothing(tmp_path: Path) -> None:
    text = "policies:\n  p: {enforced_by: «[check:raci-consulted-excess]»}\n"
    (one,) = found(tmp_path, "x-policy-unenforced", text, profile="startup")
    assert one.severity is Severity.WARNING
