"""Who is in a meeting."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.repository import governance

from revgov.governance.attendance import Attendance, attendance, in_person
from revgov.kinds import Meeting

AROUND = """
roles:
  a: {held_by: [ada]}
  b: {held_by: [bob, {person: cyd, deputy: true}]}
  both: {held_by: [ada, bob]}
  vacant: {}
people: {ada: {leaves: [2026-11-01..2026-12-31]}, bob: {}, cyd: {}}
councils:
  council: {chair: a, members: [b, both]}
  headless: {chair: none, members: [b]}
"""


@pytest.mark.parametrize(
    ("meeting", "required", "optional"),
    [
        ("owner: a, required: [b], optional: [both]", "a b", "both"),
        ("owner: a, optional: [a, b]", "a", "b"),
        ("agenda: [{item: x, lead: b}, {item: y}]", "b", ""),
        ("council: council, optional: [both, vacant]", "a b", "both vacant"),
        ("council: headless", "b", ""),
        ("council: undeclared, owner: role:a", "a", ""),
        ("schedule: {rotation: [{}, {required: [b]}]}", "b", ""),
    ],
)
def test_attendance(tmp_path: Path, meeting: str, required: str, optional: str) -> None:
    whole = governance(tmp_path, {"cadence/m.yaml": f"meetings:\n  m: {{{meeting}}}{AROUND}"})
    (one,) = whole.every(Meeting)
    assert attendance(whole, one) == Attendance(frozenset(required.split()), frozenset(optional.split()))


@pytest.mark.parametrize(
    ("role", "attending", "there"),
    [
        ("a", "a", True),
        ("a", "b", False),
        ("a", "both", True),
        ("both", "a b", True),
        ("both", "a", False),
        ("vacant", "a", False),
        ("vacant", "vacant", True),
        ("undeclared", "a", False),
    ],
)
def test_a_role_is_there_in_person(tmp_path: Path, role: str, attending: str, there: bool) -> None:
    whole = governance(tmp_path, {"raci/r.yaml": AROUND})
    assert in_person(whole, role, frozenset(attending.split())) is there
