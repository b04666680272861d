"""Working days: frozen lists first, the library for the rest, and said so."""

from __future__ import annotations

import datetime
import sys

import pytest
from tests.unit.schedule.meetings import COMPANY, HOLIDAYS, declared

from revgov.kinds import Calendar
from revgov.schedule import NotFrozen, WorkingDays, calendar_of, not_frozen
from revgov.schedule.working import computed_holidays

date = datetime.date


def test_a_frozen_list_is_the_truth_even_where_the_library_differs() -> None:
    days = WorkingDays(COMPANY, HOLIDAYS)
    assert days.holiday(date(2026, 11, 26)) == "Thanksgiving"
    assert days.holiday(date(2026, 7, 3)) is None  # Independence Day, observed: not in the list
    assert [days.works_on(date(2026, 11, day)) for day in (26, 27, 28)] == [False, True, False]


def test_a_year_that_is_not_frozen_is_computed() -> None:
    days = WorkingDays(COMPANY, HOLIDAYS)
    assert days.holiday(date(2028, 7, 4)) == "Independence Day"
    assert days.holiday(date(2025, 12, 25)) == "Christmas Day"


def test_regions_are_united() -> None:
    both = declared(Calendar, "both", "regions: [US, GB-ENG, AU-NSW]")
    days = WorkingDays(both, HOLIDAYS)
    assert days.holiday(date(2026, 11, 26)) == "Thanksgiving"
    assert days.holiday(date(2026, 12, 28)) is not None  # Boxing Day, observed
    assert days.holiday(date(2026, 1, 26)) == "Australia Day"


def test_what_is_not_frozen_is_told() -> None:
    both = declared(Calendar, "both", "regions: [US, ATLANTIS]")
    assert not_frozen(both, HOLIDAYS, (2026, 2028)) == [
        NotFrozen("US", 2028, True),
        NotFrozen("ATLANTIS", 2026, False),
        NotFrozen("ATLANTIS", 2028, False),
    ]


def test_without_the_library_nothing_is_a_holiday(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "holidays", None)
    monkeypatch.setattr("revgov.schedule.working.find_spec", lambda name: None)
    computed_holidays.cache_clear()
    assert WorkingDays(COMPANY, ()).holiday(date(2028, 7, 4)) is None
    assert not_frozen(COMPANY, (), (2028,)) == [NotFrozen("US", 2028, False)]
    computed_holidays.cache_clear()


def test_other_weekends() -> None:
    gulf = declared(Calendar, "gulf", "weekend: [friday, saturday]")
    days = WorkingDays(gulf, ())
    assert [day.isoformat() for day in days.business_days(date(2026, 11, 26), date(2026, 11, 30))] == [
        "2026-11-26", "2026-11-29", "2026-11-30",
    ]  # fmt: skip
    assert [day.isoformat() for day in days.business_days(date(2026, 11, 29), date(2026, 11, 26))] == [
        "2026-11-29", "2026-11-26",
    ]  # fmt: skip


def test_nobody_ever_works() -> None:
    never = declared(Calendar, "never", "weekend: [monday, tuesday, wednesday, thursday, friday, saturday, sunday]")
    assert WorkingDays(never, ()).nearest(date(2026, 11, 26), 1) is None


def test_the_calendar_of_a_meeting() -> None:
    other = declared(Calendar, "other", "{}")
    assert calendar_of("other", {"company": COMPANY, "other": other}) is other
    assert calendar_of(None, {"company": COMPANY, "other": other}) is COMPANY
    assert calendar_of(None, {"other": other}) is other
    assert calendar_of(None, {"other": other, "third": other}) is None
    assert calendar_of("nowhere", {"company": COMPANY}) is None
