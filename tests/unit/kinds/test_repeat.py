"""Sentences that say how often people meet: what they mean, how they are written back, and what is refused how."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revgov.kinds.values import MonthDay, Repeat, Unreadable, WrongType
from revgov.kinds.values.repeat import FISCAL, UNITS, WEEKDAYS, NthDay

READ = [
    ("every day", Repeat(1, "day")),
    ("every 10 days", Repeat(10, "day")),
    ("every business day", Repeat(1, "business day")),
    ("every monday", Repeat(1, "week", (0,))),
    ("every week", Repeat(1, "week")),
    (" Every  Monday, Wednesday, and Friday ", Repeat(1, "week", (0, 2, 4))),
    ("every 2 weeks on thursday and monday", Repeat(2, "week", (0, 3))),
    ("every month on the first tuesday", Repeat(1, "month", days=(NthDay("tuesday", 1),))),
    ("every month on 1st tuesday", Repeat(1, "month", days=(NthDay("tuesday", 1),))),
    ("every month on last friday", Repeat(1, "month", days=(NthDay("friday", -1),))),
    ("every month on day 15", Repeat(1, "month", days=(NthDay("day", 15),))),
    ("every month on day 1 and 15", Repeat(1, "month", days=(NthDay("day", 1), NthDay("day", 15)))),
    ("every month on the last day", Repeat(1, "month", days=(NthDay("day", -1),))),
    ("every month on the first day", Repeat(1, "month", days=(NthDay("day", 1),))),
    ("every month on the 5th business day", Repeat(1, "month", days=(NthDay("business day", 5),))),
    ("every month on 2nd last business day", Repeat(1, "month", days=(NthDay("business day", -2),))),
    ("every month on the second last business day", Repeat(1, "month", days=(NthDay("business day", -2),))),
    ("every 3 months on the first and last day", Repeat(3, "month", days=(NthDay("day", 1), NthDay("day", -1)))),
    ("every quarter on the last friday", Repeat(1, "quarter", days=(NthDay("friday", -1),))),
    ("every fiscal month on day 1", Repeat(1, "fiscal month", days=(NthDay("day", 1),))),
    ("every 2 fiscal quarters on the last friday", Repeat(2, "fiscal quarter", days=(NthDay("friday", -1),))),
    ("every fiscal year on the first monday", Repeat(1, "fiscal year", days=(NthDay("monday", 1),))),
    ("every year on 02-01", Repeat(1, "year", dates=(MonthDay(2, 1),))),
    ("every year on 08-01 and 02-29", Repeat(1, "year", dates=(MonthDay(2, 29), MonthDay(8, 1)))),
    ("every year", Repeat(1, "year")),
]  # fmt: skip


@pytest.mark.parametrize(("written", "repeat"), READ)
def test_sentences(written: str, repeat: Repeat) -> None:
    assert Repeat.read(written) == repeat


@pytest.mark.parametrize(
    ("written", "normal"),
    [
        ("every monday", "every week on monday"),
        ("every month on day 1, 15 and last day", "every month on day 1 and 15 and the last day"),
        (
            "every month on 2nd monday, first, third and last friday",
            "every month on the first, third and last friday and the second monday",
        ),
        ("every month on the 2nd last business day", "every month on the second last business day"),
        ("every 2 fiscal months on 1st day", "every 2 fiscal months on day 1"),
        ("every quarter on the 11th monday", "every quarter on the 11th monday"),
    ],
)
def test_written_back(written: str, normal: str) -> None:
    assert str(Repeat.read(written)) == normal


REFUSED = [
    ("every month", 11, "it does not say on which day of the month"),
    ("every quarter", 13, "on which day of the quarter"),
    ("every fiscal year", 17, "on which day of the fiscal year"),
    ("every fiscal week on monday", 13, "'fiscal' needs month, quarter or year after it"),
    ("every second tuesday", 6, "write every 2 weeks on tuesday or every month on the second tuesday"),
    ("every 0 weeks", 6, "a number from 1 to 999"),
    ("every 1000 weeks", 6, "a number from 1 to 999"),
    ("every ² weeks", 6, "'²' is not understood"),
    ("weekly", 0, "write every week on monday"),
    ("every other week", 6, "write every 2 weeks on monday"),
    ("every weekday", 6, "write every business day"),
    ("every weeks", 6, "write every week or every 2 weeks"),
    ("every tusday", 6, "write every week on tuesday"),
    ("every month on the frist tuesday", 19, "write every month on the first tuesday"),
    ("every month on day 32", 19, "no month has a 32nd day"),
    ("every month on the 6th monday", 23, "no month has a 6th monday"),
    ("every month on the 0th monday", 23, "no month has a 0th monday"),
    ("every month on day", 18, "the number of the day is missing"),
    ("every month on the 15th", 23, "day 15"),
    ("every month on monday", 15, "an ordinal such as first"),
    ("every month on the first and", 28, "an ordinal such as first"),
    ("every year on 02-30", 14, "'02-30' is no day of the year"),
    ("every day on monday", 13, "write every day"),
    ("every 2 business days", 17, "business days cannot be counted in steps"),
    ("every week on", 13, "a weekday is missing"),
    ("every monday at 9", 13, "'at' says nothing here"),
    ("  every monday at 9", 15, "'at' says nothing here"),
    ("", 0, "begins with 'every'"),
]


@pytest.mark.parametrize(("written", "at", "why"), REFUSED)
def test_refused_at_the_word_and_with_the_form_that_was_meant(written: str, at: int, why: str) -> None:
    with pytest.raises(Unreadable) as refused:
        Repeat.read(written)
    assert why in str(refused.value)
    assert refused.value.at == min(at, len(written))


@pytest.mark.parametrize("raw", [None, 7, ["every day"], {"every": "day"}, True])
def test_only_a_text_is_a_sentence(raw: object) -> None:
    with pytest.raises(WrongType):
        Repeat.read(raw)


def test_a_long_text_is_neither_repeated_nor_slow() -> None:
    for text in ("every monday" + " and tusday" * 50_000, "every " + "m" * 500_000, "x" * 500_000):
        with pytest.raises(Unreadable) as refused:
            Repeat.read(text)
        assert len(str(refused.value)) < 500


@pytest.mark.parametrize(
    ("written", "shortest", "longest"),
    [
        ("every day", 1, 1),
        ("every business day", 1, 1.4),
        ("every monday", 7, 7),
        ("every 2 weeks on monday and thursday", 3, 11),
        ("every month on the first tuesday", 365.25 / 12, 365.25 / 12),
        ("every 3 months on day 1", 365.25 / 4, 365.25 / 4),
        ("every month on the first and third tuesday", 14, 365.25 / 12 - 14),
        ("every year on 02-01", 365.25, 365.25),
        ("every fiscal quarter on the last business day", 365.25 / 4, 365.25 / 4),
    ],
)
def test_how_often(written: str, shortest: float, longest: float) -> None:
    repeat = Repeat.read(written)
    assert (repeat.every_days, repeat.longest_days) == (pytest.approx(shortest), pytest.approx(longest))


nth_days = st.builds(
    NthDay, st.sampled_from(["day", "business day", *WEEKDAYS]), st.sampled_from([1, 2, 3, 4, 5, -1, -2, -3])
)
long_units = st.sampled_from(["month", "quarter", "year", *(f"fiscal {unit}" for unit in FISCAL)])
month_days = st.builds(MonthDay, st.integers(1, 12), st.integers(1, 28))
weekdays = st.sets(st.integers(0, 6), min_size=1).map(lambda days: tuple(sorted(days)))
dates = st.sets(month_days, min_size=1).map(lambda days: tuple(sorted(days)))
in_order = st.sets(nth_days, min_size=1, max_size=5).map(
    lambda days: tuple(sorted(days, key=lambda day: (day.noun, day.nth < 0, abs(day.nth))))
)
repeats = st.one_of(
    st.tuples(st.integers(1, 999), st.sampled_from(["day", "week", "year"])),
    st.tuples(st.integers(1, 999), st.just("week"), weekdays),
    st.tuples(st.integers(1, 999), long_units, st.just(()), in_order),
    st.tuples(st.integers(1, 999), st.just("year"), st.just(()), st.just(()), dates),
).map(lambda parts: Repeat(*parts))


@given(repeats)
def test_what_is_written_back_means_the_same(repeat: Repeat) -> None:
    assert Repeat.read(str(repeat)) == repeat


@given(st.lists(st.sampled_from([*WEEKDAYS, *UNITS, "every", "on", "the", "first", "last", "and", ",", "2", "02-01"])))
def test_any_words_are_read_or_refused(words: list[str]) -> None:
    written = " ".join(words)
    try:
        repeat = Repeat.read(written)
    except Unreadable as refused:
        at = refused.at
    else:
        at = 0
        assert Repeat.read(str(repeat)) == repeat
    assert at in range(len(written) + 1)
