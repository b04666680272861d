"""The ways of fields to the numbers and models that are made of them."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.repository import findings
from tests.unit.checks.marked import found

from revgov.finding import Severity

AROUND = """\
datasets: {d: {system: crm, fields: {x: {}, t: {}}}, e: {fields: {x: {}}}}
systems: {crm: {name: CRM}, dwh: {name: Warehouse}, bi: {name: Reporting}}
"""


def text(main: str, feeds: str = "") -> str:
    return f"{main}\n{AROUND}integrations: {{{feeds}}}\n"


KPI = "kpis: {k: {name: Wins, reported_in: bi, source: «{dataset: d, field: x}»}}"
FINE = KPI.replace("«", "").replace("»", "")
THERE = "i: {from: crm, to: dwh, fields: [d.x]}"


@pytest.mark.parametrize(
    ("kpi", "feeds", "said"),
    [
        (KPI, "", "no integration carries d.x from CRM to Reporting, which shows Wins"),
        (KPI, "i: {from: crm, to: bi, fields: [d.t]}", "no integration carries d.x from CRM to Reporting"),
        (KPI, THERE, "no integration carries d.x from Warehouse, where it ends, to Reporting"),
        (KPI, f"{THERE}, j: {{from: bi, to: dwh, fields: [d.x]}}", "d.x from Warehouse, where it ends, to Reporting"),
        (KPI, f"{THERE}, j: {{from: dwh, to: bi, fields: [d.x], until: 2026-01-01}}", "from Warehouse, where it ends"),
        (
            KPI.replace("}»", ", time: t}»"),
            "i: {from: crm, to: bi, fields: [d.x]}",
            "no integration carries d.t from CRM",
        ),
        (KPI.replace("}»", ", time: t}»"), "", "no integration carries d.x and d.t from CRM to Reporting"),
        (
            KPI.replace(" reported_in: bi,", "") + "\ndashboards: {p: {system: bi, shows: [k]}}",
            "",
            "no integration carries d.x from CRM to Reporting, which shows Wins",
        ),
    ],
)
def test_a_number_without_a_feed(tmp_path: Path, kpi: str, feeds: str, said: str) -> None:
    (one,) = found(tmp_path, "data-lineage-gap", text(kpi, feeds))
    assert (one.node, one.severity) == ("kpi:k", Severity.WARNING)
    assert said in one.message
    assert [related.message for related in one.related] in (["it is reported here"], ["it is shown here"])


@pytest.mark.parametrize(
    ("kpi", "feeds"),
    [
        (FINE, f"{THERE}, j: {{from: dwh, to: bi, fields: [d.x]}}"),
        (FINE, "i: {from: crm, to: bi}"),
        (FINE, "i: {from: crm, to: bi, fields: [d.misspelt]}"),
        (FINE, "i: {from: crm, to: bi, fields: {}}"),
        (FINE, "i: {from: crm, to: nowhere, fields: [d.x]}"),
        (FINE, "i: {from: crm, fields: [d.x]}"),
        (FINE, "i: {from: nowhere}"),
        (FINE, "i: {from: crm, to: crm, fields: [d.x]}"),
        (FINE.replace("bi,", "crm,"), ""),
        (FINE.replace("bi,", "nowhere,"), ""),
        (FINE.replace(" reported_in: bi,", ""), ""),
        (FINE.replace("dataset: d", "dataset: e"), ""),
        (FINE.replace("field: x", "field: misspelt"), ""),
        (FINE.replace("name: Wins", "until: 2026-01-01"), ""),
        ("kpis: {k: {reported_in: bi, formula: 1 + 1}}", ""),
    ],
)
def test_a_number_that_is_fed_or_of_which_that_is_not_certain(tmp_path: Path, kpi: str, feeds: str) -> None:
    assert found(tmp_path, "data-lineage-gap", text(kpi, feeds)) == []


@pytest.mark.parametrize(
    ("use", "feeds", "said"),
    [
        ("inputs: [«d.x»], status: live", "", "no integration carries d.x from CRM to Reporting, where 'Oracle' runs"),
        ("inputs: [d.x, «d.t»], status: pilot", "i: {from: crm, to: bi, fields: [d.x]}", "carries d.t from CRM"),
        ("inputs: [«d.x»]", "", "no integration carries d.x"),
    ],
)
def test_a_model_without_a_feed(tmp_path: Path, use: str, feeds: str, said: str) -> None:
    (one,) = found(tmp_path, "data-lineage-gap", text(f"ai_uses: {{u: {{name: Oracle, system: bi, {use}}}}}", feeds))
    assert (one.node, one.field) == ("ai_use:u", "inputs")
    assert said in one.message


@pytest.mark.parametrize(
    "use",
    [
        "system: bi, inputs: [d.x], status: Proposed",
        "system: bi, inputs: [d.x], status: retired",
        "system: crm, inputs: [d.x]",
        "system: nowhere, inputs: [d.x]",
        "inputs: [d.x]",
        "system: bi, inputs: [d.misspelt, e.x]",
        "system: bi, inputs: [d.x], until: 2026-01-01",
    ],
)
def test_a_model_that_is_fed_or_reads_nothing(tmp_path: Path, use: str) -> None:
    assert found(tmp_path, "data-lineage-gap", text(f"ai_uses: {{u: {{{use}}}}}")) == []


def test_where_a_file_cannot_be_read_a_feed_may_stand_in_it(tmp_path: Path) -> None:
    files = {"raci/all.yaml": text(FINE), "raci/broken.yaml": "integrations: {i: {from: crm\n"}
    assert findings(tmp_path, files, "data-lineage-gap") == []


def test_startups_are_not_asked(tmp_path: Path) -> None:
    files = {"raci/all.yaml": text(FINE), "revgov.yaml": "profile: startup\n"}
    assert findings(tmp_path, files, "data-lineage-gap") == []
