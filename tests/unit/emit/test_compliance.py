"""The compliance report: scores, sign-offs that lapse, waivers that end, evidence that goes stale."""

from __future__ import annotations

import datetime
import json
from pathlib import Path
from typing import Any

from tests.repository import TODAY, governance
from tests.unit.emit.company import edition, files

from revgov.emit.build import edition_of
from revgov.emit.compliance import compliance
from revgov.emit.compliance.rules import rules_digest
from revgov.emit.compliance.scores import Score, assets, cells, functions
from revgov.emit.edition import Edition
from revgov.governance.signature import signature


def values(edition: Edition) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(dict(compliance(edition))["reports/compliance.json"])
    return found


def page(edition: Edition) -> str:
    return dict(compliance(edition))["reports/compliance.html"].decode("utf-8")


def test_a_score_is_the_share_without_open_errors_and_warnings(tmp_path: Path) -> None:
    text = "activities: {good: {raci: {r: A/R}}, bad: {raci: {r: R}}}\n"
    text += "roles: {r: {function: sales, held_by: [p]}}\npeople: {p: {}}\n"
    found = edition_of(governance(tmp_path, {"raci/all.yaml": text}))
    bad = {finding.node for finding in found.open if finding.severity in ("error", "warning")}
    assert "activity:bad" in bad
    assert "activity:good" not in bad
    nodes = {"activity:good", "activity:bad", "role:r", "person:p"}
    row = dict(cells(found))["structural"]
    assert row[0] == Score(len(nodes - bad), 4)
    assert dict(functions(found))["sales"].total >= 2


def test_only_the_faultless_is_a_hundred() -> None:
    assert [Score(199, 200).percent, Score(200, 200).percent, Score(0, 0).percent] == [99, 100, None]
    assert [Score(199, 200).tone, Score(200, 200).tone, Score(1, 2).tone, Score(0, 0).tone] == [
        "fair",
        "good",
        "bad",
        "quiet",
    ]


def test_an_asset_that_is_missing_says_which_sections(tmp_path: Path) -> None:
    found = {asset.name: asset for asset in assets(edition(tmp_path))}
    assert found["risk_playbook"].missing == ()
    assert found["playbook"].missing == ("slas", "stages")
    assert found["charter"].evidence == 1


def test_a_signature_holds_until_what_was_signed_changes(tmp_path: Path) -> None:
    charter = governance(tmp_path, files()).charter
    digest = signature(charter)
    assert values(edition(tmp_path, digest=digest))["signoffs"]["signed"]["state"] == "valid"
    assert values(edition(tmp_path, digest=f"sha256:{digest}"))["signoffs"]["signed"]["valid"] is True
    changed = files(digest=digest)
    changed["charter.yaml"] = changed["charter.yaml"].replace("owns: [forecasting]", "owns: [forecasting, pricing]")
    stale = edition_of(governance(tmp_path, changed))
    assert values(stale)["signoffs"]["signed"]["state"] == "stale: changed since"
    assert "stale: changed since" in page(stale)


def test_a_signature_outlasts_layout_and_reviews(tmp_path: Path) -> None:
    digest = signature(governance(tmp_path, files()).charter)
    reworded = files(digest=digest)
    reworded["charter.yaml"] = "# a comment\n" + reworded["charter.yaml"].replace(
        "functions: [sales]", "functions:\n    - sales"
    )
    reworded["charter.yaml"] += "  review: {last: 2026-11-20}\n"
    assert values(edition_of(governance(tmp_path, reworded)))["signoffs"]["signed"]["valid"] is True


def test_a_short_digest_proves_nothing(tmp_path: Path) -> None:
    assert values(edition(tmp_path, digest=""))["signoffs"]["signed"]["state"] == "without a digest: cannot be verified"
    digest = signature(governance(tmp_path, files()).charter)
    assert values(edition(tmp_path, digest=digest[:4]))["signoffs"]["signed"]["valid"] is False


def test_waivers_end(tmp_path: Path) -> None:
    def waiver(day: datetime.date) -> tuple[int, str]:
        one = values(edition_of(governance(tmp_path, files(), day)))["waivers"]["spared"]
        return one["days_left"], one["state"]

    assert waiver(TODAY) == (30, "ends soon")
    assert waiver(datetime.date(2026, 11, 23)) == (31, "in force")
    assert waiver(datetime.date(2026, 12, 24)) == (0, "ends soon")
    assert waiver(datetime.date(2026, 12, 25)) == (-1, "expired")


def test_evidence_goes_stale(tmp_path: Path) -> None:
    def state(day: datetime.date) -> str:
        found: str = values(edition_of(governance(tmp_path, files(), day)))["evidence"][0]["state"]
        return found

    assert state(TODAY) == "fresh until 2027-11-01"
    assert state(datetime.date(2027, 11, 2)) == "stale since 2027-11-01"
    assert state(datetime.date(2026, 10, 31)) == "dated in the future"


def test_a_printed_report_carries_its_origin(tmp_path: Path) -> None:
    found = edition(tmp_path)
    source = found.governance.source._replace(commit="c0ffee" * 6 + "1234")
    found.governance.source = source
    markup = page(found)
    assert "c0ffee" * 6 + "1234" in markup
    assert 'content: "Governance compliance report, as of 2026-11-24, commit c0ffeec0ffee"' in markup
    assert rules_digest(found)[:16] in markup
    assert "Nobody has signed anything" not in markup
    assert "Not measured" in markup


def test_the_digest_of_the_rules_knows_severities(tmp_path: Path) -> None:
    first = rules_digest(edition(tmp_path / "a"))
    assert first == rules_digest(edition(tmp_path / "b"))
    strict = files() | {"revgov.yaml": "checks: {raci-no-accountable: off}\n"}
    assert first != rules_digest(edition_of(governance(tmp_path / "c", strict)))


def test_what_each_role_answers_for(tmp_path: Path) -> None:
    found = values(edition(tmp_path))["answers_for"]["role:lead"]
    assert {"charter:charter", "activity:work", "decision:choose", "kpi:rate", "risk:miss", "meeting:call"} <= set(
        found
    )


def test_house_rules_that_are_only_declared_are_said_to_be(tmp_path: Path) -> None:
    assert "House rules" not in values(edition(tmp_path / "a"))["not_measured"]
    rules = "policies: {one: {fails_when: owner is null}, two: {query: select 1}, words: {statement: Be good.}}\n"
    found = edition_of(governance(tmp_path / "b", files() | {"policies/rules.yaml": rules}))
    said = "2 are declared with SQL, and not run by this version: none is known to hold"
    assert values(found)["not_measured"]["House rules"] == said
    assert said in page(found)


def test_what_is_missing_is_named_for_people(tmp_path: Path) -> None:
    markup = page(edition_of(governance(tmp_path, {})))
    assert "no dashboards, forecasts, KPIs, terms" in markup
    assert "no AI uses" in markup
    assert "1 declaration in 1 file<" in markup
