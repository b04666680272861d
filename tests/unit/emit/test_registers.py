"""Registers: what the risk register, the RACI matrix and the metrics dictionary say."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

from tests.repository import governance
from tests.unit.emit.company import edition

from revgov.emit.build import edition_of
from revgov.emit.edition import Edition
from revgov.emit.metrics import metrics
from revgov.emit.raci import raci
from revgov.emit.risks import risks

LEVELS = "{low: 1..4, medium: 5..9, high: 10..25}"
SCALE = f"  risk_scale: {{likelihood: 5, impact: [tiny, small, middling, large, huge], levels: {LEVELS}}}\n"
CHARTER = "charter:\n  organization: Example\n  stage: startup\n  appetite: {default: {level: low}}\n" + SCALE


def sheet(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8"), newline="")))


def register(folder: Path, text: str) -> Edition:
    return edition_of(governance(folder, {"charter.yaml": CHARTER, "policies/risk.yaml": text}))


def test_a_risk_with_everything(tmp_path: Path) -> None:
    files = dict(risks(edition(tmp_path)))
    one = json.loads(files["registers/risks.json"])["risks"]["miss"]
    assert one["owners"] == [{"ref": "role:lead", "title": "x", "holders": ["x"]}]
    assert (
        one["inherent"]["likelihood"],
        one["inherent"]["impact"],
        one["inherent"]["score"],
        one["inherent"]["level"],
    ) == (4, 4, 16, "high")
    assert (one["residual"]["score"], one["residual"]["level"], one["above_appetite"]) == (8, "medium", False)
    assert one["status"] == "accepted"
    assert one["treatment"]["acceptance"]["days_left"] == 7
    assert [action["state"] for action in one["treatment"]["actions"]] == ["23 days overdue"]
    assert one["review"] == {"last": "2026-09-30", "next": "2026-10-30", "days_overdue": 25}
    assert one["contingencies"] == {"contingency:plan": "x"}
    assert one["affects"] == {"kpi:rate": "x"}
    row = sheet(files["registers/risks.csv"])[0]
    assert (row["inherent_score"], row["residual_level"], row["above_appetite"], row["days_overdue"]) == (
        "16",
        "medium",
        "no",
        "25",
    )
    assert [control["working"] for control in one["controls"]] == [True, False]
    assert row["controls_failing"] == "1", "a meeting without a date is no control"


def test_a_control_is_as_good_as_its_checks(tmp_path: Path) -> None:
    text = (
        "activities: {loose: {}}\nroles: {r: {}}\n"
        "meetings: {old: {owner: r, until: 2026-01-01}}\n"
        "risks: {one: {controls: [check:raci-no-accountable, check:x-id-duplicate, meeting:old, meeting:none]}}\n"
    )
    one = json.loads(dict(risks(register(tmp_path, text)))["registers/risks.json"])["risks"]["one"]
    assert {control["ref"]: control["state"] for control in one["controls"]} == {
        "check:raci-no-accountable": "failing, 1 finding",
        "check:x-id-duplicate": "working",
        "meeting:old": "not in force",
        "meeting:none": "not declared",
    }


def test_a_bare_score_and_a_score_off_the_scale(tmp_path: Path) -> None:
    text = (
        "risks: {bare: {residual: 14}, off: {residual: {likelihood: 9, impact: huge}}, "
        "words: {residual: {likelihood: 3, impact: Huge}}}\n"
    )
    found = json.loads(dict(risks(register(tmp_path, text)))["registers/risks.json"])["risks"]
    assert {
        id_: (one["residual"]["score"], one["residual"]["level"], one["above_appetite"]) for id_, one in found.items()
    } == {
        "bare": (14, "high", True),
        "off": (None, None, None),
        "words": (15, "high", True),
    }


def test_the_heat_map_counts_and_names(tmp_path: Path) -> None:
    text = (
        "risks: {b: {residual: {likelihood: 2, impact: large}}, a: {residual: {likelihood: 2, impact: large}}, "
        "c: {residual: {likelihood: 5, impact: huge}}, d: {residual: 3}}\n"
    )
    register_ = dict(risks(register(tmp_path, text)))["registers/risks.md"].decode("utf-8")
    before, _, residual = register_.partition(
        "Residual risk: likelihood (rows) by impact (columns); 1 not on the scale"
    )
    assert "Inherent risk" in before
    rows = [line for line in residual.splitlines() if line.startswith("|")][:7]
    assert rows[0] == "| Likelihood | tiny | small | middling | large | huge |"
    assert rows[2] == "| 5 | 0 | 0 | 0 | 0 | 1: c |"
    assert rows[5] == "| 2 | 0 | 0 | 0 | 2: a, b | 0 |"


def test_letters_roles_and_gaps(tmp_path: Path) -> None:
    text = (
        "roles: {boss: {title: The boss}, hand: {title: The hand}, idle: {}}\n"
        "activities: {work: {area: sales, raci: {boss: A, hand: R/C}}, drift: {consulted: ghost, name: Drift}}\n"
    )
    files = dict(raci(register(tmp_path, text)))
    rows = sheet(files["registers/raci.csv"])
    assert list(rows[0]) == ["area", "id", "activity", "type", "boss", "hand", "ghost", "unassigned"]
    assert [(row["id"], row["boss"], row["hand"], row["ghost"], row["unassigned"]) for row in rows] == [
        ("work", "A", "R/C", "", ""),
        ("drift", "", "", "C", "responsible, accountable"),
    ]
    matrix = files["registers/raci.md"].decode("utf-8")
    assert "| Activity | The boss | The hand | Unassigned |" in matrix
    assert "| Activity | ghost (not declared) | Unassigned |" in matrix
    assert "**nobody is responsible, accountable**" in matrix


def test_a_kpi_with_everything(tmp_path: Path) -> None:
    files = dict(metrics(edition(tmp_path)))
    rows = {row["id"]: row for row in sheet(files["registers/metrics.csv"])}
    assert list(rows) == ["closed", "rate", "won"]
    assert rows["rate"]["formula"] == "won / nullif(closed, 0)"
    assert rows["rate"]["made_of"] == "closed; won"
    assert rows["rate"]["rests_on_fields"] == "deal.stage"
    assert rows["rate"]["rests_on_systems"] == "crm"
    assert rows["rate"]["reviewed_by"] == "call"
    assert (rows["won"]["source"], rows["won"]["source_field"], rows["won"]["makes"]) == ("deal", "stage", "rate")
    assert rows["rate"]["target"] == "x"
    dictionary = files["registers/metrics.md"].decode("utf-8")
    assert (
        dictionary.index("## Key KPIs")
        < dictionary.index("`rate`")
        < dictionary.index("## Other KPIs")
        < dictionary.index("`won`")
    )
    assert "in words only" in dictionary
    assert "| x | x | x |" in dictionary.partition("## Glossary")[2]
