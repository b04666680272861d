"""Whole feeds: five readers see what we mean, real meetings fall on their real dates, bytes stay the same."""

from __future__ import annotations

import datetime
import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

import icalendar
import pytest
from dateutil import rrule

from revgov.api import load
from revgov.emit.calendar import calendars
from revgov.governance.governance import Governance
from revgov.kinds import Calendar, Holiday, Meeting
from revgov.schedule import UTC, calendar_of, occurrences
from tests.repository import governance
from tests.unit.schedule.meetings import problems

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared"
VERIFY = SHARED / "tools" / "verify-feed" / "verify-feed"
KUBERNETES = SHARED / "data" / "governance" / "kubernetes"
AS_OF = datetime.date(2026, 11, 23)
ZONES = ("America/New_York", "Europe/London", "Europe/Berlin", "Australia/Sydney")
# One meeting a day in zones whose changes are odd: a day after a weekday, half an hour, none, a law.
ODD_ZONES = (
    "Africa/Cairo", "Pacific/Chatham", "Asia/Kolkata", "Europe/Dublin", "America/Santiago", "America/Nuuk",
    "Asia/Jerusalem", "UTC", "Poland", "Australia/Lord_Howe", "Pacific/Apia",
)  # fmt: skip
REPEATS = (
    "every day", "every 3 days", "every business day", "every monday", "every week on sunday",
    "every 2 weeks on monday and thursday", "every month on the first tuesday", "every month on the last friday",
    "every month on day 15", "every month on day 31", "every month on the last day", "every month on the fifth monday",
    "every month on the 5th business day", "every month on the 2nd last business day",
    "every 3 months on the first and third tuesday", "every quarter on the last friday",
    "every fiscal month on the first monday", "every fiscal quarter on the last business day",
    "every fiscal year on day 10", "every year on 02-01", "every year on 02-29",
)  # fmt: skip
# The times that clocks skip and repeat, and a night through which they change.
AT_THE_CHANGE = (("02:30", "45m", "every sunday"), ("01:30", "45m", "every sunday"), ("23:30", "4h", "every saturday"))
SPECIAL = (
    "repeat: every monday, on_holiday: next business day, on_freeze: skip, moved: {2026-12-07: 2026-12-08 10:00}",
    "repeat: every monday, cancelled: [2026-12-14], moved: {2027-01-04: 2027-01-05}",
    "repeat: every 2 weeks on monday, on_holiday: previous business day, until: 2027-12-31",
    "repeat: every monday, on_holiday: skip, count: 60",
    "repeat: every monday, rotation: [{}, {time: '17:00'}, {timezone: Asia/Kolkata, time: '20:00'}]",
    "rrule: 'FREQ=WEEKLY;BYDAY=MO,WE;UNTIL=20271231T000000Z'",
    "on_holiday: keep",
)
COMPANY = """\
calendars:
  company:
    fiscal_year: {starts: 02-01, pattern: 4-4-5}
    regions: [US]
    freezes: [{from: 2026-12-24, to: 2027-01-02, why: year end}]
holidays:
"""


def schedules_in(zone: str, repeats: tuple[str, ...]) -> list[str]:
    """Every form in a zone of the golden table; one sentence in an odd one."""
    repeats = repeats if zone in ZONES else repeats[:1]
    found = [f"starts: 2026-10-01, time: 09:30, duration: 45m, repeat: {repeat}" for repeat in repeats]
    if zone in ZONES:
        found += [
            f"starts: 2026-10-03, time: {time}, duration: {length}, repeat: {repeat}"
            for time, length, repeat in AT_THE_CHANGE
        ]
        found += [f"starts: 2026-10-05, time: 09:00, duration: 1h, {rest}" for rest in SPECIAL]
    return [f"{{timezone: {zone}, {schedule}}}" for schedule in found]


