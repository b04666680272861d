"""How often a meeting repeats: a sentence such as `every month on the first tuesday`, read into a rule."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from itertools import groupby
from typing import NamedTuple, NoReturn

from revgov.kinds.values.time import DAYS, MonthDay
from revgov.kinds.values.value import Unreadable, text, value

EXAMPLE = "every week on monday"
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
ORDINALS = ("first", "second", "third", "fourth", "fifth")
UNITS = ("day", "week", "month", "quarter", "year")
FISCAL = ("month", "quarter", "year")
FIGURE = re.compile(r"(\d{1,3})(?:st|nd|rd|th)")
TOKEN = re.compile(r"[^\s,]+|,")
VOCABULARY = (
    "every", "day", "days", "business", "fiscal", "on", "the", "and", "last",
    *WEEKDAYS, *ORDINALS, *UNITS, *(f"{unit}s" for unit in UNITS),
)  # fmt: skip
# What people write first, and what says the same in this language.
MEANT = {
    "daily": "every day", "weekly": "every week on monday", "biweekly": "every 2 weeks on monday",
    "fortnightly": "every 2 weeks on monday", "monthly": "every month on the first monday",
    "quarterly": "every 3 months on the first monday",
    "annually": "every year on 02-01", "yearly": "every year on 02-01",
    "weekday": "every business day", "workday": "every business day", "other": "every 2 weeks on monday",
}  # fmt: skip
MOST_INTERVAL = 999
# The most days, equal weekdays and business days that each unit can have; a fiscal unit of weeks can be longer.
ROOM = {
    "month": (31, 5, 23), "quarter": (92, 14, 66), "year": (366, 53, 262),
    "fiscal month": (35, 5, 25), "fiscal quarter": (98, 14, 70), "fiscal year": (371, 53, 265),
}  # fmt: skip


class NthDay(NamedTuple):
    """A day counted inside a month, quarter or year: from its first day, or with a negative number from its last.

    `noun` is `day`, `business day` or a weekday.
    """

    noun: str
    nth: int


@value(EXAMPLE)
class Repeat(NamedTuple):
    """Every so many units, on some days of each.

    `unit` is `day`, `business day`, `week`, `month`, `quarter`, `year`, or one of the last three after `fiscal `.
    `weekdays` (monday is 0) belong to weeks, `days` to months and longer, `dates` to years. Without any of these the
    date on which the series starts says which day of the week or year is meant.
    """

    interval: int
    unit: str
    weekdays: tuple[int, ...] = ()
    days: tuple[NthDay, ...] = ()
    dates: tuple[MonthDay, ...] = ()

    @classmethod
    def read(cls, raw: object) -> Repeat:
        text(raw, EXAMPLE)
        return Sentence(str(raw)).whole()

    @property
    def every_days(self) -> float:
        """The shortest usual distance between two occurrences, in days: 7 for `every monday`, 30.4 for a month."""
        return 1.0 if self.unit == "business day" else min(self.distances())

    @property
    def longest_days(self) -> float:
        """The longest usual distance between two occurrences, in days; a business day stands for 7/5 of a day."""
        return DAYS["business days"] if self.unit == "business day" else max(self.distances())

    def distances(self) -> tuple[float, ...]:
        """The usual distances from one occurrence to the next, in days, over one round of the rule."""
        round_ = self.interval * DAYS[f"{self.unit.removeprefix('fiscal ')}s"]
        positions = sorted({*self.positions()}) or [0.0]
        return tuple(b - a for a, b in zip(positions, [*positions[1:], positions[0] + round_], strict=True))

    def positions(self) -> Iterator[float]:
        """Where in its unit each occurrence usually stands, in days from the unit's beginning."""
        yield from map(float, self.weekdays)
        yield from ((date.month - 1) * DAYS["months"] + date.day for date in self.dates)
        for noun, nth in self.days:
            step = {"day": 1.0, "business day": DAYS["business days"]}.get(noun, 7.0)
            length = 0.0 if nth > 0 else DAYS[f"{self.unit.removeprefix('fiscal ')}s"] + step
            yield length + nth * step

    def __str__(self) -> str:
        start = f"every {self.unit}" if self.interval == 1 else f"every {self.interval} {self.unit}s"
        on = [WEEKDAYS[day] for day in self.weekdays]
        on += [f"{date.month:02}-{date.day:02}" for date in self.dates]
        groups = groupby(self.days, lambda day: (day.noun, day.noun == "day" and day.nth > 0))
        on += [in_words(noun, [day.nth for day in days], plain) for (noun, plain), days in groups]
        return f"{start} on {listed(on)}" if on else start


