"""Risks that are treated, or accepted by somebody who may."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from tests.repository import findings
from tests.unit.checks.marked import found, named

from revgov.finding import Severity


@pytest.mark.parametrize(
    ("risk", "field", "said"),
    [
        (
            "«r»: {name: Miss}",
            None,
            "nothing is decided about Miss; write a `decision`: mitigate, accept, transfer or avoid",
        ),
        (
            "r: {treatment: «{actions: [{what: Do, owner: a, due: 2026-12-01}]}»}",
            "treatment",
            "nothing is decided about r",
        ),
        ("r: {treatment: {decision: «watch»}}", "treatment.decision", "'watch' is no decision about a risk"),
        ("r: {treatment: «mitigate»}", "treatment", "r is to be mitigated, but by no action"),
        (
            "r: {treatment: «{decision: mitigate, actions: [{what: Do, owner: a, cancelled: No money}]}»}",
            "treatment",
            "by no action",
        ),
        (
            "r: {treatment: {actions: [{what: A, cancelled: b}, «{what: Look, due: 2027-01-01}»], decision: mitigate}}",
            "treatment.actions",
            "the action 'Look' against r has no owner",
        ),
        (
            "r: {treatment: {decision: mitigate, actions: [«{what: Look, owner: a}»]}}",
            "treatment.actions",
            "has no due date",
        ),
        (
            "r: {treatment: {decision: mitigate, actions: [«Look»]}}",
            "treatment.actions",
            "has no owner and no due date",
        ),
        ("r: {status: «clsed», treatment: avoid}", "status", "r: 'clsed' is no status of a risk; write open, active,"),
    ],
)
def test_a_risk_without_treatment(tmp_path: Path, risk: str, field: str | None, said: str) -> None:
    told = found(tmp_path, "risk-treatment-incomplete", f"risks:\n  {risk}\n")
    assert named(told) == [("risk:r", field)]
    assert said in told[0].message


@pytest.mark.parametrize(
    "risk",
    [
        "r: {treatment: {decision: mitigate, actions: [{what: Do, owner: a, due: 2026-12-01}]}}",
        "r: {treatment: {decision: mitigate, actions: [{what: Do, owner: a, moved: {to: 2026-12-01}}]}}",
        "r: {treatment: {decision: mitigate, actions: [{what: Do, done: 2026-10-01}]}}",
        "r: {treatment: {decision: mitigate, actions: [{what: Do, owner: undeclared, due: 2026-12-01}]}}",
        "r: {treatment: transfer}",
        "r: {treatment: avoid}",
        "r: {treatment: accept}",
        "r: {status: Closed}",
        "r: {dismissed: {on: 2026-10-01, why: No such market}}",
        "r: {until: 2026-10-01}",
        "r: {treatment: [x]}",
        "r: {treatment: {decision: mitigate, actions: [{what: Do, owner: a, due: soon}]}}",
    ],
)
def test_a_risk_that_is_treated_or_needs_none(tmp_path: Path, risk: str) -> None:
    assert found(tmp_path, "risk-treatment-incomplete", f"risks:\n  {risk}\n") == []


AROUND = """roles:
  ceo: {title: CEO}
  cro: {title: CRO, reports_to: ceo}
  cfo: {title: CFO, reports_to: ceo, held_by: [ada]}
  vp: {title: VP, reports_to: cro, held_by: [bob]}
  lead: {title: Lead, reports_to: vp}
  analyst: {title: Analyst, reports_to: lead}
  twin: {title: Twin, reports_to: ceo, held_by: [bob]}
