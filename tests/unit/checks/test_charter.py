"""What the charter says, and whether people live by it."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.repository import findings
from tests.unit.checks.marked import found, named

COMPLETE = {
    "mission": "One number that everybody believes",
    "vision": "Nobody argues about what a number is",
    "owns": "[forecasting]",
    "supports": "[quota]",
    "out_of_scope": "[hr]",
    "outcomes": "[{outcome: We land it}]",
    "systems_authority": "head",
    "escalation": "[head]",
    "review": "{every: 12 months}",
}


def charter(but: str = "", **more: str) -> str:
    fields = {name: value for name, value in {**COMPLETE, **more}.items() if name != but}
    return "charter:\n" + "".join(f"  {name}: {value}\n" for name, value in fields.items())


def test_a_complete_charter(tmp_path: Path) -> None:
    assert found(tmp_path, "charter-section-missing", charter()) == []


@pytest.mark.parametrize("section", COMPLETE)
def test_every_section_is_asked_for(tmp_path: Path, section: str) -> None:
    (one,) = found(tmp_path, "charter-section-missing", charter(section).replace("charter:", "«charter»:"))
    assert one.message.endswith(f"add `{section}`")


@pytest.mark.parametrize("section", ["vision", "supports", "systems_authority", "review"])
def test_a_startup_needs_less(tmp_path: Path, section: str) -> None:
    assert found(tmp_path, "charter-section-missing", charter(section), profile="startup") == []


def test_a_review_without_a_cycle_is_none(tmp_path: Path) -> None:
    files = {"charter.yaml": charter(review="{last: 2026-01-01}"), "revgov.yaml": "profile: scale_up\n"}
    (one,) = findings(tmp_path, files, "charter-section-missing")
    assert "how often it is reviewed" in one.message


def test_decisions_and_meetings_are_missing_as_assets_only(tmp_path: Path) -> None:
    files = {"charter.yaml": charter(), "revgov.yaml": "profile: scale_up\n"}
    assert findings(tmp_path, files, "charter-section-missing") == []
    assert any("decisions" in one.message for one in findings(tmp_path, files, "x-asset-missing"))


def test_a_section_that_could_not_be_read_is_not_missing(tmp_path: Path) -> None:
    assert found(tmp_path, "charter-section-missing", charter(mission="[1, 2]")) == []


@pytest.mark.parametrize(
    ("lists", "other"),
    [
        ("owns: [a, b]\n  supports: [c, «a»]", "owns"),
        ("owns: [a]\n  out_of_scope: [«A»]", "owns"),
        ("supports: [a]\n  out_of_scope: [b, «a»]", "supports"),
    ],
)
def test_an_area_on_two_lists(tmp_path: Path, lists: str, other: str) -> None:
    (one,) = found(tmp_path, "charter-scope-overlap", f"charter:\n  {lists}\n")
    assert f"and on the list `{other}`" in one.message
    assert [(place.place.line, place.place.column > 1) for place in one.related] == [(2, True)]


def test_an_area_twice_on_one_list_is_on_one_list(tmp_path: Path) -> None:
    assert found(tmp_path, "charter-scope-overlap", "charter: {owns: [a, a], supports: [b]}\n") == []


SCOPE = """\
charter: {{head: head, owns: {owns}, supports: [quota], out_of_scope: [hr]}}
roles: {{head: {{function: revops}}, analyst: {{reports_to: head}}, vp: {{function: sales}}}}
activities:
  x: {{area: {area}, raci: {raci}}}
"""


@pytest.mark.parametrize(
    ("owns", "area", "raci"),
    [
        ("[«forecasting»]", "forecasting", "{vp: A/R, head: C}"),
        ("[forecasting, «data»]", "forecasting", "{head: A/R}"),
        ("[]", "«quota»", "{head: A, vp: R}"),
        ("[]", "«hr»", "{vp: A, analyst: R}"),
        ("[forecasting]", "[forecasting, «hr»]", "{head: A/R}"),
    ],
)
def test_charter_and_matrix_drift_apart(tmp_path: Path, owns: str, area: str, raci: str) -> None:
    found(tmp_path, "charter-scope-uncovered", SCOPE.format(owns=owns, area=area, raci=raci))


@pytest.mark.parametrize(
    ("area", "raci"),
    [
        ("forecasting", "{head: A/R}"),
        ("forecasting", "{vp: A, analyst: R}"),
        ("[forecasting, quota]", "{vp: A, head: R}"),
    ],
)
def test_charter_and_matrix_agree(tmp_path: Path, area: str, raci: str) -> None:
    assert found(tmp_path, "charter-scope-uncovered", SCOPE.format(owns="[forecasting]", area=area, raci=raci)) == []


KPIS = """
kpis:
  forecast_accuracy: {target: 90%}
  nrr: {is: net_revenue_retention, targets: {2027-Q1: 110%}}
  key_one: {key: true}
  benched: {benchmarking: {until: 2027-01-01}}
  bare: {}
  wordy: {target: {words: Better}}
