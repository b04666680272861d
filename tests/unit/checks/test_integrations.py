"""What an integration has to say of itself."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.unit.checks.marked import found, named

from revgov.finding import Severity

WHOLE = {
    "from": "crm",
    "to": "dwh",
    "fields": "[d.x]",
    "every": "1h",
    "on_failure": "page somebody",
    "from_owner": "a",
    "to_owner": "a",
}
AROUND = "systems: {crm: {}, dwh: {}}\nroles: {a: {}}\ndatasets: {d: {fields: {x: {}}}}\n"


def integration(*without: str, **other: str) -> str:
    fields = ", ".join(f"{name}: {text}" for name, text in {**WHOLE, **other}.items() if name not in without)
    return f"{{name: Feed, {fields}}}"


@pytest.mark.parametrize("part", list(WHOLE))
def test_each_part_is_asked_for(tmp_path: Path, part: str) -> None:
    yaml = f"integrations:\n  «i»: {integration(part)}\n{AROUND}"
    (one,) = found(tmp_path, "tech-integration-incomplete", yaml)
    assert (one.node, one.severity) == ("integration:i", Severity.ERROR)
    assert one.message == f"the integration 'Feed' does not say `{part}`"


def test_everything_missing_is_one_finding(tmp_path: Path) -> None:
    (one,) = found(tmp_path, "tech-integration-incomplete", "integrations: {«i»: {}}\n", profile="startup")
    assert one.severity is Severity.WARNING
    assert all(f"`{part}`" in one.message for part in WHOLE)


def test_an_integration_leads_somewhere_else(tmp_path: Path) -> None:
    yaml = f"integrations: {{i: {integration(to='«crm»')}}}\n{AROUND}"
    assert named(found(tmp_path, "tech-integration-incomplete", yaml)) == [("integration:i", "to")]


@pytest.mark.parametrize(
    "text",
    [
        integration(),
        integration(every="often"),
        integration(fields="{}"),
        integration(to="nowhere", from_owner="nobody"),
        integration("every", until="2026-11-23"),
    ],
)
def test_an_integration_that_says_all_or_something_unreadable(tmp_path: Path, text: str) -> None:
    assert found(tmp_path, "tech-integration-incomplete", f"integrations: {{i: {text}}}\n{AROUND}") == []