def every_form(zones: tuple[str, ...] = (*ZONES, *ODD_ZONES), repeats: tuple[str, ...] = REPEATS) -> dict[str, str]:
    """A company whose meetings are of every form."""
    schedules = [schedule for zone in zones for schedule in schedules_in(zone, repeats)]
    meetings = "".join(f"  m{n}: {{name: M{n}, owner: boss, schedule: {text}}}\n" for n, text in enumerate(schedules))
    days = ("11-26", "12-07", "12-25")
    lists = {year: ", ".join(f"{year}-{day}: Holiday" for day in days) for year in (2026, 2027, 2028)}
    entry = "  us_{0}: {{region: US, year: {0}, days: {{{1}}}}}\n"
    holidays = "".join(entry.format(year, some) for year, some in lists.items())
    return {
        "raci/r.yaml": "roles:\n  boss: {title: Boss}\n",
        "cadence/meetings.yaml": f"meetings:\n{meetings}",
        "cadence/company.yaml": COMPANY + holidays,
    }


def expected(whole: Governance, first: datetime.date, last: datetime.date) -> set[tuple[str, str, str]]:
    """Every occurrence by our own reckoning: name, start and end in UTC."""
    named = {calendar.id: calendar for calendar in whole.every(Calendar)}
    return {
        (meeting.title, stamp(one.start), stamp(one.end))
        for meeting in whole.every(Meeting)
        for one in occurrences(meeting, calendar_of(meeting.calendar, named), whole.every(Holiday), first, last)
    }


