"""Numbers that must be there, and that somebody looks at."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.repository import findings
from tests.unit.checks.marked import found, named

from revgov.finding import Severity
from revgov.profiles import profile


def required(*without: str, more: str = "") -> str:
    kpis = "".join(f"  {word}: {{}}\n" for word in profile("startup").kpis if word not in without)
    return f"charter: {{stage: startup}}\nkpis:\n{kpis}{more}"


def test_a_missing_kpi_stands_at_the_top_of_the_charter(tmp_path: Path) -> None:
    (one,) = found(tmp_path, "kpi-required-missing", "«»" + required("win_rate"), profile="startup")
    assert (one.node, one.severity) == ("charter:charter", Severity.WARNING)
    assert one.message == "no KPI is `win_rate`, which the profile 'Start-up, up to 5M ARR' asks for"


def test_each_missing_kpi_is_a_finding_of_its_own(tmp_path: Path) -> None:
    told = findings(tmp_path, {"charter.yaml": "charter: {stage: scale_up}\n"}, "kpi-required-missing")
    words = [one.message.split("`")[1] for one in told]
    assert sorted(words) == sorted(profile("scale_up").kpis)
    assert len({one.fingerprint for one in told}) == len(told)


@pytest.mark.parametrize(
    "text",
    [
        required(),
        required("win_rate", more="  deals_won: {is: win_rate}\n"),
        required("win_rate", more="  deals_won: {is: win_rates}\n"),
        required("win_rate", more="  deals_won: {is: [a]}\n"),
    ],
)
def test_every_kpi_is_there_or_may_be(tmp_path: Path, text: str) -> None:
    assert found(tmp_path, "kpi-required-missing", text, profile="startup") == []


def test_a_kpi_that_is_over_is_missing(tmp_path: Path) -> None:
    text = "«»" + required("win_rate", more="  win_rate: {until: 2026-01-31}\n")
    assert named(found(tmp_path, "kpi-required-missing", text, profile="startup")) == [("charter:charter", None)]


def test_nobody_says_what_is_missing_while_a_file_cannot_be_read(tmp_path: Path) -> None:
    files = {"charter.yaml": "charter: {stage: startup}\n", "kpi_tree/broken.yaml": "kpis: {a: [\n"}
    assert findings(tmp_path, files, "kpi-required-missing", "kpi-unreviewed") == []


ROLES = """roles:
  owner: {title: Owner, held_by: [ada]}
  chair: {title: Chair}
  other: {title: Other, held_by: [ada]}
  third: {title: Third, held_by: [bob]}
people: {ada: {}, bob: {}}
councils:
  council: {chair: chair, members: [owner]}
