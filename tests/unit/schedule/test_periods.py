"""The days of months, quarters and years, and what these are made of."""

from __future__ import annotations

import pytest
from tests.unit.schedule.meetings import COMPANY, declared

from revgov.kinds import Calendar
from revgov.kinds.values import Period
from revgov.schedule.periods import days_of, parts_of

MONTHS = declared(Calendar, "c", "{fiscal_year: {starts: 02-01}}")


@pytest.mark.parametrize(
    ("period", "calendar", "days"),
    [
        ("2026-02", None, ("2026-02-01", "2026-02-28")),
        ("2026-Q4", None, ("2026-10-01", "2026-12-31")),
        ("FY2027", MONTHS, ("2026-02-01", "2027-01-31")),
        ("FY2027-Q1", MONTHS, ("2026-02-01", "2026-04-30")),
        ("FY2027-P12", MONTHS, ("2027-01-01", "2027-01-31")),
        ("FY2027-P02", COMPANY, ("2026-03-02", "2026-03-29")),
    ],
)
def test_a_period_has_days(period: str, calendar: Calendar | None, days: tuple[str, str]) -> None:
    found = days_of(Period.read(period), calendar.fiscal_year if calendar else None)
    assert found is not None
    assert (str(found.first), str(found.last)) == days


@pytest.mark.parametrize(("period", "rules"), [("FY2027", None), ("FY2027-P13", MONTHS.fiscal_year), ("0001-01", None)])
def test_a_period_without_days(period: str, rules: object) -> None:
    assert days_of(Period.read(period), rules) is None  # type: ignore[arg-type]


def test_what_a_period_is_made_of() -> None:
    assert parts_of(Period.read("2026-03")) == ()
    assert [sorted(map(str, parts)) for parts in parts_of(Period.read("2026-Q2"))] == [
        ["2026-04", "2026-05", "2026-06"]
    ]
    months, quarters = parts_of(Period.read("FY2027"))
    assert len(months) == 12
    assert sorted(map(str, quarters)) == [f"FY2027-Q{quarter}" for quarter in (1, 2, 3, 4)]