def stamp(moment: datetime.datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%MZ")


def all_meetings(whole: Governance) -> bytes:
    return dict(calendars(whole))["calendars/all.ics"]


def test_every_form_can_be_placed(tmp_path: Path) -> None:
    whole = governance(tmp_path, every_form(), AS_OF)
    assert (whole.faults.texts, whole.faults.defects) == ((), ())
    calendar = whole.find(Calendar, "company")
    holidays = whole.every(Holiday)
    # Judged on a day when those that take place once are still to come.
    before = datetime.date(2026, 10, 1)
    assert [problem for one in whole.every(Meeting) for problem in problems(one, calendar, holidays, before)] == []


def read(data: bytes, until: datetime.datetime) -> set[tuple[str, str, str]]:
    """Every occurrence as icalendar and dateutil read it: rules by the wall, overrides in their place."""
    found: dict[tuple[str, str], tuple[str, str, str]] = {}
    events = icalendar.Calendar.from_ical(data).walk("VEVENT")
    for event in sorted(events, key=lambda event: "RECURRENCE-ID" in event):
        start, end, name = event["DTSTART"].dt, event["DTEND"].dt, str(event["SUMMARY"])
        starts = [start]
        if "RRULE" in event:
            wall = start.replace(tzinfo=None)
            rule = {**event["RRULE"]}
            limit = [moment.astimezone(start.tzinfo).replace(tzinfo=None) for moment in rule.pop("UNTIL", [])]
            text = icalendar.vRecur(rule).to_ical().decode()
            dates = rrule.rrulestr(text, dtstart=wall).between(wall, min([until, *limit]), inc=True)
            starts = [moment.replace(tzinfo=start.tzinfo) for moment in dates]
        gone = event.get("EXDATE", [])
        gone = {one.dt for some in (gone if isinstance(gone, list) else [gone]) for one in some.dts}
        key = event["RECURRENCE-ID"].dt if "RECURRENCE-ID" in event else None
        for moment in starts:
            if moment not in gone:
                found[str(event["UID"]), stamp(key or moment)] = (name, stamp(moment), stamp(moment + (end - start)))
    return set(found.values())


def test_a_reader_sees_the_occurrences_that_we_mean(tmp_path: Path) -> None:
    whole = governance(tmp_path, every_form(), AS_OF)
    first, last = "2026-10-05", "2028-11-28"
    seen = read(all_meetings(whole), datetime.datetime(2028, 12, 1))
    meant = expected(whole, datetime.date(2026, 10, 1), datetime.date(2028, 11, 30))
    assert {one for one in seen if first <= one[1] <= last} == {one for one in meant if first <= one[1] <= last}


def verified(file: Path) -> str:
    """What the independent verifier says of a feed."""
    if not VERIFY.exists():
        pytest.skip(f"{VERIFY} is absent")
    done = subprocess.run([str(VERIFY), str(file)], capture_output=True, text=True, check=False)
    if done.returncode == 2:
        pytest.skip(f"verify-feed is not set up; run {VERIFY} --setup once")
    return done.stdout


@pytest.mark.parametrize(
    ("zones", "repeats"),
    [(ZONES[:1], REPEATS), ((*ZONES[1:], *ODD_ZONES), REPEATS[3:7])],
    ids=["every form", "every zone"],
)
def test_five_readers_agree(tmp_path: Path, zones: tuple[str, ...], repeats: tuple[str, ...]) -> None:
    file = tmp_path / "all.ics"
    # No longer than the verifier looks, so that single events stay below what Google reads.
    short = {"revgov.yaml": "build: {feeds: {horizon: 13 months}}\n"}
    file.write_bytes(all_meetings(governance(tmp_path, every_form(zones, repeats) | short, AS_OF)))
    said = verified(file)
    assert "AGREE   5 readers" in said, said
    assert "LINTED  0 errors, 0 warnings" in said, said


def test_kubernetes_meets_when_it_does(tmp_path: Path) -> None:
    if not KUBERNETES.exists():
        pytest.skip(f"{KUBERNETES} is absent")
    whole = load(KUBERNETES, as_of=AS_OF)
    wanted = json.loads((KUBERNETES / "expected.json").read_text())["occurrences_2026-11-23_to_2027-02-21"]
    found = {
        meeting.id: [stamp(one.start) for one in occurrences(meeting, None, (), AS_OF, datetime.date(2027, 2, 21))]
        for meeting in whole.every(Meeting)
    }
    assert found == wanted
    assert [problem for meeting in whole.every(Meeting) for problem in problems(meeting, None, (), AS_OF)] == []
    file = tmp_path / "all.ics"
    file.write_bytes(all_meetings(whole))
    said = verified(file)
    assert "AGREE   5 readers" in said, said
    assert "LINTED  0 errors, 0 warnings" in said


WRITE = """
import hashlib, sys
from revgov.api import load
from revgov.emit.calendar import calendars
for path, data in calendars(load(sys.argv[1], as_of="2026-11-23")):
    print(path, hashlib.sha256(data).hexdigest())
"""


def test_bytes_depend_on_nothing_around(tmp_path: Path) -> None:
    whole = governance(tmp_path, every_form(), AS_OF)
    here = {path: hashlib.sha256(data).hexdigest() for path, data in calendars(whole)}
    for seed, zone, locale in (
        ("0", "Asia/Tokyo", "C"),
        ("1", "America/New_York", "de_DE.UTF-8"),
        ("2", "UTC", "tr_TR"),
    ):
        around = {"PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": locale, "PYTHONTZPATH": "/nowhere", "PYTHONUTF8": "1"}
        env = {**os.environ, **around, "PYTHONPATH": os.pathsep.join(sys.path)}
        command = [sys.executable, "-c", WRITE, str(tmp_path)]
        done = subprocess.run(command, capture_output=True, text=True, check=True, env=env)
        assert dict(line.split() for line in done.stdout.splitlines()) == here


def test_a_month_later_the_past_is_still_the_same(tmp_path: Path) -> None:
    """A regular series keeps its bytes as time goes by, but for the stamps of a build without commits."""
    files = every_form()
    texts = []
    for as_of in (AS_OF, datetime.date(2026, 12, 1)):
        lines = all_meetings(governance(tmp_path, files, as_of)).decode().split("\r\n")
        kept = "\n".join(line for line in lines if not line.startswith(("DTSTAMP", "LAST-MODIFIED", "SEQUENCE")))
        texts.append({event for event in kept.split("BEGIN:VEVENT") if "RRULE:FREQ=MONTHLY" in event})
    assert texts[0] == texts[1]
