"""Texts that nobody has looked at for too long, or not often enough."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.repository import CHARTER, findings
from tests.unit.checks.marked import found

from revgov.finding import Severity

CHECK = "x-review-overdue"
SCALE = "  risk_scale: {likelihood: 5, impact: 5, levels: {low: 1..5, medium: 6..12, high: 13..25}}\n"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "terms: {t: {review: {every: 3 months, last: «2026-08-23»}}}",
            "'t' was to be reviewed by 2026-11-23, 1 day ago",
        ),
        ("terms: {t: {review: {every: 1 year, next: «2026-11-01»}}}", "by 2026-11-01, 23 days ago"),
        ("terms: {t: {review: {next: «2026-11-01», last: 2026-10-01}}}", "by 2026-11-01"),
        ("terms: {t: {review: «{every: 3 months}»}}", "'t' was never reviewed"),
        ("terms: {t: {since: 2026-08-01, review: «{every: 3 months}»}}", "by 2026-11-01"),
        ("terms: {t: {review: {every: 3 months, last: «2026-12-01»}}}", "which is still to come"),
        ("terms: {t: {review: {next: 2027-01-01, last: «2026-12-01»}}}", "which is still to come"),
        ("kpis: {k: {review: {next: «2099-02-22»}}}", "put off to 2099-02-22; a KPI needs it every 3 months"),
        ("kpis: {k: {review: {every: 3 months, next: «2099-02-22»}}}", "put off to 2099-02-22; a KPI needs it every"),
        ("kpis: {k: {review: {next: «2027-02-01», last: 2026-10-30}}}", "put off to 2027-02-01"),
        ("kpis: {k: {since: 2026-10-30, review: {every: 3 months, next: «2027-02-01»}}}", "put off to 2027-02-01"),
        ("ai_uses: {a: {review: {every: 3 months, next: «2027-02-26»}}}", "an AI use needs it every 3 months"),
        ("charter: {review: {next: «2028-02-22», last: 2026-11-01}}", "the charter needs it every 12 months"),
        ("terms: {t: {review: {every: 3 months, next: «2099-02-22»}}}", "and it is reviewed every 3 months"),
        ("kpis: {k: {review: {every: «4 months», last: 2026-11-01}}}", "a KPI needs it every 3 months"),
        ("kpis: {k: {review: «{last: 2026-11-01}»}}", "the review of 'k' has no interval"),
        ("kpis: {«k»: {on_agenda: 1 month}}", "nobody is to review a KPI 'k'"),
        ("ai_uses: {a: {review: {every: «6 months», last: 2026-11-01}}}", "an AI use needs it every 3 months"),
        ("charter: {review: {every: «2 years», last: 2026-11-01}}", "the charter needs it every 12 months"),
        ("systems: {s: {access_review: {every: 1 month, last: «2026-10-01»}}}", "access to s was to be reviewed by"),
    ],
)
def test_a_review_that_is_due(tmp_path: Path, text: str, said: str) -> None:
    told = found(tmp_path, CHECK, text)
    assert said in told[0].message
    assert [one.severity for one in told] == [Severity.WARNING]


@pytest.mark.parametrize(
    ("last", "severity"),
    [("2026-05-25", Severity.WARNING), ("2026-05-24", Severity.WARNING), ("2026-05-23", Severity.ERROR)],
)
def test_twice_the_time_is_an_error(tmp_path: Path, last: str, severity: Severity) -> None:
    told = found(tmp_path, CHECK, f"terms: {{t: {{review: {{every: 3 months, last: «{last}»}}}}}}")
    assert [one.severity for one in told] == [severity]
    startup = found(
        tmp_path, CHECK, f"terms: {{t: {{review: {{every: 3 months, last: «{last}»}}}}}}", profile="startup"
    )
    assert [one.severity for one in startup] == [Severity.WARNING]


@pytest.mark.parametrize(
    "text",
    [
        "terms: {t: {}}",
        "terms: {t: {review: {every: 3 months, last: 2026-08-24}}}",
        "terms: {t: {review: {every: 3 months, last: 2026-11-24}}}",
        "terms: {t: {until: 2026-11-01, review: {every: 3 months, last: 2026-01-01}}}",
        "terms: {t: {since: 2026-11-01, review: {every: 3 months}}}",
        "terms: {t: {review: {next: 2026-11-24}}}",
        "terms: {t: {review: {next: 2099-11-24}}}",
        "terms: {t: {review: {every: 3 months, last: 2026-11-01, next: 2027-02-20}}}",
        "kpis: {k: {review: {next: 2027-02-01, last: 2026-10-31}}}",
        "kpis: {k: {review: {every: 3 months, next: 2027-02-24}}}",
        "charter: {plan: {starts: 2027-01-01}}\nkpis: {k: {review: {every: 3 months, next: 2027-03-31}}}",
        "charter: {review: {every: 12 months, last: 2026-11-01, next: 2027-11-05}}",
        "terms: {t: {review: {every: soon}}}",
        "kpis: {k: {}}",
        "kpis: {k: {review: {every: 92 days, last: 2026-11-01}}}",
        "charter: {}",
        "ai_uses: {a: {}}",
        "risks: {r: {status: closed, review: {every: 1 month, last: 2026-01-01}}}",
        "risks: {r: {status: closed}}",
        "risks: {r: {dismissed: {on: 2026-01-01}}}",
        "risks: {r: {review: {every: 5 years, last: 2026-11-01}}}",
        "systems: {s: {access_review: {every: 1 month, last: 2026-10-24}}}",
        "systems: {s: {access_review: {last: 2026-01-01}}}",
    ],
)
def test_a_review_that_is_not(tmp_path: Path, text: str) -> None:
    assert found(tmp_path, CHECK, text) == []


@pytest.mark.parametrize(
    ("likelihood", "every", "needed"),
    [(4, "31 days", None), (4, "5 weeks", "a high risk needs it every month"), (3, "3 months", None),
     (3, "4 months", "a medium risk needs it every 3 months"), (1, "1 year", None), (1, "13 months", "12 months")],
)  # fmt: skip
def test_the_interval_follows_the_level(tmp_path: Path, likelihood: int, every: str, needed: str | None) -> None:
    score = f"{{likelihood: {likelihood}, impact: 4}}"
    risk = f"risks: {{r: {{current: {score}, review: {{every: {every}, last: 2026-11-20}}}}}}\n"
    told = findings(tmp_path, {"charter.yaml": CHARTER + SCALE, "r.yaml": "", "policies/r.yaml": risk}, CHECK)
    assert [needed in one.message for one in told if needed] == [True] * bool(needed)
    assert bool(told) is bool(needed)


def test_a_risk_without_review_is_told(tmp_path: Path) -> None:
    risk = "risks: {r: {current: {likelihood: 4, impact: 4}}}\n"
    told = findings(tmp_path, {"charter.yaml": CHARTER + SCALE, "policies/r.yaml": risk}, CHECK)
    assert ["nobody is to review a high risk 'r'" in one.message for one in told] == [True]


def test_levels_of_other_words_count_by_their_place(tmp_path: Path) -> None:
    scale = "  risk_scale: {likelihood: 5, impact: 5, levels: {green: 1..5, yellow: 6..12, red: 13..25}}\n"
    risk = "risks: {r: {current: {likelihood: 5, impact: 5}, review: {every: 3 months, last: 2026-11-01}}}\n"
    told = findings(tmp_path, {"charter.yaml": CHARTER + scale, "policies/r.yaml": risk}, CHECK)
    assert ["a high risk needs it every month" in one.message for one in told] == [True]


def test_the_limits_are_parameters(tmp_path: Path) -> None:
    files = {
        "revgov.yaml": f"checks: {{{CHECK}: {{kpi_months: 6}}}}\n",
        "kpi_tree/k.yaml": "kpis: {k: {review: {every: 6 months, last: 2026-11-01}}}\n",
    }
    assert findings(tmp_path, files, CHECK) == []
