"""What the stack covers twice, too much or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.repository import findings
from tests.unit.checks.marked import found, named

from revgov.finding import Severity

REASON = "why: Two carriers are not served yet"


@pytest.mark.parametrize(
    ("systems", "node", "field", "said"),
    [
        (
            "a: {name: A, capability: crm}\n  b: {name: B, capability: «crm»}",
            "system:b",
            "capability",
            "A and B serve the same capability 'crm', and no `overlaps` says why and until when",
        ),
        (
            "a: {capability: Sales engagement}\n  b: {capability: «sales_engagement»}",
            "system:b",
            "capability",
            "a and b serve",
        ),
        (
            "a: {capability: crm, status: retiring}\n  b: {capability: «crm», status: active}",
            "system:b",
            "capability",
            "a and b",
        ),
        (
            "a: {capability: crm}\n  b: {capability: crm, overlaps: [«{with: a}»]}",
            "system:b",
            "overlaps",
            "b and a both serve 'crm'; write `why` and `until` for keeping both",
        ),
        (
            f"a: {{capability: crm}}\n  b: {{capability: crm, overlaps: [«{{with: a, {REASON}}}»]}}",
            "system:b",
            "overlaps",
            "`until`",
        ),
        (
            "a: {capability: crm, overlaps: [«{with: b, until: 2027-01-01}»]}\n  b: {capability: crm}",
            "system:a",
            "overlaps",
            "`why`",
        ),
        (
            f"a: {{capability: crm}}\n  b: {{capability: crm, overlaps: [«{{with: a, {REASON}, until: 2026-11-23}}»]}}",
            "system:b",
            "overlaps",
            "that was to end on 2026-11-23",
        ),
        (
            (
                "a: {capability: crm}\n  c: {capability: crm}\n"
                f"  b: {{capability: «crm», overlaps: [{{with: a, {REASON}, until: 2026-11-24}}]}}"
            ),
            "system:b",
            "capability",
            "a, c and b serve",
        ),
        (
            f"a: {{capability: crm}}\n  b: {{capability: «crm», overlaps: [{{with: b, {REASON}, until: 2027-11-24}}]}}",
            "system:b",
            "capability",
            "a and b serve",
        ),
    ],
)
def test_a_capability_that_two_systems_serve(tmp_path: Path, systems: str, node: str, field: str, said: str) -> None:
    (one,) = found(tmp_path, "tech-capability-overlap", f"systems:\n  {systems}\n")
    assert (one.node, one.field, one.severity) == (node, field, Severity.WARNING)
    assert said in one.message


@pytest.mark.parametrize(
    "systems",
    [
        "a: {capability: crm}\n  b: {capability: billing}\n  c: {}\n  d: {}",
        "a: {capability: crm}\n  b: {capability: crm, status: planned}\n  c: {capability: crm, status: Retired}",
        "a: {capability: crm}\n  b: {capability: crm, until: 2026-11-23}",
        f"a: {{capability: crm}}\n  b: {{capability: crm, overlaps: [{{with: a, {REASON}, until: 2026-11-24}}]}}",
        f"a: {{capability: crm, overlaps: [{{with: b, {REASON}, until: 2027-03-31}}]}}\n  b: {{capability: crm}}",
        "a: {capability: crm}\n  b: {capability: crm, overlaps: [{with: misspelt}]}",
        "a: {capability: crm}\n  b: {capability: crm, overlaps: {}}",
        "a: {capability: crm}\n  b: {capability: {}}",
    ],
)
def test_a_capability_that_one_serves_or_two_for_a_time(tmp_path: Path, systems: str) -> None:
    assert found(tmp_path, "tech-capability-overlap", f"systems:\n  {systems}\n") == []


def test_a_stack_may_grow_up_to_its_limit(tmp_path: Path) -> None:
    systems = "".join(f"  s{number}: {{}}\n" for number in range(20))
    assert found(tmp_path, "tech-stack-too-large", f"systems:\n{systems}  p: {{status: planned}}\n") == []
    (one,) = found(tmp_path, "tech-stack-too-large", f"systems:\n{systems}  «last»: {{name: Last}}\n")
    assert one.message == "21 systems are in use, and Last is one more than the limit of 20"
    assert one.severity is Severity.INFO


def test_the_limit_is_a_setting(tmp_path: Path) -> None:
    files = {
        "a.yaml": "",
        "raci/all.yaml": "systems: {a: {}, b: {}}\n",
        "revgov.yaml": "checks: {tech-stack-too-large: {most: 1}}\n",
    }
    assert named(findings(tmp_path, files, "tech-stack-too-large")) == [("system:b", None)]


WHOLE = {
    "crm": "capability: CRM",
    "automation": "capability: Marketing automation platform",
    "cs": "is: customer_success_platform",
    "reporting": "status: active",
}


def stack(**other: str) -> str:
    return "systems: {" + ", ".join(f"{id_}: {{{text}}}" for id_, text in {**WHOLE, **other}.items()) + "}\n"


def test_every_function_has_its_system(tmp_path: Path) -> None:
    assert found(tmp_path, "tech-function-gap", stack()) == []


@pytest.mark.parametrize(
    ("systems", "said"),
    [
        (
            stack(automation="capability: mail"),
            "no system in use serves marketing automation; write `capability: marketing_auto",
        ),
        (stack(cs="capability: success"), "no system in use serves customer success"),
        (stack(reporting="status: planned"), "no system in use serves reporting"),
        (stack(crm="until: 2026-01-01"), "no system in use serves crm"),
        (stack(crm="capability: scrm").replace("{crm:", "{sales:"), "no system in use serves crm"),
    ],
)
def test_a_function_without_a_system(tmp_path: Path, systems: str, said: str) -> None:
    (one,) = findings(tmp_path, {"raci/all.yaml": systems}, "tech-function-gap")
    assert (one.node, one.place.path, one.severity) == ("charter:charter", "charter.yaml", Severity.WARNING)
    assert one.message.startswith(said)


@pytest.mark.parametrize(
    "systems", ["", "systems: {a: {capability: {}}}", "systems: {a: {since: 2027-01-01}}", "systems: {a: {}\n"]
)
def test_without_a_stack_or_where_it_cannot_be_read_nothing_is_said(tmp_path: Path, systems: str) -> None:
    assert findings(tmp_path, {"raci/all.yaml": systems}, "tech-function-gap") == []


def test_the_functions_are_a_setting(tmp_path: Path) -> None:
    files = {
        "raci/all.yaml": "systems: {a: {capability: support}}\n",
        "revgov.yaml": "checks: {tech-function-gap: {capabilities: [support, billing]}}\n",
    }
    assert [one.message[:36] for one in findings(tmp_path, files, "tech-function-gap")] == [
        "no system in use serves billing; wri"
    ]
