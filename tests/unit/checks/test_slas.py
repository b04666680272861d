"""Service levels that can be measured, that are strict enough, and that a machine keeps."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.repository import findings
from tests.unit.checks.marked import found, named

from revgov.finding import Severity

PARTS = {
    "party": "r",
    "starts_on": "lead.created",
    "stops_on": "lead.answered",
    "within": "24h",
    "calendar": "office",
    "target": "95%",
    "measured_by": "rate",
    "on_breach": "The lead goes to the next person",
    "escalates_to": "r",
    "escalates_after": "8h",
}
AROUND = """roles: {r: {}}
kpis: {rate: {}}
calendars: {office: {}, factory: {}}
datasets: {lead: {fields: {created: {type: timestamp}, answered: {type: Date}, score: {type: number}, other: {}}}}
"""


def sla(without: str = "", **other: str) -> str:
    return ", ".join(f"{part}: {text}" for part, text in {**PARTS, **other}.items() if part != without)


@pytest.mark.parametrize(
    "part", ["starts_on", "stops_on", "within", "calendar", "target", "measured_by", "on_breach", "escalates_to"]
)
def test_a_service_level_without_a_part(tmp_path: Path, part: str) -> None:
    (one,) = found(tmp_path, "process-sla-incomplete", f"slas:\n  «s»: {{name: Answer, {sla(part)}}}\n{AROUND}")
    assert (one.node, one.message) == ("sla:s", f"the service level 'Answer' lacks `{part}`")


@pytest.mark.parametrize(
    ("written", "field", "said"),
    [
        (
            sla(starts_on="«lead.score»"),
            "starts_on",
            "the clock of 's' needs a moment, and lead.score is of type 'number'",
        ),
        (sla(stops_on="«lead.score»"), "stops_on", "take a field of type timestamp, datetime or date"),
        (sla(stops_on="«lead.created»"), "stops_on", "the clock of 's' starts and stops on lead.created"),
    ],
)
def test_a_clock_that_cannot_be_read(tmp_path: Path, written: str, field: str, said: str) -> None:
    told = found(tmp_path, "process-sla-incomplete", f"slas:\n  s: {{{written}}}\n{AROUND}")
    assert named(told) == [("sla:s", field)]
    assert said in told[0].message


@pytest.mark.parametrize(
    "text",
    [
        f"slas:\n  s: {{{sla()}}}\n{AROUND}",
        f"slas:\n  s: {{{sla(until='2026-11-23', within='')}}}\n{AROUND}",
        # The calendar called `company`, or the only one, is everybody's.
        f"slas:\n  s: {{{sla('calendar')}}}\n{AROUND}".replace("office", "company"),
        f"slas:\n  s: {{{sla('calendar')}}}\n{AROUND}".replace(", factory: {}", ""),
        # Of the owner and the way up, other checks speak.
        f"slas:\n  s: {{{sla('party')}}}\n{AROUND}",
        f"slas:\n  s: {{{sla('escalates_after')}}}\n{AROUND}",
        # What names nothing or cannot be read is told elsewhere; a field without a type may be a moment.
        f"slas:\n  s: {{{sla(starts_on='lead.nothing')}}}\n{AROUND}",
        f"slas:\n  s: {{{sla(starts_on='lead.other')}}}\n{AROUND}",
        f"slas:\n  s: {{{sla(within='soon')}}}\n{AROUND}",
        f"slas:\n  s: {{{sla(target='95')}}}\n{AROUND}",
    ],
)
def test_a_service_level_that_is_whole_or_cannot_be_judged(tmp_path: Path, text: str) -> None:
    assert found(tmp_path, "process-sla-incomplete", text) == []


def test_the_types_of_moments_are_a_parameter(tmp_path: Path) -> None:
    files = {
        "raci/all.yaml": f"slas:\n  s: {{{sla(starts_on='lead.score')}}}\n{AROUND}",
        "revgov.yaml": "checks: {process-sla-incomplete: {timestamps: [number, date]}}\n",
    }
    assert findings(tmp_path, files, "process-sla-incomplete") == []


@pytest.mark.parametrize(
    ("written", "said"),
    [
        (
            "mql_follow_up: {within: «25h»}",
            "'mql_follow_up' allows 25 hours; the policy of this profile is at most 24 hours",
        ),
        ("s: {is: mql_follow_up, within: «1 business day»}", "(in days, 1.4 against 1)"),
        ("sal_response: {within: «49h»}", "at most 48 hours"),
        ("contact_request: {within: «2 days»}", "at most 1 business day"),
    ],
)
@pytest.mark.parametrize("profile", ["scale_up", "startup"])
def test_a_promise_weaker_than_the_profile_wants(tmp_path: Path, written: str, said: str, profile: str) -> None:
    told = found(tmp_path, "process-sla-looser-than-policy", f"slas:\n  {written}\n", profile=profile)
    assert [(one.field, one.severity) for one in told] == [("within", Severity.WARNING)]
    assert said in told[0].message


@pytest.mark.parametrize(
    "written",
    [
        "mql_follow_up: {within: 24h}",
        "mql_follow_up: {within: 1 day}",
        "mql_follow_up: {within: 8 business hours, is: contact_request}",
        "sal_response: {within: 2 days}",
        "contact_request: {within: 24h}",
        "contact_request: {within: 8 business hours}",
        "first_value: {within: 90 days}",
        "mql_follow_up: {is: first_value, within: 90 days}",
        "mql_follow_up: {within: 3 days, until: 2026-11-23}",
        "mql_follow_up: {}",
        "mql_follow_up: {within: soon}",
    ],
)
def test_a_promise_that_is_strict_enough(tmp_path: Path, written: str) -> None:
    assert found(tmp_path, "process-sla-looser-than-policy", f"slas:\n  {written}\n") == []


@pytest.mark.parametrize(
    ("written", "field", "said"),
    [
        ("«s»: {name: Answer}", None, "no system runs the service level 'Answer': add `runs_in`"),
        ("s: {runs_in: «crm»}", "runs_in", "'s' runs in Old CRM, but nobody says how: add `how`"),
        ("s: {runs_in: «{system: crm}»}", "runs_in", "but nobody says how"),
    ],
)
def test_a_promise_kept_by_memory(tmp_path: Path, written: str, field: str | None, said: str) -> None:
    text = f"slas:\n  {written}\nsystems: {{crm: {{name: Old CRM}}}}\n"
    (one,) = found(tmp_path, "process-sla-manual", text)
    assert (one.node, one.field, one.severity) == ("sla:s", field, Severity.INFO)
    assert said in one.message
    assert found(tmp_path, "process-sla-manual", text.replace("«", "").replace("»", ""), profile="startup") == []


@pytest.mark.parametrize(
    "written",
    [
        "s: {runs_in: {system: crm, how: alert}}",
        "s: {runs_in: [crm]}",
        "s: {runs_in: {how: x}}",
        "s: {since: 2027-01-01}",
    ],
)
def test_a_promise_that_a_machine_keeps(tmp_path: Path, written: str) -> None:
    assert found(tmp_path, "process-sla-manual", f"slas:\n  {written}\nsystems: {{crm: {{}}}}\n") == []