people: {ada: {}, bob: {}}
"""
APPETITE = "charter:\n  appetite: {default: {level: low, authority: cro}, compliance: {level: low, authority: ceo}}\n"


def accepted(risk: str = "owner: vp", **fields: str) -> str:
    whole = {"requested_by": "lead", "approved_by": "cro", "reason": "Small", "expires": "2027-03-31", **fields}
    acceptance = ", ".join(f"{name}: {text}" for name, text in whole.items() if text)
    return f"{APPETITE}risks:\n  r: {{{risk}, treatment: {{decision: accept, acceptance: {{{acceptance}}}}}}}\n{AROUND}"


@pytest.mark.parametrize(
    ("text", "field", "said"),
    [
        (accepted(approved_by="«vp»"), "treatment.acceptance.approved_by", "VP accepts r, but owns it"),
        (
            accepted(approved_by="«twin»"),
            "treatment.acceptance.approved_by",
            "Twin accepts r, but is held by who owns it",
        ),
        (
            accepted(approved_by="«analyst»"),
            "treatment.acceptance.approved_by",
            "Analyst accepts r, but reports to VP, who owns it",
        ),
        (
            accepted(approved_by="«cro»", requested_by="cro"),
            "treatment.acceptance.approved_by",
            "CRO accepts r, but asked for it",
        ),
        (
            accepted("owner: lead", approved_by="«twin»", requested_by="vp"),
            "treatment.acceptance.approved_by",
            "is held by who asked for it",
        ),
        (
            accepted("owner: lead", approved_by="«vp»", requested_by="analyst"),
            "treatment.acceptance.approved_by",
            "only CRO or whoever stands above may",
        ),
        (accepted(approved_by="«cfo»"), "treatment.acceptance.approved_by", "only CRO or whoever stands above may"),
        (
            accepted("owner: vp, category: compliance", approved_by="«cro»"),
            "treatment.acceptance.approved_by",
            "only CEO or whoever",
        ),
        (accepted(expires="«2026-11-23»"), "treatment.acceptance.expires", "the acceptance of r expired on 2026-11-23"),
    ],
)
def test_an_acceptance_that_does_not_hold(tmp_path: Path, text: str, field: str, said: str) -> None:
    (one,) = found(tmp_path, "risk-acceptance-invalid", text)
    assert (one.node, one.field, one.severity) == ("risk:r", field, Severity.ERROR)
    assert said in one.message


@pytest.mark.parametrize("gap", ["approved_by", "reason", "expires"])
def test_what_an_acceptance_says(tmp_path: Path, gap: str) -> None:
    text = accepted(**{gap: ""}).replace("acceptance: {", "acceptance: «{").replace("}}}\nroles", "}»}}\nroles")
    (one,) = found(tmp_path, "risk-acceptance-invalid", text)
    assert (one.field, one.message) == ("treatment.acceptance", f"the acceptance of r has no `{gap}`")


def test_nobody_has_accepted_it(tmp_path: Path) -> None:
    (one,) = found(
        tmp_path, "risk-acceptance-invalid", "risks:\n  r: {treatment: {decision: «accept»}}\n", profile="startup"
    )
    assert (one.field, one.severity) == ("treatment.decision", Severity.WARNING)
    assert "nobody has accepted it" in one.message


@pytest.mark.parametrize(
    "text",
    [
        accepted(),
        accepted(approved_by="ceo"),
        accepted("owner: vp, category: compliance", approved_by="ceo"),
        accepted(requested_by=""),
        accepted(approved_by="undeclared"),
        accepted("owner: undeclared"),
        accepted("owner: vp, status: closed", expires="2020-01-01"),
        accepted(expires="soon"),
        accepted(approved_by="cfo").replace("authority: cro", "authority: undeclared"),
        accepted(approved_by="cfo").replace("default: {level: low, authority: cro}, ", ""),
    ],
)
def test_an_acceptance_that_holds_or_cannot_be_judged(tmp_path: Path, text: str) -> None:
    assert found(tmp_path, "risk-acceptance-invalid", text) == []


@pytest.mark.parametrize(
    ("day", "severity"), [(10, None), (11, Severity.INFO), (25, Severity.INFO), (26, Severity.ERROR)]
)
def test_an_acceptance_that_is_about_to_expire(tmp_path: Path, day: int, severity: Severity | None) -> None:
    text = accepted(expires="«2026-11-25»" if severity else "2026-11-25")
    told = found(tmp_path, "risk-acceptance-invalid", text, as_of=datetime.date(2026, 11, day))
    assert [one.severity for one in told] == ([severity] if severity else [])
    assert all("within 14 days" in one.message for one in told if one.severity is Severity.INFO)


def test_when_to_warn_is_a_parameter(tmp_path: Path) -> None:
    files = {
        "charter.yaml": accepted(expires="2027-01-15"),
        "revgov.yaml": "checks: {risk-acceptance-invalid: {warn_days: 60}}\n",
    }
    (one,) = findings(tmp_path, files, "risk-acceptance-invalid")
    assert one.message == "the acceptance of r expires on 2027-01-15, within 60 days"


def test_reporting_lines_that_run_in_a_circle_end(tmp_path: Path) -> None:
    text = accepted("owner: a", approved_by="«b»", requested_by="").replace(
        "roles:\n", "roles:\n  a: {reports_to: b}\n  b: {reports_to: a}\n"
    )
    assert named(found(tmp_path, "risk-acceptance-invalid", text)) == [("risk:r", "treatment.acceptance.approved_by")]