def in_words(noun: str, nths: Sequence[int], plain: bool) -> str:
    if plain:
        return f"day {listed([str(nth) for nth in nths])}"
    return f"the {listed([ordinal(nth) for nth in nths])} {noun}"


def ordinal(nth: int) -> str:
    """`first` to `fifth`, then figures; `last`, `second last` and so on from the end."""
    if nth < 0:
        return "last" if nth == -1 else f"{ordinal(-nth)} last"
    if 1 <= nth <= len(ORDINALS):
        return ORDINALS[nth - 1]
    ending = "th" if nth // 10 % 10 == 1 else {1: "st", 2: "nd", 3: "rd"}.get(nth % 10, "th")
    return f"{nth}{ending}"


def listed(words: Sequence[str]) -> str:
    return " and ".join(filter(None, (", ".join(words[:-1]), words[-1])))


class Token(NamedTuple):
    word: str
    at: int


class Sentence:
    """Reads `every [N] unit [on list]` from left to right."""

    def __init__(self, written: str) -> None:
        self.written = written
        self.form = EXAMPLE
        found = [Token(match[0].lower(), match.start()) for match in TOKEN.finditer(written)]
        self.tokens = [*found, Token("", len(written.rstrip()))]
        self.next = 0

    @property
    def word(self) -> str:
        return self.tokens[self.next].word

    def whole(self) -> Repeat:
        if not self.take("every"):
            self.fail("a repetition begins with 'every'")
        if self.word in WEEKDAYS:
            repeat = Repeat(1, "week", self.weekdays())
        else:
            interval = self.interval()
            repeat = self.on(interval, self.unit(interval))
        if self.word:
            self.fail(f"'{self.word}' says nothing here")
        return repeat

    def interval(self) -> int:
        if not (self.word.isascii() and self.word.isdigit()):
            return 1
        number = int(self.word) if len(self.word) <= 4 else 0
        if not 1 <= number <= MOST_INTERVAL:
            self.fail(f"an interval is a number from 1 to {MOST_INTERVAL}")
        self.next += 1
        return number

    def unit(self, interval: int) -> str:
        if self.take("business"):
            if interval > 1:
                self.fail("business days cannot be counted in steps", "every 2 days or every business day")
            if not self.take("day"):
                self.fail("'business' needs 'day' after it", "every business day")
            return "business day"
        fiscal = self.take("fiscal")
        unit = self.word if interval == 1 else self.word.removesuffix("s")
        if unit not in (FISCAL if fiscal else UNITS):
            self.fail_unit(fiscal)
        self.next += 1
        unit = f"fiscal {unit}" if fiscal else unit
        self.form = f"every {unit} on the first tuesday, or on day 15" if unit in ROOM else self.form
        return unit

    def fail_unit(self, fiscal: bool) -> NoReturn:
        if fiscal:
            self.fail("'fiscal' needs month, quarter or year after it", "every fiscal quarter on the last business day")
        if self.word.removesuffix("s") in UNITS:
            form = f"every {self.word.removesuffix('s')} or every 2 {self.word.removesuffix('s')}s"
            self.fail("one unit follows 'every', or a number and units", form)
        number = nth_of(self.word)
        following = self.tokens[min(self.next + 1, len(self.tokens) - 1)].word
        if number and following in WEEKDAYS:
            monthly = f"every month on the {ordinal(number)} {following}"
            fortnightly = f"every {max(number, 1)} weeks on {following}"
            self.fail(f"'every {self.word} {following}' can mean two things", f"{fortnightly} or {monthly}")
        self.fail_word("the unit is missing: day, week, month, quarter or year")

    def on(self, interval: int, unit: str) -> Repeat:
        if not self.take("on"):
            if unit in ROOM and unit != "year":
                self.fail(f"it does not say on which day of the {unit}")
            return Repeat(interval, unit)
        if unit == "week":
            return Repeat(interval, unit, weekdays=self.weekdays())
        if unit not in ROOM:
            self.fail(f"'on' says nothing after '{unit}'", f"every {unit}")
        if unit == "year" and re.match(r"\d", self.word) and not nth_of(self.word):
            return Repeat(interval, unit, dates=self.dates())
        return Repeat(interval, unit, days=tuple(sorted(set(self.days(unit)), key=order)))

    def weekdays(self) -> tuple[int, ...]:
        found = set()
        while True:
            if self.word not in WEEKDAYS:
                self.fail_word("a weekday is missing")
            found.add(WEEKDAYS.index(self.word))
            self.next += 1
            if not self.separator():
                return tuple(sorted(found))

    def dates(self) -> tuple[MonthDay, ...]:
        found = set()
        while True:
            try:
                found.add(MonthDay.read(self.word))
            except Unreadable:
                self.fail(f"'{self.word}' is no day of the year", "every year on 02-01")
            self.next += 1
            if not self.separator():
                return tuple(sorted(found))

    def days(self, unit: str) -> Iterator[NthDay]:
        """`day 15`, or ordinals that wait for the noun they count: `the first and third tuesday`."""
        waiting: list[int] = []
        while True:
            self.take("the")
            if not waiting and self.take("day", "days"):
                yield from self.numbered(unit)
            else:
                waiting.append(self.nth())
                if self.word not in (",", "and"):
                    yield from self.counted(unit, waiting)
                    waiting = []
            if not self.separator():
                return

    def numbered(self, unit: str) -> Iterator[NthDay]:
        while True:
            word = self.word
            if not (word.isascii() and word.isdigit()):
                self.fail("the number of the day is missing", f"every {unit} on day 15")
            yield self.within(unit, NthDay("day", int(word[:4])))
            self.next += 1
            following = self.tokens[self.next + 1].word if self.word in (",", "and") else ""
            if not (following.isascii() and following.isdigit()):
                return
            self.separator()

    def nth(self) -> int:
        number = nth_of(self.word)
        if number is None:
            self.fail_word("an ordinal such as first, 2nd or last is missing, or 'day' and a number")
        self.next += 1
        return -number if number > 0 and self.take("last") else number

    def counted(self, unit: str, nths: Sequence[int]) -> Iterator[NthDay]:
        noun = self.word
        if self.take("business"):
            noun = "business day" if self.word in ("day", "days") else "business"
        noun = "day" if noun == "days" else noun
        if noun not in ("day", "business day", *WEEKDAYS):
            which = ordinal(nths[0])
            form = f"every {unit} on the {which} monday, {which} business day or day {abs(nths[0])}"
            self.fail(f"the {ordinal(nths[0])} what is missing", form)
        for nth in nths:
            yield self.within(unit, NthDay(noun, nth))
        self.next += 1

    def within(self, unit: str, day: NthDay) -> NthDay:
        """A day that no unit of this length has is a mistake and not a series without meetings."""
        room = ROOM[unit][{"day": 0, "business day": 2}.get(day.noun, 1)]
        if not 1 <= abs(day.nth) <= room:
            name = f"{ordinal(day.nth)} {day.noun}"
            self.fail(f"no {unit} has a {name}", f"a number from 1 to {room}, or last")
        return day

    def separator(self) -> bool:
        comma = self.take(",")
        return self.take("and") or comma

    def take(self, *words: str) -> bool:
        if self.word in words:
            self.next += 1
            return True
        return False

    def fail_word(self, why: str) -> NoReturn:
        """Fails at a word, with the form that was probably meant."""
        word, at = self.tokens[self.next]
        if not word:
            self.fail(why)
        if word in MEANT:
            self.fail(f"'{word}' is not understood", MEANT[word])
        near = get_close_matches(word, VOCABULARY, n=1)
        meant = f"{self.written[:at]}{near[0]}{self.written[at + len(word) :]}" if near else ""
        self.fail(f"'{word}' is not understood; {why}", self.readable(meant))

    def readable(self, meant: str) -> str:
        """A corrected sentence, if it can be read; a long one is not tried again and again."""
        if not meant or meant == self.written or len(self.tokens) > 20:
            return ""
        try:
            return str(Sentence(meant).whole())
        except Unreadable:
            return ""

    def fail(self, why: str, form: str = "") -> NoReturn:
        form = form or next((MEANT[token.word] for token in self.tokens if token.word in MEANT), self.form)
        word, at = self.tokens[self.next]
        why = why.replace(word, clipped(word)) if word else why
        raise Unreadable(f"'{clipped(self.written.strip())}' cannot be read: {why}; write {form}", at)


def clipped(words: str) -> str:
    return words if len(words) <= 60 else f"{words[:59]}…"


def nth_of(word: str) -> int | None:
    """The number of an ordinal in words or figures; -1 for `last`."""
    if word in ORDINALS:
        return ORDINALS.index(word) + 1
    match = FIGURE.fullmatch(word)
    return -1 if word == "last" else int(match[1]) if match else None


def order(day: NthDay) -> tuple[str, bool, int]:
    """Days of one noun together, counted from the front and then from the back."""
    return day.noun, day.nth < 0, abs(day.nth)
