"""Dates of rules, against dateutil, numpy and plain counting."""

from __future__ import annotations

import datetime
from itertools import islice, takewhile

import numpy
import pytest
from dateutil import rrule
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from revgov.kinds.calendar import Calendar, FiscalYear
from revgov.kinds.values import MonthDay, Repeat
from revgov.schedule.dates import dates
from revgov.schedule.rule_dates import rule_dates
from revgov.schedule.rules import as_repeat, rule
from revgov.schedule.working import WorkingDays

date = datetime.date
PLAIN = WorkingDays(None, ())
# Each sentence and the recurrence rule that calendars know for the same.
SAME = [
    ("every day", "FREQ=DAILY"),
    ("every 3 days", "FREQ=DAILY;INTERVAL=3"),
    ("every monday", "FREQ=WEEKLY;BYDAY=MO"),
    ("every 2 weeks on monday and thursday", "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH"),
    ("every month on the first tuesday", "FREQ=MONTHLY;BYDAY=1TU"),
    ("every month on the first and last friday", "FREQ=MONTHLY;BYDAY=1FR,-1FR"),
    ("every month on the fifth monday", "FREQ=MONTHLY;BYDAY=5MO"),
    ("every month on the second last sunday", "FREQ=MONTHLY;BYDAY=-2SU"),
    ("every month on day 15", "FREQ=MONTHLY;BYMONTHDAY=15"),
    ("every month on day 31", "FREQ=MONTHLY;BYMONTHDAY=31"),
    ("every 5 months on day 30 and 31", "FREQ=MONTHLY;INTERVAL=5;BYMONTHDAY=30,31"),
    ("every month on the last day", "FREQ=MONTHLY;BYMONTHDAY=-1"),
    ("every 3 months on the 2nd wednesday", "FREQ=MONTHLY;INTERVAL=3;BYDAY=2WE"),
    ("every year on 02-01", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=1"),
    ("every year on 02-29", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29"),
    ("every 2 years on 07-04", "FREQ=YEARLY;INTERVAL=2;BYMONTH=7;BYMONTHDAY=4"),
    ("every month on the second last business day", "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-2"),
    ("every month on the 5th business day", "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=5"),
    ("every business day", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"),
]
days = st.dates(date(2015, 1, 1), date(2030, 12, 31))


@pytest.mark.parametrize(("sentence", "same"), SAME)
@given(starts=days, away=st.integers(0, 3000))
def test_sentences_give_what_dateutil_gives(sentence: str, same: str, starts: date, away: int) -> None:
    since = starts + datetime.timedelta(days=away)
    until = since + datetime.timedelta(days=1500)
    found = dates(Repeat.read(sentence), starts, since, PLAIN)
    oracle = rrule.rrulestr(same, dtstart=datetime.datetime.combine(starts, datetime.time()))
    expected = oracle.between(
        datetime.datetime.combine(since, datetime.time()), datetime.datetime.combine(until, datetime.time()), inc=True
    )
    assert list(takewhile(lambda day: day <= until, found)) == [moment.date() for moment in expected]


@pytest.mark.parametrize(("sentence", "same"), SAME)
def test_a_rule_that_a_sentence_can_say_is_that_sentence(sentence: str, same: str) -> None:
    said = as_repeat(rule(same))
    if "BYSETPOS" in same:
        assert said is None
    elif sentence != "every business day":
        assert said == Repeat.read(sentence)


@pytest.mark.parametrize("nth", [1, 5, -1, -2])
def test_business_days_are_those_of_numpy(nth: int) -> None:
    """Of 24 months, with the holidays of the calendar taken out."""
    off = {
        date(2026, 1, 1): "",
        date(2026, 5, 25): "",
        date(2026, 12, 25): "",
        date(2027, 1, 1): "",
        date(2026, 6, 5): "",
    }
    working = WorkingDays(Calendar(regions=("X",)), ())
    working._years.update(dict.fromkeys(range(2025, 2029), off))
    repeat = Repeat.read(f"every month on the {abs(nth)}th {'last ' if nth < 0 else ''}business day")
    found = list(islice(dates(repeat, date(2026, 1, 1), date(2026, 1, 1), working), 24))
    months = numpy.arange("2026-01", "2028-01", dtype="datetime64[M]")
    edges = months if nth > 0 else months + 1
    roll, offset = ("forward", nth - 1) if nth > 0 else ("forward", nth)
    expected = numpy.busday_offset(edges.astype("datetime64[D]"), offset, roll=roll, holidays=list(off))
    assert found == expected.astype(datetime.date).tolist()


def test_a_quarter_and_a_year_count_their_own_days() -> None:
    def first_four(sentence: str) -> list[str]:
        found = dates(Repeat.read(sentence), date(2026, 1, 1), date(2026, 1, 1), PLAIN)
        return [str(day) for day in islice(found, 4)]

    assert first_four("every quarter on the last friday") == ["2026-03-27", "2026-06-26", "2026-09-25", "2026-12-25"]
    assert first_four("every quarter on day 92") == ["2026-09-30", "2026-12-31", "2027-09-30", "2027-12-31"]
    assert first_four("every 2 quarters on day 1") == ["2026-01-01", "2026-07-01", "2027-01-01", "2027-07-01"]
    assert first_four("every year on the first monday") == ["2026-01-05", "2027-01-04", "2028-01-03", "2029-01-01"]
    assert first_four("every year") == ["2026-01-01", "2027-01-01", "2028-01-01", "2029-01-01"]


def test_fiscal_dates_are_those_of_the_calendar() -> None:
    def first_three(sentence: str, pattern: str) -> list[str]:
        year = FiscalYear(starts=MonthDay(2, 1), pattern=pattern)
        working = WorkingDays(Calendar(fiscal_year=year), ())
        found = dates(Repeat.read(sentence), date(2026, 2, 2), date(2026, 2, 2), working)
        return [str(day) for day in islice(found, 3)]

    assert first_three("every fiscal quarter on day 10", "months") == ["2026-02-10", "2026-05-10", "2026-08-10"]
    assert first_three("every fiscal month on day 1", "4-4-5") == ["2026-02-02", "2026-03-02", "2026-03-30"]
    assert first_three("every fiscal month on day 1", "5-4-4") == ["2026-02-02", "2026-03-09", "2026-04-06"]
    assert first_three("every fiscal year on the last business day", "4-4-5") == [
        "2027-01-29",
        "2028-01-28",
        "2029-01-26",
    ]


def test_without_a_fiscal_year_a_fiscal_rule_has_no_dates() -> None:
    assert list(dates(Repeat.read("every fiscal month on day 1"), date(2026, 1, 1), date(2026, 1, 1), PLAIN)) == []


@given(starts=days, sentence=st.sampled_from([sentence for sentence, _ in SAME]), away=st.integers(1, 2000))
def test_two_halves_are_the_whole(starts: date, sentence: str, away: int) -> None:
    repeat = Repeat.read(sentence)
    middle, end = starts + datetime.timedelta(days=away), starts + datetime.timedelta(days=2500)

    def between(first: date, last: date) -> list[date]:
        return list(takewhile(lambda day: day <= last, dates(repeat, starts, first, PLAIN)))

    halves = between(starts, middle - datetime.timedelta(days=1)) + between(middle, end)
    assert halves == between(starts, end)


@pytest.mark.parametrize(
    "written",
    [
        "FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=31",
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
    ],
)
def test_a_rule_that_names_no_day_ends(written: str) -> None:
    assert list(rule_dates(rule(written), date(2026, 1, 1), date(2026, 1, 1))) == []


def parts(name: str, values: st.SearchStrategy[object], most: int = 3) -> st.SearchStrategy[str]:
    some = st.lists(values.map(str), min_size=1, max_size=most, unique=True)
    return st.just("") | some.map(lambda words: f";{name}={','.join(words)}")


codes = st.sampled_from(["MO", "TU", "WE", "TH", "FR", "SA", "SU"])
interval = st.integers(1, 5).map(lambda number: f";INTERVAL={number}")
week_start = st.just("") | codes.map(lambda code: f";WKST={code}")
nth = st.sampled_from([-2, -1, 1, 2, 3, 4, 5])
of_days = st.builds("FREQ=DAILY{}{}{}".format, interval, parts("BYMONTH", st.integers(1, 12)), parts("BYDAY", codes))
of_weeks = st.builds("FREQ=WEEKLY{}{}{}".format, interval, week_start, parts("BYDAY", codes))
of_months = st.builds(
    "FREQ={}{}{}{}{}".format,
    st.sampled_from(["MONTHLY", "YEARLY"]),
    interval,
    parts("BYMONTH", st.integers(1, 12)),
    parts("BYMONTHDAY", st.integers(-31, 31).filter(bool)),
    # Not mixed: of `MO,5TH` dateutil takes what is both, RFC 5545 what is either.
    parts("BYDAY", codes) | parts("BYDAY", st.builds("{}{}".format, nth, codes)),
)
chosen = st.builds(
    "FREQ={};BYDAY=MO,TU,WE,TH,FR{}{}".format,
    st.sampled_from(["MONTHLY", "YEARLY"]),
    interval,
    parts("BYSETPOS", st.integers(-5, 5).filter(bool)),
)


@settings(deadline=None, max_examples=200, phases=[Phase.explicit, Phase.reuse, Phase.generate])
@given(of_days | of_weeks | of_months | chosen, days, st.integers(0, 900))
def test_rules_give_what_dateutil_gives(written: str, starts: date, away: int) -> None:
    since = starts + datetime.timedelta(days=away)
    until = since + datetime.timedelta(days=1000)
    oracle = rrule.rrulestr(written, dtstart=datetime.datetime.combine(starts, datetime.time()))
    found = list(rule_dates(rule(written), starts, since, until))
    if not found:  # dateutil looks for a date that no rule has up to the year 9999
        return
    expected = takewhile(lambda moment: moment.date() <= until, oracle)
    assert found == [moment.date() for moment in expected if moment.date() >= since]
