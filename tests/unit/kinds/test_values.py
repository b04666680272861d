"""What stands in fields is read as the language says, and refused with a sentence where it says nothing."""

from __future__ import annotations

import contextlib
import datetime
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revgov.kinds.values import (
    Amount,
    Band,
    Change,
    Condition,
    Cover,
    DateRange,
    Duration,
    Formula,
    Hours,
    Moment,
    MonthDay,
    Offset,
    Period,
    Range,
    Unit,
    Unreadable,
    WrongType,
)
from revgov.kinds.values.quantity import read_money, read_percent
from revgov.kinds.values.time import add_months, read_date, read_time, read_zone

date, time = datetime.date, datetime.time


@pytest.mark.parametrize(
    ("written", "number", "unit", "days"),
    [
        ("45m", 45, "minutes", 45 / 1440),
        ("24h", 24, "hours", 1),
        ("1 day", 1, "days", 1),
        ("2 weeks", 2, "weeks", 14),
        ("3 months", 3, "months", 365.25 / 4),
        ("1 quarter", 1, "quarters", 365.25 / 4),
        ("2 years", 2, "years", 730.5),
        ("5 business days", 5, "business days", 7),
        ("8 business hours", 8, "business hours", 1.4),
        ("1.5h", 1.5, "hours", 1.5 / 24),
    ],
)
def test_durations(written: str, number: float, unit: str, days: float) -> None:
    duration = Duration.read(written)
    assert (duration.number, duration.unit) == (number, unit)
    assert duration.days == pytest.approx(days)
    assert Duration.read(str(duration)) == duration


@pytest.mark.parametrize("written", ["24", "soon", "-3 days", "business", "3 fortnights", "", "h24"])
def test_what_is_no_duration(written: str) -> None:
    with pytest.raises(Unreadable, match="is no duration"):
        Duration.read(written)


def test_a_number_is_never_given_a_unit() -> None:
    with pytest.raises(WrongType, match="the number 24 stands here"):
        Duration.read(24)
    with pytest.raises(WrongType, match="nothing stands here"):
        Duration.read(None)


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2026, 12, 15), 12, date(2027, 12, 15)),
        (date(2026, 12, 31), -1, date(2026, 11, 30)),
    ],
)
def test_months_are_calendar_months_clipped(start: date, months: int, end: date) -> None:
    assert add_months(start, months) == end


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.integers(0, 240), st.integers(0, 240))
def test_months_never_go_backwards(start: date, few: int, more: int) -> None:
    assert add_months(start, few) <= add_months(start, few + more)


@pytest.mark.parametrize("written", ["2026-02-30", "2026-2-3", "26-02-03", "tomorrow", "2026-13-01", "0000-01-01"])
def test_what_is_no_date(written: str) -> None:
    with pytest.raises(Unreadable):
        read_date(written)


def test_dates_times_and_spans() -> None:
    assert read_date("2026-11-24") == date(2026, 11, 24)
    assert read_time("09:05") == time(9, 5)
    assert Hours.read("09:00-17:30") == (time(9), time(17, 30))
    assert DateRange.read("2026-12-21..2027-01-02") == (date(2026, 12, 21), date(2027, 1, 2))
    assert Moment.read("2026-05-26 10:00") == (date(2026, 5, 26), time(10))
    assert Moment.read("2026-05-26") == (date(2026, 5, 26), None)
    assert MonthDay.read("02-29") == (2, 29)
    assert Offset.read("2 business days after") == (Duration(2, "business days"), True)
    for reads, written in [
        (Hours.read, "17:00-09:00"),
        (DateRange.read, "2026-02-02..2026-02-01"),
        (read_time, "24:00"),
    ]:
        with pytest.raises(Unreadable):
            reads(written)


@pytest.mark.parametrize("written", ["2026-03", "2026-Q1", "FY2027", "FY2027-Q1", "FY2027-P13"])
def test_periods(written: str) -> None:
    assert str(Period.read(written)) == written


@pytest.mark.parametrize("written", ["2026", "2026-13", "FY2027-03", "2026-P03", "FY27", "Q1", "FY2027-P14", "2026-Q5"])
def test_what_is_no_period(written: str) -> None:
    with pytest.raises(Unreadable, match="is no period"):
        Period.read(written)


def test_zones_are_places() -> None:
    assert read_zone("America/New_York") == "America/New_York"
    assert read_zone("Poland") == "Poland"
    assert read_zone("UTC") == "UTC"
    with pytest.raises(Unreadable, match="Asia/Kolkata"):
        read_zone("IST")
    for written in ("America/Nowhere", "../../etc/passwd", "/etc/localtime", "America", "UTC+2", "zone.tab"):
        with pytest.raises(Unreadable):
            read_zone(written)


@pytest.mark.parametrize(
    ("written", "number", "unit"),
    [
        ("110%", 1.1, "percent"),
        ("120000 USD", 120_000, "USD"),
        ("120k USD", 120_000, "USD"),
        ("28 million USD", 28_000_000, "USD"),
        ("1.2 million USD", 1_200_000, "USD"),
        ("35 days", 35, "days"),
        ("3", 3, ""),
        ("54000 EUR per day", 54_000, "EUR per day"),
        ("-3 days", -3, "days"),
    ],
)
def test_amounts(written: str, number: float, unit: str) -> None:
    amount = Amount.read(written)
    assert amount.number == pytest.approx(number)
    assert amount.unit == unit
    assert Amount.read(str(amount).replace(",", "")) == amount


