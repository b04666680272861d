"""Fields that are asked for too early, and fields that are asked for in vain."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.repository import findings
from tests.unit.checks.marked import found

from revgov.finding import Severity

STAGES = {
    "lead": "next: [{stage: deal}]",
    "deal": "next: [{stage: won}], exits: [{to: lost}], recycles_to: lead",
    "won": "next: [{stage: renewal}]",
    "renewal": "next: [{stage: won}]",
    "lost": "terminal: true",
    "old": "next: [{stage: deal}], until: 2026-01-01",
}


def lifecycle(field: str = "known_from: won", handoffs: str = "", **more: str) -> str:
    stages = "".join(f"  {id_}: {{{text}{more.get(id_, '')}}}\n" for id_, text in STAGES.items())
    return f"stages:\n{stages}datasets: {{d: {{fields: {{x: {{{field}}}, y: {{}}}}}}}}\n{handoffs}"


@pytest.mark.parametrize(
    ("yaml", "node", "field"),
    [
        (lifecycle(deal=", entry: [«d.x» is set]"), "stage:deal", "entry"),
        (lifecycle(lead=", exit: [d.y > 0, «d.x» > 0]"), "stage:lead", "exit"),
        (lifecycle(lead=', exit: ["«d.x» in [a, b]", d.x = a]'), "stage:lead", "exit"),
        (lifecycle(lead=", exit: [d.y = «d.x»]"), "stage:lead", "exit"),
        (lifecycle("known_from: won, required_from: «deal»"), "field:d.x", "required_from"),
        (
            lifecycle(handoffs="handoffs: {h: {from: lead, to: deal, requires: [d.y, «d.x»]}}\n"),
            "handoff:h",
            "requires",
        ),
        (lifecycle(handoffs="handoffs: {h: {to: deal, accepted_when: «d.x» is set}}\n"), "handoff:h", "accepted_when"),
    ],
)
def test_a_field_is_asked_for_before_it_can_be_known(tmp_path: Path, yaml: str, node: str, field: str) -> None:
    (one,) = found(tmp_path, "data-gate-too-early", yaml)
    assert (one.node, one.field, one.severity) == (node, field, Severity.WARNING)
    assert "but can only be known from 'won' on" in one.message


@pytest.mark.parametrize(
    "yaml",
    [
        lifecycle(won=", entry: [d.x is set]"),
        lifecycle(renewal=", entry: [d.x is set]"),
        lifecycle("known_from: renewal", won=", entry: [d.x is set]"),
        lifecycle(lost=", entry: [d.x is set]"),
        lifecycle(deal=', entry: [d.x is not set, d.x != a, "d.x not in [a]"]'),
        lifecycle("known_from: misspelt", deal=", entry: [d.x is set]"),
        lifecycle("", deal=", entry: [d.x is set]"),
        lifecycle(old=", entry: [d.x is set]"),
        lifecycle("known_from: won, required_from: won"),
        lifecycle("known_from: won, required_from: misspelt"),
        lifecycle("known_from: won, required_from: deal, until: 2026-01-01"),
        lifecycle(handoffs="handoffs: {h: {from: deal, to: won, requires: d.x}, i: {to: misspelt, requires: d.x}}\n"),
        lifecycle(handoffs="handoffs: {h: {from: lead, requires: d.x}}\n"),
    ],
)
def test_a_field_is_asked_for_when_it_can_be_known(tmp_path: Path, yaml: str) -> None:
    assert found(tmp_path, "data-gate-too-early", yaml) == []


@pytest.mark.parametrize("field", ["mandatory: «true»", "required_from: «s»", "mandatory: «true», required_from: s"])
def test_a_field_is_asked_for_in_vain(tmp_path: Path, field: str) -> None:
    (one,) = found(
        tmp_path, "data-field-unused", f"datasets: {{d: {{fields: {{x: {{{field}}}}}}}}}\nstages: {{s: {{}}}}\n"
    )
    assert (one.node, one.severity) == ("field:d.x", Severity.INFO)
    assert one.message == "d.x must be filled in, but no KPI, gate, SLA, AI use or integration uses it"


@pytest.mark.parametrize(
    "rest",
    [
        "kpis: {k: {source: {dataset: d, field: x}}}",
        "kpis: {k: {source: {dataset: d, time: x}}}",
        "kpis: {k: {source: {dataset: d, where: x > 3}}}",
        "stages: {s: {entry: d.x is set}}",
        "stages: {s: {exit: d.x is set}}",
        "handoffs: {h: {requires: d.x}}",
        "handoffs: {h: {requires: d.x, since: 2027-01-01}}",
        "kpis: {k: {since: 2027-01-01, source: {dataset: d, where: x > 3}}}",
        "handoffs: {h: {accepted_when: d.x is set}}",
        "slas: {s: {starts_on: d.x}}",
        "slas: {s: {stops_on: d.x}}",
        "ai_uses: {u: {inputs: d.x}}",
        "integrations: {i: {fields: d.x}}",
        "integrations: {i: {fields: [d.x]}}",
        "integrations: {i: {name: Carries whatever}}",
        "handoffs: {h: {requires: d.xx}}",
        "kpis: {k: {source: {dataset: d, field: xx}}}",
        "kpis: {k: {source: {dataset: dd, where: x > 3}}}",
        "kpis: {k: {source: {dataset: dd, time: x}}}",
        "handoffs: {h: {requires: {}}}",
        "kpis: {k: {source: {dataset: d, field: y}}}\nstages: {s: {entry: whatever}}",
    ],
)
def test_a_field_that_is_used_or_may_be_meant(tmp_path: Path, rest: str) -> None:
    assert (
        found(tmp_path, "data-field-unused", f"datasets: {{d: {{fields: {{x: {{mandatory: true}}}}}}}}\n{rest}\n") == []
    )


@pytest.mark.parametrize(
    "rest",
    ["handoffs: {h: {until: 2026-01-01, requires: d.x}}", "kpis: {k: {source: {dataset: d, where: \"y = 'x'\"}}}"],
)
def test_what_is_over_or_only_looks_like_it_uses_nothing(tmp_path: Path, rest: str) -> None:
    yaml = f"datasets: {{d: {{fields: {{x: {{mandatory: «true»}}, y: {{}}}}}}}}\n{rest}\n"
    assert [one.node for one in found(tmp_path, "data-field-unused", yaml)] == ["field:d.x"]


@pytest.mark.parametrize("field", ["{}", "{mandatory: false}", "{mandatory: true, until: 2026-01-01}"])
def test_a_field_that_nobody_must_fill_in(tmp_path: Path, field: str) -> None:
    assert found(tmp_path, "data-field-unused", f"datasets: {{d: {{fields: {{x: {field}}}}}}}\n") == []


def test_where_a_file_cannot_be_read_nobody_can_say_so(tmp_path: Path) -> None:
    files = {
        "policies/data.yaml": "datasets: {d: {fields: {x: {mandatory: true}}}}\n",
        "policies/broken.yaml": "stages: {s: {entry: [d.x is set]\n",
    }
    assert findings(tmp_path, files, "data-field-unused") == []
