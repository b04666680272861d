"""How often people meet, by sentence or by rule."""

from __future__ import annotations

import pytest
from tests.unit.schedule.meetings import meeting

from revgov.schedule import Frequency, frequency


@pytest.mark.parametrize(
    ("sentence", "rule"),
    [
        ("every monday", "FREQ=WEEKLY;BYDAY=MO"),
        ("every month on the first tuesday", "FREQ=MONTHLY;BYDAY=1TU"),
        ("every 2 weeks on monday and thursday", "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH"),
        ("every year on 02-01", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=1"),
    ],
)
def test_a_rule_is_as_frequent_as_its_sentence(sentence: str, rule: str) -> None:
    by_sentence, by_rule = meeting(f"{{repeat: {sentence}}}").schedule, meeting(f"{{rrule: '{rule}'}}").schedule
    assert by_sentence is not None
    assert by_rule is not None
    assert frequency(by_sentence) == frequency(by_rule)


def test_what_only_a_rule_can_say_is_measured() -> None:
    schedule = meeting("{rrule: 'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1'}").schedule
    assert schedule is not None
    assert frequency(schedule) == Frequency(28, 33)


@pytest.mark.parametrize("text", ["{}", "{rrule: FREQ=HOURLY}", "{rrule: FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=31}"])
def test_what_does_not_repeat_has_no_frequency(text: str) -> None:
    schedule = meeting(text).schedule
    assert schedule is not None
    assert frequency(schedule) is None
