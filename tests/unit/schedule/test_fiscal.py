"""Fiscal years against pandas, and what they promise by themselves."""

from __future__ import annotations

import datetime
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pandas.tseries.offsets import FY5253Quarter

from revgov.kinds.calendar import PATTERNS, FiscalYear
from revgov.kinds.values import MonthDay
from revgov.kinds.values.repeat import WEEKDAYS
from revgov.schedule.fiscal import PARTS, index_of, month_starts, span, year_start

date = datetime.date


def test_a_year_bears_the_year_it_ends_in() -> None:
    february = FiscalYear(starts=MonthDay(2, 1))
    assert (year_start(february, 2027), span(february, "fiscal year", 2027)) == (
        date(2026, 2, 1),
        (date(2026, 2, 1), date(2027, 1, 31)),
    )
    january = FiscalYear(starts=MonthDay(1, 1))
    assert span(january, "fiscal year", 2027) == (date(2027, 1, 1), date(2027, 12, 31))


def test_a_week_pattern_starts_on_the_nearest_weekday() -> None:
    """1 February is a Sunday in 2026 and a Monday in 2027: the year has 52 weeks, and FY2024 had 53."""
    rules = FiscalYear(starts=MonthDay(2, 1), pattern="4-4-5", starts_on="sunday")
    starts = [year_start(rules, year) for year in range(2023, 2029)]
    assert [str(start) for start in starts] == [
        "2022-01-30", "2023-01-29", "2024-02-04", "2025-02-02", "2026-02-01", "2027-01-31",
    ]  # fmt: skip
    weeks = [(b - a).days // 7 for a, b in pairwise(starts)]
    assert weeks == [52, 53, 52, 52, 52]


@pytest.mark.parametrize(("pattern", "weeks"), [("4-4-5", (4, 4, 5)), ("4-5-4", (4, 5, 4)), ("5-4-4", (5, 4, 4))])
def test_months_have_the_weeks_of_the_pattern_and_the_last_has_the_53rd(pattern: str, weeks: tuple[int, ...]) -> None:
    rules = FiscalYear(starts=MonthDay(2, 1), pattern=pattern, starts_on="sunday")
    for year, extra in ((2024, 1), (2025, 0)):
        starts = [*month_starts(rules, year), year_start(rules, year + 1)]
        lengths = [(b - a).days // 7 for a, b in pairwise(starts)]
        assert lengths == [*(weeks * 4)[:-1], weeks[2] + extra]


@pytest.mark.parametrize("weekday", range(7))
def test_quarters_end_where_pandas_ends_them(weekday: int) -> None:
    """Nearest to the end of January: the last day lies before the first of the next, so the weekday before it."""
    rules = FiscalYear(starts=MonthDay(2, 1), pattern="4-4-5", starts_on=WEEKDAYS[(weekday + 1) % 7])
    pandas = FY5253Quarter(weekday=weekday, startingMonth=1, qtr_with_extra_week=4, variation="nearest")
    ends = [
        span(rules, "fiscal quarter", year * 4 + quarter).last for year in range(2016, 2040) for quarter in range(4)
    ]
    expected, moment = [], datetime.datetime.combine(ends[0], datetime.time())
    assert pandas.is_on_offset(moment)
    for _ in ends:
        expected.append(moment.date())
        moment = (moment + pandas).to_pydatetime()
    assert ends == expected


rules = st.builds(
    FiscalYear,
    starts=st.builds(MonthDay, st.integers(1, 12), st.integers(1, 28)) | st.just(MonthDay(2, 29)),
    pattern=st.sampled_from(PATTERNS),
    starts_on=st.sampled_from(WEEKDAYS),
)


@given(rules, st.sampled_from(sorted(PARTS)), st.dates(date(1950, 1, 1), date(2150, 1, 1)))
def test_every_day_lies_in_one_unit(rules: FiscalYear, unit: str, day: date) -> None:
    index = index_of(rules, unit, day)
    first, last = span(rules, unit, index)
    assert first <= day <= last
    assert span(rules, unit, index + 1).first == last + datetime.timedelta(days=1)