"""
TIMES = "starts: 2026-02-02, time: 09:00, duration: 45m, timezone: UTC"


def repository(kpi: str, *meetings: str) -> str:
    lines = "".join(f"  m{number}: {{{meeting}}}\n" for number, meeting in enumerate(meetings))
    return f"kpis:\n  {kpi}\nmeetings:\n{lines or '  m: {}' + chr(10)}{ROLES}"


def meeting(repeat: str, who: str = "owner: owner", reviews: str = "[k]") -> str:
    rhythm = f", repeat: {repeat}" if repeat else ""
    return f"name: Review, {who}, reviews: {reviews}, schedule: {{{TIMES}{rhythm}}}"


MONTHLY, WEEKLY = "every month on the first monday", "every monday"


@pytest.mark.parametrize(
    ("text", "field", "said"),
    [
        (
            repository("«k»: {owner: owner}"),
            None,
            "no meeting has k under `reviews`; one should, at least every 31 days",
        ),
        (repository("«k»: {owner: owner, on_agenda: 1 week}"), None, "at least every week"),
        (repository("«k»: {owner: owner}", meeting(WEEKLY) + ", until: 2026-01-31"), None, "no meeting has k"),
        (
            repository("k: {owner: owner, on_agenda: «1 week»}", meeting(MONTHLY)),
            "on_agenda",
            "k is looked at every 30 days at best, in Review; it should be at least every week",
        ),
        (
            repository("k: {owner: owner, review: {every: «2 weeks»}}", meeting(MONTHLY)),
            "review.every",
            "at least every 2 weeks",
        ),
        (
            repository("«k»: {owner: owner}", meeting("every 3 months on the first monday")),
            None,
            "every 91 days at best",
        ),
        (
            repository("k: {owner: owner, on_agenda: «1 quarter»}", meeting("")),
            "on_agenda",
            "k is looked at only once, in Review",
        ),
        (
            repository("k: {owner: owner, on_agenda: «1 week»}", meeting("every 2 weeks on monday and tuesday")),
            "on_agenda",
            "13 days",
        ),
        (
            repository("k: {owner: «owner»}", meeting(WEEKLY, "owner: third")),
            "owner",
            "Owner owns k, but does not attend Review, where it is looked at",
        ),
        (
            repository("k: {owner: «owner», on_agenda: 1 week}", meeting(WEEKLY, "owner: third"), meeting(MONTHLY)),
            "owner",
            "does not attend",
        ),
    ],
)
def test_a_kpi_nobody_looks_at(tmp_path: Path, text: str, field: str | None, said: str) -> None:
    told = found(tmp_path, "kpi-unreviewed", text)
    assert named(told) == [("kpi:k", field)]
    assert said in told[0].message


@pytest.mark.parametrize(
    "text",
    [
        repository("k: {owner: owner}", meeting(MONTHLY)),
        repository("k: {owner: owner}", meeting(MONTHLY, reviews="['kpi:k']")),
        repository("k: {owner: owner, on_agenda: 1 day}", meeting("every business day")),
        repository("k: {owner: owner, on_agenda: 1 quarter}", meeting("every 3 months on the first monday")),
        repository("k: {owner: owner, on_agenda: 1 week}", meeting(MONTHLY), meeting(WEEKLY)),
        repository("k: {owner: owner}", meeting(WEEKLY, "owner: third, required: [owner]")),
        repository("k: {owner: owner}", meeting(WEEKLY, "owner: third, optional: [owner]")),
        repository("k: {owner: owner}", meeting(WEEKLY, "owner: third, agenda: [{item: a, lead: owner}]")),
        repository("k: {owner: owner}", meeting(WEEKLY, "owner: third, council: council")),
        repository("k: {owner: chair}", meeting(WEEKLY, "owner: third, council: council")),
        repository("k: {owner: owner}", meeting(WEEKLY, "owner: other")),
        repository("k: {owner: nobody}", meeting(WEEKLY)),
        repository("k: {owner: [owner, third]}", meeting(WEEKLY, "owner: chair")),
        repository("k: {}", meeting(WEEKLY)),
        repository("kk: {owner: owner}", meeting(WEEKLY, reviews="[kkk]")),
        repository("k: {owner: owner}", meeting("fortnightly")),
        repository("k: {owner: owner}", "owner: owner, reviews: [k]"),
        repository("k: {owner: owner}", f"owner: owner, reviews: [k], schedule: {{{TIMES}, rrule: FREQ=WEEKLY}}"),
        repository("k: {owner: owner}", f"owner: owner, reviews: [k], schedule: {{{TIMES}, rrule: FREQ=NEVER}}"),
        repository("k: {owner: owner}", "owner: owner, reviews: {k: yes}"),
    ],
)
def test_a_kpi_somebody_looks_at_or_may(tmp_path: Path, text: str) -> None:
    assert found(tmp_path, "kpi-unreviewed", text) == []


def test_how_often_is_a_parameter(tmp_path: Path) -> None:
    text = repository("k: {owner: owner}", meeting("every 3 months on the first monday"))
    files = {"kpi_tree/k.yaml": text, "revgov.yaml": "checks: {kpi-unreviewed: {most_days: 92}}\n"}
    assert findings(tmp_path, files, "kpi-unreviewed") == []
