"""Systems that hold more than they are made for, and those from which nobody is let go."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.repository import findings
from tests.unit.checks.marked import found, named

from revgov.finding import Severity

CHARTER = "charter:\n  classifications: [public, internal, confidential, restricted]\n"
DATA = """\
datasets:
  d: {system: crm, classification: internal, fields: {x: {classification: restricted}, y: {classification: internal}}}
  over: {system: other, classification: restricted, until: 2026-01-01}
"""
FEEDS = """\
integrations:
  i: {name: Feed, from: crm, to: other, fields: [d.y, d.x]}
  j: {from: crm, to: third, fields: [d.y]}
"""


def text(systems: str, feeds: str = FEEDS, data: str = DATA) -> str:
    return f"{CHARTER}systems:\n  {systems}\n{data}{feeds}"


@pytest.mark.parametrize(
    ("systems", "said", "related"),
    [
        (
            "crm: {name: CRM, classification: «confidential»}",
            "CRM is confidential, but what is in it is restricted",
            "d.x is restricted and is kept in it",
        ),
        (
            "«crm»: {name: CRM}",
            "CRM has no classification, but what is in it is restricted",
            "d.x is restricted and is kept in it",
        ),
        (
            "crm: {classification: restricted}\n  other: {classification: «internal»}",
            "other is internal, but what is in it is restricted",
            "d.x is restricted and reaches it by 'Feed'",
        ),
        (
            "crm: {classification: restricted}\n  third: {classification: «public»}",
            "third is public, but what is in it is internal",
            "d.y is internal and reaches it by 'j'",
        ),
    ],
)
def test_a_system_below_its_data(tmp_path: Path, systems: str, said: str, related: str) -> None:
    (one,) = found(tmp_path, "tech-classification-below-data", text(systems))
    assert (one.message, one.severity) == (said, Severity.ERROR)
    assert [each.message for each in one.related] == [related]


@pytest.mark.parametrize(
    "systems",
    [
        "crm: {classification: restricted}\n  other: {classification: restricted}\n  third: {classification: internal}",
        "crm: {classification: unheard_of}",
        "crm: {classification: {}}",
        "crm: {until: 2026-01-01}",
        "another: {}",
        "crm: {classification: restricted}\n  third: {classification: restricted}",
    ],
)
def test_a_system_at_or_above_its_data(tmp_path: Path, systems: str) -> None:
    assert found(tmp_path, "tech-classification-below-data", text(systems)) == []


def test_a_feed_that_is_over_brings_nothing(tmp_path: Path) -> None:
    feed = "integrations: {i: {from: crm, to: other, fields: [d.x], until: 2026-01-01}}\n"
    systems = "crm: {classification: restricted}\n  other: {classification: public}"
    assert found(tmp_path, "tech-classification-below-data", text(systems, feed)) == []


def test_what_is_kept_in_a_system_is_told_before_what_reaches_it(tmp_path: Path) -> None:
    feed = "integrations: {i: {from: third, to: crm, fields: [d.x]}}\n"
    (one,) = found(
        tmp_path, "tech-classification-below-data", text("crm: {classification: «public»}\n  third: {}", feed)
    )
    assert [each.message for each in one.related] == ["d.x is restricted and is kept in it"]


WHOLE = "provisions: a, deprovisions: {role: a, how: by hand}, access_review: {every: 1 quarter}"


@pytest.mark.parametrize(
    ("fields", "gaps"),
    [
        ("", "`provisions`, `deprovisions` and no `access_review.every`"),
        ("deprovisions: a, access_review: {every: 1 quarter}", "`provisions`"),
        ("provisions: a, access_review: {every: 1 quarter}", "`deprovisions`"),
        ("provisions: a, deprovisions: a", "`access_review.every`"),
        ("provisions: a, deprovisions: a, access_review: {last: 2026-10-01}", "`access_review.every`"),
        ("provisions: a, deprovisions: {}", "`access_review.every`"),
    ],
)
def test_a_confidential_system_lets_people_go(tmp_path: Path, fields: str, gaps: str) -> None:
    systems = f"«s»: {{name: Tool, classification: confidential, {fields}}}".replace(", }", "}")
    (one,) = found(tmp_path, "tech-offboarding-missing", text(systems, "roles: {a: {}}\n", ""))
    assert (one.message, one.severity) == (f"Tool holds confidential data and names no {gaps}", Severity.ERROR)


def test_what_reaches_a_system_makes_it_confidential(tmp_path: Path) -> None:
    systems = f"crm: {{classification: restricted, {WHOLE}}}\n  «other»: {{classification: public}}\n  third: {{}}"
    (one,) = found(tmp_path, "tech-offboarding-missing", text(systems, FEEDS + "roles: {a: {}}\n"), profile="startup")
    assert one.message.startswith("other holds restricted data and names no `provisions`")
    assert one.severity is Severity.WARNING


@pytest.mark.parametrize(
    "fields",
    [
        f"classification: restricted, {WHOLE}",
        "classification: internal",
        "classification: unheard_of",
        "classification: restricted, status: planned",
        "classification: restricted, until: 2026-01-01",
        "classification: restricted, provisions: [a], deprovisions: a, access_review: {every: often}",
        "classification: restricted, provisions: nobody, deprovisions: a, access_review: {every: 1 year}",
    ],
)
def test_a_system_that_says_all_or_holds_nothing_confidential(tmp_path: Path, fields: str) -> None:
    yaml = text(f"s: {{{fields}}}", "roles: {a: {}}\n", "")
    assert found(tmp_path, "tech-offboarding-missing", yaml) == []


def test_from_which_class_on_is_a_setting(tmp_path: Path) -> None:
    files = {
        "charter.yaml": text("s: {classification: internal}\n  t: {classification: public}", "", ""),
        "revgov.yaml": "checks: {tech-offboarding-missing: {confidential: internal}}\n",
    }
    assert named(findings(tmp_path, files, "tech-offboarding-missing")) == [("system:s", None)]
