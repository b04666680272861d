"""Waivers that hold, and those that do not."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.repository import findings
from tests.unit.checks.marked import found, named

from revgov.finding import Severity

REST = """
kpis: {k: {owner: vp}, l: {}, m: {owner: cro}, n: {owner: new}}
roles: {vp: {held_by: [dev]}, cro: {held_by: [ada]}, cfo: {held_by: [ada]}, ceo: {held_by: [eva]},
  away: {held_by: ['person:ada']}, shared: {held_by: [ada, eva]}, new: {held_by: [zoe]}}
people: {dev: {}, ada: {}, eva: {}}
"""
GOOD = {
    "check": "x-owner-missing",
    "for": "'kpi:l'",
    "reason": "Decided in January",
    "requested_by": "vp",
    "approved_by": "ceo",
    "expires": "2027-05-31",
}
OWNED = {"check": "kpi-definition-incomplete", "for": "'kpi:k'", "requested_by": None}


def waiver(**changed: str | None) -> str:
    fields = {name: value for name, value in {**GOOD, **changed}.items() if value is not None}
    return "waivers:\n  w:\n" + "".join(f"    {name}: {value}\n" for name, value in fields.items()) + REST


def test_a_complete_waiver_holds(tmp_path: Path) -> None:
    assert found(tmp_path, "x-waiver-invalid", waiver()) == []
    (one,) = findings(tmp_path, {}, "x-owner-missing")
    assert one.waiver == "w"


@pytest.mark.parametrize(
    ("field", "said"),
    [
        ("check", "the check"),
        ("for", "the declaration"),
        ("reason", "a reason"),
        ("approved_by", "an approver"),
        ("expires", "a last day"),
    ],
)
def test_what_a_waiver_must_say(tmp_path: Path, field: str, said: str) -> None:
    (one,) = found(tmp_path, "x-waiver-invalid", waiver(**{field: None}).replace("  w:", "  «w»:"))
    assert f"lacks {said}, so it covers nothing" in one.message


@pytest.mark.parametrize(
    ("changed", "field", "said"),
    [
        ({"check": "«x-owner-mising»"}, "check", "did you mean 'x-owner-missing'?"),
        ({"check": "«nothing-like-it»"}, "check", "there is no check 'nothing-like-it'"),
        ({"check": "«policy:unknown»"}, "check", "there is no house rule 'policy:unknown'"),
        ({"check": "«yaml-syntax»"}, "check", "nobody can waive yaml-syntax"),
        ({"check": "«engine-fault»"}, "check", "nobody can waive engine-fault"),
        ({"check": "«x-waiver-invalid»"}, "check", "nobody can waive x-waiver-invalid"),
        ({**OWNED, "approved_by": "«vp»"}, "approved_by", "vp owns 'kpi:k'"),
        ({**OWNED, "approved_by": "«dev»"}, "approved_by", "dev owns 'kpi:k'"),
        ({**OWNED, "for": "'kpi:n'", "approved_by": "«zoe»"}, "approved_by", "zoe owns 'kpi:n'"),
        ({"approved_by": "«vp»"}, "approved_by", "vp asked for this waiver and cannot approve it"),
        ({"requested_by": "cro", "approved_by": "«cfo»"}, "approved_by", "cfo is held only by ada, who asked"),
        ({"requested_by": "ada", "approved_by": "«cfo»"}, "approved_by", "cfo is held only by ada, who asked"),
        ({"requested_by": "cfo", "approved_by": "«ada»"}, "approved_by", "ada is held only by ada, who asked"),
        (
            {**OWNED, "for": "'kpi:m'", "approved_by": "«cfo»"},
            "approved_by",
            "cfo is held only by ada, who owns 'kpi:m'",
        ),
        ({**OWNED, "for": "'kpi:m'", "approved_by": "«away»"}, "approved_by", "away is held only by ada, who owns"),
        ({"expires": "«2026-11-23»"}, "expires", "expired on 2026-11-23"),
        ({"expires": "«2027-11-25»"}, "expires", "more than 12 months ahead"),
    ],
)
def test_a_waiver_that_does_not_hold(tmp_path: Path, changed: dict[str, str | None], field: str, said: str) -> None:
    told = found(tmp_path, "x-waiver-invalid", waiver(**changed))
    assert named(told) == [("waiver:w", field)]
    assert said in told[0].message
    assert told[0].severity is Severity.ERROR


def test_an_approver_of_whom_only_some_own_the_thing_may_approve(tmp_path: Path) -> None:
    text = waiver(**{**OWNED, "for": "'kpi:m'", "approved_by": "shared"})
    assert found(tmp_path, "x-waiver-invalid", text) == []


@pytest.mark.parametrize("expires", ["2026-11-24", "2026-12-08"])
def test_a_waiver_about_to_expire_is_announced(tmp_path: Path, expires: str) -> None:
    (one,) = found(tmp_path, "x-waiver-invalid", waiver(expires=f"«{expires}»"))
    assert one.severity is Severity.INFO


@pytest.mark.parametrize("expires", ["2026-12-09", "2027-11-24"])
def test_a_waiver_in_the_midst_of_its_time(tmp_path: Path, expires: str) -> None:
    assert found(tmp_path, "x-waiver-invalid", waiver(expires=expires)) == []


def test_a_waiver_of_a_check_that_does_not_exist_is_not_called_unused_too(tmp_path: Path) -> None:
    (one,) = found(tmp_path, "x-waiver-invalid", waiver(check="«x-owner-mising»"))
    assert one.fix is not None
    assert one.fix.edits[0].text == "x-owner-missing"


def test_a_waiver_that_covers_nothing_any_more_is_a_warning(tmp_path: Path) -> None:
    (one,) = found(tmp_path, "x-waiver-invalid", waiver(**{"for": "'kpi:k'"}).replace("  w:", "  «w»:"))
    assert one.severity is Severity.WARNING
    assert "covers no finding any more" in one.message