def test_units_are_never_guessed() -> None:
    assert Unit.read("EUR per day") == "EUR per day"
    for written in ("dollars", "USD per", "per day", "percent per percent per"):
        with pytest.raises(Unreadable):
            Unit.read(written)
    with pytest.raises(WrongType, match="carries its sign"):
        read_percent(0.98)
    with pytest.raises(Unreadable, match="is no money"):
        read_money("120k")
    with pytest.raises(Unreadable, match="too large"):
        Amount.read("9" * 400 + " USD")


def test_ranges_bands_and_changes() -> None:
    assert Range.read("0%..200%").holds(1.5)
    assert not Range.read("1..4").holds(5)
    assert Band.read("< 100%").holds(0.99)
    assert not Band.read("<= 100%").holds(1.01)
    assert str(Change.read("+10%")) == "+10%"
    assert str(Change.read("-3 days")) == "-3 days"
    with pytest.raises(Unreadable, match="empty"):
        Range.read("5..4")
    with pytest.raises(Unreadable, match="up or down"):
        Change.read("10%")


@pytest.mark.parametrize(
    ("written", "operator", "refs"),
    [
        ("opportunity.amount > 0", ">", ["field:opportunity.amount"]),
        ("opportunity.stage in [won, lost]", "in", ["field:opportunity.stage"]),
        ("opportunity.close_date is set", "set", ["field:opportunity.close_date"]),
        ("lead.owner is not set", "not set", ["field:lead.owner"]),
        ("kpi:win_rate < 18% for 2 periods", "<", ["kpi:win_rate"]),
        ("win_rate < 18%", "<", ["kpi:win_rate"]),
        ("check:data-quality-sla-missing fails", "fails", ["check:data-quality-sla-missing"]),
        ("lead.accepted_on >= lead.created_on", ">=", ["field:lead.accepted_on", "field:lead.created_on"]),
    ],
)
def test_conditions(written: str, operator: str, refs: list[str]) -> None:
    condition = Condition.read(written)
    assert condition.operator == operator
    assert [mention.ref for mention in condition.mentions] == refs
    assert all(written[one.at :].startswith(one.word) for one in condition.mentions)


def test_periods_of_a_condition() -> None:
    assert Condition.read("kpi:win_rate < 18% for 2 periods").periods == 2
    with pytest.raises(Unreadable):
        Condition.read("the deal looks good")


@pytest.mark.parametrize(
    ("written", "kind", "id_", "field"),
    [
        ("kpi", "kpi", None, ""),
        ("kpi:win_rate", "kpi", "win_rate", ""),
        ("kpi.target", "kpi", None, "target"),
        ("kpi:win_rate.target.value", "kpi", "win_rate", "target.value"),
        ("area:forecasting", "area", "forecasting", ""),
    ],
)
def test_covers(written: str, kind: str, id_: str | None, field: str) -> None:
    assert Cover.read(written)[1:] == (kind, id_, field)


def test_a_formula_names_its_drivers_and_where_they_stand() -> None:
    written = "(opening - churned) / nullif(opening, 0) + previous(other)"
    formula = Formula.read(written)
    assert [name.id for name in formula.names] == ["opening", "churned", "opening", "other"]
    assert all(written[name.at :].startswith(name.id) for name in formula.names)
    assert [divisor.op for divisor in formula.divisors] == ["nullif"]


@pytest.mark.parametrize(
    ("written", "at"),
    [
        ("a / / b", 4),
        ("a; drop table b", 1),
        ("a b", 2),
        ("eval(a)", 0),
        ("a + (b", 5),
        ("nullif(a)", 0),
        ("a ** b", 3),
        ("__import__", 0),
        ("a.b", 1),
        ("A", 0),
    ],
)
def test_what_is_no_formula_says_where(written: str, at: int) -> None:
    with pytest.raises(Unreadable) as caught:
        Formula.read(written)
    assert caught.value.at == at


@pytest.mark.parametrize(
    "written", ["(" * 5000, "-" * 3000 + "a", "a" + "+a" * 1999, "", "   ", "((" * 40 + "a" + "))" * 40]
)
def test_no_formula_is_too_much(written: str) -> None:
    try:
        names = Formula.read(written).names
    except Unreadable as error:
        assert str(error)
    else:
        assert [name.at for name in names] == list(range(0, len(written), 2))


names = st.sampled_from(["won", "lost", "open_deals"])
formulas = st.recursive(
    names | st.integers(0, 99).map(str),
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from("+-*/"), inner).map(" ".join),
        inner.map("({})".format),
        st.tuples(inner, inner).map("coalesce({0[0]}, {0[1]})".format),
        inner.map("-{}".format).filter(lambda text: not text.startswith("--")),
    ),
    max_leaves=12,
)


@given(formulas)
def test_every_formula_of_the_language_is_read(written: str) -> None:
    mentioned = [word for word in ("won", "lost", "open_deals") if word in written]
    assert sorted({name.id for name in Formula.read(written).names}) == sorted(mentioned)


@pytest.mark.parametrize(
    ("read", "written"),
    [
        (Unit.read, "USD per " + "a per " * 400 + "a"),
        (Condition.read, "a < x" + " " * 3900 + "y."),
        (Condition.read, "a < x" + " " * 40_000 + "y"),
        (Duration.read, "9" * 400 + "h"),
        (read_zone, "A" * 100_000),
        (Period.read, "FY" * 2000),
    ],
)
def test_no_value_takes_long(read: Callable[[str], object], written: str) -> None:
    # Nothing is timed: what took exponential time would never come back.
    with contextlib.suppress(Unreadable):
        read(written)