"""
BOTH = "{outcome: Land, kpi: forecast_accuracy}, {outcome: Keep, kpi: nrr}"


@pytest.mark.parametrize(
    ("outcomes", "field", "said"),
    [
        (f"outcomes: [{BOTH}, «{{outcome: Delight}}»]", "outcomes", "no KPI shows the outcome 'Delight'"),
        (f"outcomes: [{BOTH}, {{outcome: X, kpi: «bare»}}]", "outcomes.kpi", "'bare', which has no target"),
        (f"outcomes: [{BOTH}, {{outcome: X, kpi: «wordy»}}]", "outcomes.kpi", "'wordy', which has no target"),
        ("«outcomes»: [{outcome: Keep, kpi: nrr}]", "outcomes", "forecast accuracy is not among"),
        ("«outcomes»: [{outcome: Land, kpi: forecast_accuracy}]", "outcomes", "retention or net revenue retention"),
    ],
)
def test_outcomes_that_nobody_measures(tmp_path: Path, outcomes: str, field: str, said: str) -> None:
    (one,) = found(tmp_path, "charter-outcome-unmeasured", f"charter:\n  {outcomes}\n{KPIS}")
    assert one.field == field
    assert said in one.message


@pytest.mark.parametrize(
    "more", ["", ", {outcome: X, kpi: key_one}", ", {outcome: X, kpi: benched}", ", {outcome: X, kpi: zz}"]
)
def test_outcomes_that_are_measured_or_whose_fault_is_told_elsewhere(tmp_path: Path, more: str) -> None:
    assert found(tmp_path, "charter-outcome-unmeasured", f"charter:\n  outcomes: [{BOTH}{more}]\n{KPIS}") == []


def test_an_exemption_that_is_over_is_no_target(tmp_path: Path) -> None:
    lapsed = KPIS.replace("benched:", "lapsed: {benchmarking: {until: 2026-11-23}}\n  benched:")
    yaml = f"charter:\n  outcomes: [{BOTH}, {{outcome: X, kpi: «lapsed»}}]\n{lapsed}"
    (one,) = found(tmp_path, "charter-outcome-unmeasured", yaml)
    assert one.message == "the outcome 'X' is shown by 'lapsed', which has no target"


def test_an_unknown_kpi_may_be_the_one_that_is_missing(tmp_path: Path) -> None:
    yaml = f"charter:\n  outcomes: [{{outcome: Land, kpi: forcast_accuracy}}, {{outcome: Keep, kpi: nrr}}]\n{KPIS}"
    assert found(tmp_path, "charter-outcome-unmeasured", yaml) == []


ROLES = "roles: {cfo: {}, controller: {reports_to: cfo}, fp: {function: finance}, cro: {function: executive}}\n"


@pytest.mark.parametrize(
    "yaml",
    [
        "charter:\n  budget_oversight: «cro»\n",
        "«charter»: {mission: M}\ndecisions: {d: {type: allocation, informs: [cfo]}}\n",
        "«charter»: {mission: M}\ndecisions: {d: {type: target, agrees: [cfo]}}\n",
    ],
)
def test_nobody_from_finance_watches_the_budget(tmp_path: Path, yaml: str) -> None:
    (one,) = found(tmp_path, "charter-finance-oversight", yaml + ROLES)
    assert one.node == "charter:charter"


@pytest.mark.parametrize(
    ("line", "rest"),
    [
        ("budget_oversight: cfo", ""),
        ("budget_oversight: controller", ""),
        ("budget_oversight: fp", ""),
        ("budget_oversight: unknown", ""),
        ("mission: M", "decisions: {d: {type: allocation, agrees: [cfo]}}\n"),
        ("mission: M", "decisions: {d: {type: allocation, consults: [fp]}}\n"),
        ("mission: M", "decisions: {capital_allocation: {decides: board}}\ncouncils: {board: {chair: cfo}}\n"),
    ],
)
def test_finance_watches_the_budget(tmp_path: Path, line: str, rest: str) -> None:
    assert found(tmp_path, "charter-finance-oversight", f"charter:\n  {line}\n{rest}{ROLES}") == []


REPORTING = """\
charter: {head: head}
roles: {head: {function: revops}, vp: {function: sales}}
"""
SAYS = "decisions: {d: {decides: vp, recommends: [head]}}\n"
LOG = "recommendations: {r_2026_01_05: {proposal: Do less}}\n"
WORK = """\
activities:
  {a: {type: report, raci: {head: R}}, b: {type: optimise, raci: {head: R}}, c: {type: operate, raci: {head: A}}}
"""


@pytest.mark.parametrize(
    ("rest", "said"),
    [
        (LOG + WORK + "decisions: {d: {decides: vp, consults: [head]}}\n", "neither recommends nor decides"),
        (SAYS + WORK, "no recommendation and no decision is on record"),
        (
            SAYS + WORK + "minutes: {m_2026_01_05: {actions: [Do it]}}\n",
            "no recommendation and no decision is on record",
        ),
        (SAYS + LOG + WORK.replace("optimise", "report"), "2 of the 3 activities of RevOps are reporting"),
        (SAYS + LOG + WORK.replace(", c: {type: operate, raci: {head: A}}", ""), "1 of the 2 activities"),
    ],
)
def test_a_team_that_only_reports(tmp_path: Path, rest: str, said: str) -> None:
    files = {"charter.yaml": REPORTING + rest, "revgov.yaml": "profile: scale_up\n"}
    (one,) = findings(tmp_path, files, "charter-reporting-only")
    assert said in one.message
    assert (one.node, one.place.line) == ("charter:charter", 1)


@pytest.mark.parametrize("log", [LOG, "minutes: {m_2026_01_05: {decisions: [Do less]}}\n"])
def test_a_team_that_does_more_than_report(tmp_path: Path, log: str) -> None:
    yaml = REPORTING + SAYS + log + WORK + "councils: {}\n"
    assert named(found(tmp_path, "charter-reporting-only", yaml)) == []
