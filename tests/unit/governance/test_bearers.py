"""Whom a finding falls to: the asset it is about, and who answers for it."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.repository import findings, governance, write

from revgov.checked import checked
from revgov.checks.run import findings_of
from revgov.finding import Finding
from revgov.governance.bearers import bearers
from revgov.kinds import ASSETS
from revgov.report import Bearer

TEXT = """
roles:
  cro: {title: Chief}
  analyst: {title: Analyst, reports_to: cro}
kpis:
  owned: {owner: cro, drives: nothing}
  shared: {owner: [cro, analyst], drives: nothing}
  lonely: {drives: nothing}
  misspelt: {owner: coo, drives: nothing}
councils:
  board: {chair: cro, members: [nobody]}
activities:
  work: {accountable: analyst, responsible: nobody}
datasets:
  lead: {owner: analyst, access: [nobody], fields: {email: {known_from: nowhere}}}
policies:
  tidy: {owner: cro, enforced_by: meeting:none}
"""


@pytest.mark.parametrize(
    ("node", "bearer"),
    [
        ("kpi:owned", Bearer("kpi_tree", "cro")),
        ("kpi:shared", Bearer("kpi_tree", "cro")),
        ("kpi:lonely", Bearer("kpi_tree", None)),
        ("kpi:misspelt", Bearer("kpi_tree", None)),
        ("council:board", Bearer("charter", "cro")),
        ("activity:work", Bearer("operating_model", "analyst")),
        ("field:lead.email", Bearer("data_dictionary", "analyst")),
        ("policy:tidy", Bearer("house_rules", "cro")),
    ],
)
def test_a_finding_falls_to_whoever_answers_for_the_declaration(node: str, bearer: Bearer, tmp_path: Path) -> None:
    found = governance(tmp_path, {"raci/all.yaml": TEXT})
    unresolved = [one for one in findings_of(found, select=["x-ref-unresolved"]) if one.node == node]
    assert {bearers(found, unresolved)[one.fingerprint] for one in unresolved} == {bearer}


def test_an_empty_chair_falls_to_whom_it_reports_to(tmp_path: Path) -> None:
    found = governance(tmp_path, {"raci/all.yaml": TEXT})
    vacant = [one for one in findings_of(found, select=["x-role-vacant"]) if one.node == "role:analyst"]
    assert [bearers(found, vacant)[one.fingerprint] for one in vacant] == [Bearer("operating_model", "cro")]


PEOPLE = """
people: {ada: {name: "TODO: who"}, ben: {name: "TODO: who"}, eve: {name: "TODO: who"}}
"""
HELD = """
roles:
  cfo: {title: Finance, held_by: [{person: ada, deputy: true}, {person: ben, until: 2026-01-01}]}
  cro: {title: Chief, held_by: [ada]}
"""


def placeholders(root: Path) -> dict[str | None, str | None]:
    """Who answers for each placeholder, as a run tells it that may use what the last one left."""
    report, _ = checked(root, as_of="2026-11-24", select=["x-placeholder-text"])
    return {one.node: report.bearers[one.fingerprint].owner for one in report.findings}


def test_a_placeholder_of_a_person_falls_to_the_role_they_hold(tmp_path: Path) -> None:
    root = write(tmp_path, {"raci/people.yaml": PEOPLE, "raci/roles.yaml": HELD})
    assert placeholders(root) == {"person:ada": "cro", "person:ben": None, "person:eve": None}
    write(root, {"raci/roles.yaml": HELD.replace("until: 2026-01-01", "until: 2027-01-01").replace("[ada]", "[eve]")})
    assert placeholders(root) == {"person:ada": "cfo", "person:ben": "cfo", "person:eve": "cro"}


def absent(tmp_path: Path, check: str) -> list[tuple[Finding, str | None]]:
    found = governance(tmp_path, {"raci/all.yaml": "roles:\n  cro: {title: Chief}\n"})
    told = findings_of(found, select=[check])
    return [(one, bearers(found, told)[one.fingerprint].asset) for one in told]


def test_what_nobody_declared_belongs_to_its_asset_and_not_to_the_charter(tmp_path: Path) -> None:
    missing = absent(tmp_path, "x-asset-missing")
    assert {asset for one, asset in missing if ASSETS[asset or ""] in one.message} == {asset for _, asset in missing}
    assert len(missing) == len({asset for _, asset in missing}) == 10
    assert {asset for _, asset in absent(tmp_path, "kpi-required-missing")} == {"kpi_tree"}
    assert {asset for _, asset in absent(tmp_path, "cadence-required-missing")} == {"operating_cadence"}


def test_of_a_fault_of_the_text_nobody_can_tell(tmp_path: Path) -> None:
    broken = {"raci/all.yaml": "roles: [\n"}
    told = findings(tmp_path, broken, "yaml")
    assert [one.check for one in told] == ["yaml-syntax"]
    assert bearers(governance(tmp_path, broken), told) == {}
