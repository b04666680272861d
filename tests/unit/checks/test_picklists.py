"""Values of lists, and what speaks of them."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.unit.checks.marked import found, named

FIELDS = """\
datasets:
  d: {fields: {stage: {type: enumeration, values: [open, won, lost]}, free: {type: text}, flag: {type: boolean}}}
  e: {fields: {stage: {values: [open, won]}, wide: {values: [open, won, lost, gone]}}}
systems: {crm: {}, dwh: {}}
"""


@pytest.mark.parametrize("type_", ["enumeration", "enum", "Picklist"])
def test_an_enumerated_field_lists_its_values(tmp_path: Path, type_: str) -> None:
    (one,) = found(tmp_path, "data-picklist-drift", f"datasets: {{d: {{fields: {{«x»: {{type: {type_}}}}}}}}}\n")
    assert one.node == "field:d.x"
    assert one.message == f"d.x is of the type '{type_}' and lists no `values` to choose from"


@pytest.mark.parametrize(
    "dataset",
    [
        "{fields: {x: {type: text}}}",
        "{fields: {x: {type: enumeration, values: [a]}}}",
        "{fields: {x: {type: enumeration, values: {}}}}",
        "{fields: {x: {type: enumeration, until: 2026-01-01}}}",
        "{until: 2026-01-01, fields: {x: {type: enumeration}}}",
    ],
)
def test_other_fields_need_no_list(tmp_path: Path, dataset: str) -> None:
    assert found(tmp_path, "data-picklist-drift", f"datasets: {{d: {dataset}}}\n") == []


@pytest.mark.parametrize(
    ("rule", "node", "field"),
    [
        ("stages: {s: {entry: [d.stage = «wonn»]}}", "stage:s", "entry"),
        ("stages: {s: {exit: [d.free = x, d.stage != «wonn»]}}", "stage:s", "exit"),
        ('stages: {s: {exit: ["d.stage in [open, «wonn»]"]}}', "stage:s", "exit"),
        ('handoffs: {h: {accepted_when: "d.stage not in [«wonn»]"}}', "handoff:h", "accepted_when"),
        ("risks: {r: {indicators: [field:d.stage = «wonn»]}}", "risk:r", "indicators"),
        ("contingencies: {c: {trigger: d.stage = '«wonn»'}}", "contingency:c", "trigger"),
        ("kpis: {k: {source: {dataset: d, where: stage = '«wonn»'}}}", "kpi:k", "source.where"),
        (
            "kpis: {k: {source: {dataset: d, where: \"d.stage <> '«wonn»' and free = 'wonn'\"}}}",
            "kpi:k",
            "source.where",
        ),
        ("kpis: {k: {source: {dataset: d, where: \"stage not in ('won', '«wonn»')\"}}}", "kpi:k", "source.where"),
        ("kpis: {k: {source: {dataset: d, where: \"STAGE IN ('«wonn»')\"}}}", "kpi:k", "source.where"),
    ],
)
def test_a_value_that_is_not_on_the_list(tmp_path: Path, rule: str, node: str, field: str) -> None:
    (one,) = found(tmp_path, "data-picklist-drift", f"{rule}\n{FIELDS}")
    assert (one.node, one.field) == (node, field)
    assert one.message == "'wonn' is no value of d.stage; did you mean 'won'?"
    assert one.fix is not None
    assert one.fix.edits[0].text == "won"


def test_a_value_that_resembles_none(tmp_path: Path) -> None:
    (one,) = found(tmp_path, "data-picklist-drift", f"stages: {{s: {{entry: d.stage = «archived»}}}}\n{FIELDS}")
    assert one.message == "'archived' is no value of d.stage; it has open, won and lost"
    assert one.fix is None


def test_a_word_that_stands_in_the_condition_twice(tmp_path: Path) -> None:
    yaml = 'stages: {s: {entry: "d.stage in [won, «stage», open, «stage»]"}}\n'
    assert len(found(tmp_path, "data-picklist-drift", yaml + FIELDS)) == len(["stage", "stage"])


@pytest.mark.parametrize(
    "rule",
    [
        'stages: {s: {entry: [d.stage = won, "d.stage in [open, lost]", d.stage is set, d.free = x, d.flag = true]}}',
        "stages: {s: {entry: [d.stage > wonn, d.stage = e.stage, d.misspelt = wonn, kpi:stage = 3]}}",
        "stages: {s: {until: 2026-01-01, entry: d.stage = wonn}}",
        "kpis: {k: {source: {dataset: d, where: \"stage = 'won' and stage in ('lost') and free in ('wonn')\"}}}",
        "kpis: {k: {source: {dataset: misspelt, where: \"stage = 'wonn'\"}}}",
        "kpis: {k: {until: 2026-01-01, source: {dataset: d, where: \"stage = 'wonn'\"}}}",
        "integrations: {i: {from: crm, to: dwh, fields: [d.stage, {from: d.stage, to: e.wide}]}}",
        "integrations: {i: {from: crm, to: dwh, fields: [{from: d.stage, to: a column}, {from: d.free, to: e.stage}]}}",
    ],
)
def test_values_on_the_list_and_what_is_no_value(tmp_path: Path, rule: str) -> None:
    assert found(tmp_path, "data-picklist-drift", f"{rule}\n{FIELDS}") == []


def test_a_value_that_is_lost_on_the_way(tmp_path: Path) -> None:
    yaml = "integrations: {i: {from: crm, to: dwh, fields: [{from: d.stage, to: «e.stage»}]}}\n"
    told = found(tmp_path, "data-picklist-drift", yaml + FIELDS)
    assert named(told) == [("integration:i", "fields.to")]
    assert told[0].message == "d.stage can be lost, which e.stage cannot; add it to its `values`"
