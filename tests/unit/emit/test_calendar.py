"""Feeds: who finds which meeting where, what an entry says, and the form of its recurrence."""

from __future__ import annotations

import datetime
import re
from html.parser import HTMLParser
from pathlib import Path

import icalendar
import pytest
from tests.repository import governance, write

from revgov.emit.calendar import calendars, horizon_of
from revgov.settings import SettingsError

AS_OF = datetime.date(2026, 11, 23)
SCHEDULE = "{starts: 2026-02-02, time: 09:00, duration: 45m, timezone: America/New_York, repeat: every monday}"
FILES = {
    "charter.yaml": """\
charter: {organization: 'Northwind, Metrics', timezone: America/New_York}
councils:
  board: {name: Revenue council, chair: cro, members: [cfo]}
  con: {name: Device, chair: cro}
decisions:
  commit: {name: Forecast commit, decides: cro}
""",
    "raci/r.yaml": """\
people:
  ada: {name: Ada}
  bob: {name: Bob, leaves: [2026-11-20..2026-11-30]}
  eve: {name: Eve}
  ida: {name: Ida}
roles:
  cro: {title: CRO, held_by: [ada]}
  cfo: {title: CFO, held_by: [bob, {person: eve, deputy: true}]}
  lead: {title: Sales lead}
  clerk: {title: Clerk, held_by: [ida]}
""",
    "kpi_tree/k.yaml": "kpis:\n  win_rate: {name: Win rate, owner: cro}\n",
    "cadence/m.yaml": f"""\
meetings:
  forecast:
    name: Weekly forecast call
    purpose: Agree the number; protect it.
    owner: cro
    council: board
    optional: [lead]
    schedule: {SCHEDULE}
    inputs: [{{what: forecast snapshot, from: cfo, due: 24h before}}]
    agenda: [{{item: Commit, minutes: 15, lead: cro}}, Risks]
    reviews: [kpi:win_rate]
    decisions: [commit]
    outputs: [minutes]
    links: {{Board pack: https://example.org/pack?a=b}}
    conference: https://meet.example.org/x
    location: Room 5
    tags: [weekly]
  device:
    name: Device
    owner: cfo
    council: con
    schedule: {{starts: 2026-12-01, time: 10:00, duration: 30m, timezone: UTC}}
  unplaced: {{name: Unplaced, owner: clerk, schedule: {{starts: 2026-12-01}}}}
""",
}


def feeds(folder: Path, more: dict[str, str] | None = None, as_of: datetime.date = AS_OF) -> dict[str, bytes]:
    return dict(calendars(governance(folder, {**FILES, **(more or {})}, as_of)))


def one_meeting(folder: Path, schedule: str, extra: str = "") -> list[icalendar.Event]:
    meeting = f"meetings:\n  one:\n    name: One\n    owner: cro\n    schedule: {schedule}\n{extra}"
    data = feeds(folder, {"cadence/m.yaml": meeting})["calendars/all.ics"]
    return icalendar.Calendar.from_ical(data).walk("VEVENT")


def summaries(data: bytes) -> set[str]:
    return {str(event["SUMMARY"]) for event in icalendar.Calendar.from_ical(data).walk("VEVENT")}


def test_a_meeting_stands_where_its_people_look(tmp_path: Path) -> None:
    found = feeds(tmp_path)
    assert {path: summaries(data) for path, data in found.items() if path.endswith(".ics")} == {
        "calendars/all.ics": {"Weekly forecast call", "Device"},
        "calendars/council/board.ics": {"Weekly forecast call"},
        # `con` is a device on Windows, whatever its ending.
        "calendars/council/con-.ics": {"Device"},
        "calendars/role/cro.ics": {"Weekly forecast call", "Device"},
        "calendars/role/cfo.ics": {"Weekly forecast call", "Device"},
        "calendars/role/lead.ics": {"Weekly forecast call"},
        "calendars/person/ada.ics": {"Weekly forecast call", "Device"},
        # On leave, and still his.
        "calendars/person/bob.ics": {"Weekly forecast call", "Device"},
        "calendars/person/eve.ics": {"Weekly forecast call", "Device"},
    }
    assert "calendars/index.html" in found


def test_an_event_is_the_same_in_every_feed(tmp_path: Path) -> None:
    found = feeds(tmp_path)
    event = re.search(
        rb"BEGIN:VEVENT(?:(?!BEGIN:VEVENT).)*forecast call.*?END:VEVENT", found["calendars/all.ics"], re.DOTALL
    )
    assert event is not None
    for path in ("council/board", "role/lead", "person/ada"):
        assert event[0] in found[f"calendars/{path}.ics"]


def test_what_an_entry_says(tmp_path: Path) -> None:
    events = icalendar.Calendar.from_ical(feeds(tmp_path)["calendars/all.ics"]).walk("VEVENT")
    event = next(event for event in events if event["SUMMARY"] == "Weekly forecast call")
    assert (
        str(event["DESCRIPTION"])
        == """\
Agree the number; protect it.

Council: Revenue council

Agenda:
- Commit (15 min, CRO)
- Risks

Needed beforehand:
- forecast snapshot, from CFO, 24 hours before

Looks at:
- Win rate

Decisions:
- Forecast commit (decided by CRO)

Results:
- minutes

Owner: CRO
Optional: Sales lead

Join: https://meet.example.org/x
Board pack: https://example.org/pack?a=b"""
    )
    assert str(event["CONFERENCE"]) == "https://meet.example.org/x"
    assert str(event["LOCATION"]) == "Room 5"
    assert event["CATEGORIES"].to_ical() == b"Revenue council,weekly"
    # A date alone changes no event: holders are not named.
    assert "Ada" not in event.to_ical().decode()


def test_the_head_of_a_feed(tmp_path: Path) -> None:
    settings = "build: {feeds: {domain: northwind.example, url: 'https://cal.northwind.example/'}}\n"
    data = feeds(tmp_path, {"revgov.yaml": settings})["calendars/role/cro.ics"].replace(b"\r\n ", b"").decode()
    head = data.partition("BEGIN:VTIMEZONE")[0].split("\r\n")
    assert [line for line in head if not line.startswith(("UID:", "DESCRIPTION:", "X-WR-CALDESC:"))] == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//revgov//revgov//EN",
        "CALSCALE:GREGORIAN",
        "LAST-MODIFIED:20261101T000000Z",
        "NAME:Northwind\\, Metrics: CRO",
        "X-WR-CALNAME:Northwind\\, Metrics: CRO",
        "REFRESH-INTERVAL;VALUE=DURATION:PT12H",
        "X-PUBLISHED-TTL:PT12H",
        "SOURCE;VALUE=URI:https://cal.northwind.example/role/cro.ics",
        "",
    ]
    assert b"SOURCE" not in feeds(tmp_path / "other")["calendars/role/cro.ics"]


@pytest.mark.parametrize(
    ("repeat", "rule"),
    [
        ("every day", "FREQ=DAILY"),
        ("every 2 weeks on monday and thursday", "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH"),
        ("every week", "FREQ=WEEKLY;BYDAY=MO"),
        ("every month on the first tuesday", "FREQ=MONTHLY;BYDAY=1TU"),
        ("every month on the last friday", "FREQ=MONTHLY;BYDAY=-1FR"),
        ("every month on day 15", "FREQ=MONTHLY;BYMONTHDAY=15"),
        ("every month on the last day", "FREQ=MONTHLY;BYMONTHDAY=-1"),
        ("every quarter on the last friday", "FREQ=MONTHLY;INTERVAL=3;BYDAY=-1FR"),
        ("every year on the first monday", "FREQ=MONTHLY;INTERVAL=12;BYDAY=1MO"),
        ("every year on 02-01", "FREQ=YEARLY;BYMONTHDAY=1;BYMONTH=2"),
        ("every business day", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"),
    ],
)
def test_a_regular_series_is_one_event(tmp_path: Path, repeat: str, rule: str) -> None:
    (event,) = one_meeting(tmp_path, SCHEDULE.replace("every monday", repeat))
    assert event["RRULE"].to_ical().decode() == rule
    assert event["UID"] == one_meeting(tmp_path / "later", SCHEDULE)[0]["UID"]


@pytest.mark.parametrize(
    ("repeat", "dates"),
    [
        ("every month on the first and third tuesday", "1006 1020 1103 1117"),
        ("every month on day 31", "1031 1231 0131 0331"),
        ("every month on the fifth monday", "1130 0329 0531 0830"),
        ("every month on the 5th business day", "1007 1106 1207 0107"),
        ("every month on the 2nd last business day", "1029 1127 1230 0128"),
    ],
)
def test_what_clients_read_differently_is_one_event_a_date(tmp_path: Path, repeat: str, dates: str) -> None:
    events = one_meeting(tmp_path, SCHEDULE.replace("every monday", repeat))
    starts = sorted(event["DTSTART"].dt for event in events)
    assert " ".join(f"{start:%m%d}" for start in starts[:4]) == dates
    assert [event for event in events if "RRULE" in event or "RECURRENCE-ID" in event] == []
    assert len({event["UID"] for event in events}) == len(events)
    assert (starts[0].date() >= datetime.date(2026, 10, 1), starts[-1].date() <= datetime.date(2028, 11, 30)) == (
        True,
        True,
    )


def test_exceptions(tmp_path: Path) -> None:
    text = SCHEDULE[:-1] + ", moved: {2026-12-07: 2026-12-08 10:00}, cancelled: [2026-12-14], until: 2027-06-30}"
    master, moved = one_meeting(tmp_path, text)
    assert master.to_ical().decode().count("EXDATE") == 1
    assert b"EXDATE;TZID=America/New_York:20261214T090000\r\n" in master.to_ical()
    assert master["RRULE"].to_ical() == b"FREQ=WEEKLY;UNTIL=20270630T130000Z;BYDAY=MO"
    assert moved.to_ical().decode().count("RECURRENCE-ID;TZID=America/New_York:20261207T090000") == 1
    assert b"DTSTART;TZID=America/New_York:20261208T100000\r\n" in moved.to_ical()
    assert master["UID"] == moved["UID"]


def test_holidays_move_or_remove_single_dates(tmp_path: Path) -> None:
    more = """\
calendars:
  company: {regions: [X]}
holidays:
  x26: {region: X, year: 2026, days: {2026-12-07: A}}
  x27: {region: X, year: 2027, days: {}}
  x28: {region: X, year: 2028, days: {}}
"""
    shifted = one_meeting(tmp_path / "a", SCHEDULE[:-1] + ", on_holiday: next business day}", more)
    assert [str(event["DTSTART"].dt) for event in shifted if "RECURRENCE-ID" in event] == ["2026-12-08 09:00:00-05:00"]
    (skipped,) = one_meeting(tmp_path / "b", SCHEDULE[:-1] + ", on_holiday: skip}", more)
    assert b"EXDATE;TZID=America/New_York:20261207T090000\r\n" in skipped.to_ical()
    (daily,) = one_meeting(tmp_path / "c", SCHEDULE.replace("every monday", "every business day"), more)
    assert b"EXDATE;TZID=America/New_York:20261207T090000\r\n" in daily.to_ical()


@pytest.mark.parametrize("time", ["02:30", "01:30"])
def test_times_that_clocks_skip_or_repeat_are_single_events(tmp_path: Path, time: str) -> None:
    text = SCHEDULE.replace("09:00", time).replace("every monday", "every sunday").replace("2026-02-02", "2026-10-04")
    events = one_meeting(tmp_path, text)
    assert [event for event in events if "RRULE" in event] == []
    at = {event["DTSTART"].dt.astimezone(datetime.UTC) for event in events}
    skipped, repeated = datetime.datetime(2027, 3, 14, 7, 30), datetime.datetime(2026, 11, 1, 5, 30)
    wanted = skipped if time == "02:30" else repeated
    assert wanted.replace(tzinfo=datetime.UTC) in at


def test_nothing_is_published_of_a_series_without_occurrences(tmp_path: Path) -> None:
    ended = SCHEDULE[:-1] + ", until: 2026-03-01}"
    emptied = SCHEDULE[:-1].replace("2026-02-02", "2026-12-07") + ", until: 2026-12-13, cancelled: [2026-12-07]}"
    assert one_meeting(tmp_path / "a", ended) == []
    assert one_meeting(tmp_path / "b", emptied) == []
    assert b"BEGIN:VTIMEZONE" in feeds(tmp_path / "c", {"cadence/m.yaml": ""})["calendars/all.ics"]


def test_ids_of_events(tmp_path: Path) -> None:
    def uid(name: str, extra: str = "", domain: str = "a.example") -> str:
        files = {
            "cadence/m.yaml": f"meetings:\n  {name}:\n    owner: cro\n    schedule: {SCHEDULE}\n{extra}",
            "revgov.yaml": f"build: {{feeds: {{domain: {domain}}}}}\n",
        }
        data = feeds(tmp_path / f"{name}{len(extra)}{domain}", files)["calendars/all.ics"]
        return str(icalendar.Calendar.from_ical(data).walk("VEVENT")[0]["UID"])

    assert uid("new", "    was: old\n") == uid("old")
    assert uid("old", domain="b.example") != uid("old")
    assert uid("other", "    uid: pinned@example.org\n") == "pinned@example.org"


def test_two_meetings_never_share_an_id(tmp_path: Path) -> None:
    text = "".join(f"  {name}:\n    owner: cro\n    uid: same\n    schedule: {SCHEDULE}\n" for name in ("a", "b", "c"))
    data = feeds(tmp_path, {"cadence/m.yaml": f"meetings:\n{text}"})["calendars/all.ics"]
    uids = [event["UID"] for event in icalendar.Calendar.from_ical(data).walk("VEVENT")]
    assert len(set(uids)) == 3


def test_the_horizon(tmp_path: Path) -> None:
    assert horizon_of(governance(tmp_path, FILES, AS_OF)) == (datetime.date(2026, 10, 1), datetime.date(2028, 11, 30))
    short = write(tmp_path / "short", {"revgov.yaml": "build: {feeds: {horizon: 6 months}}\n"})
    assert horizon_of(governance(short, FILES, AS_OF)).last == datetime.date(2027, 5, 31)
    odd = {**FILES, "revgov.yaml": "build: {feeds: {horizon: soon}}\n"}
    with pytest.raises(SettingsError, match=r"build\.feeds\.horizon: 'soon' is no duration"):
        horizon_of(governance(tmp_path / "odd", odd, AS_OF))


class Page(HTMLParser):
    """The elements, links and texts of a page."""

    def __init__(self, data: bytes) -> None:
        super().__init__()
        self.elements: list[str] = []
        self.links: list[str] = []
        self.text = ""
        self.feed(data.decode("utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(tag)
        self.links += [value or "" for name, value in attrs if name == "href"]

    def handle_data(self, data: str) -> None:
        self.text += data


def test_the_page_links_every_feed(tmp_path: Path) -> None:
    found = feeds(tmp_path)
    page = Page(found["calendars/index.html"])
    assert {f"calendars/{link}" for link in page.links} == {path for path in found if path.endswith(".ics")}
    assert "2026-11-23 09:00 America/New_York" in page.text
    settings = "build: {feeds: {url: 'https://cal.example.org/x/'}}\n"
    hosted = Page(feeds(tmp_path / "hosted", {"revgov.yaml": settings})["calendars/index.html"])
    assert "webcal://cal.example.org/x/role/cro.ics" in hosted.links
    assert "https://cal.example.org/x/role/cro.ics" in hosted.links


def test_the_page_takes_no_markup(tmp_path: Path) -> None:
    plain = Page(feeds(tmp_path / "plain")["calendars/index.html"])
    hostile = {name: text.replace("Ada", "'<script>x</script>\"&'") for name, text in FILES.items()}
    page = Page(feeds(tmp_path / "hostile", hostile)["calendars/index.html"])
    assert page.elements == plain.elements
    assert "<script>x</script>" in page.text


def test_what_people_write_adds_no_line_to_a_feed(tmp_path: Path) -> None:
    def lines(word: str) -> list[str]:
        spoilt = FILES["cadence/m.yaml"].replace("Weekly forecast call", word).replace("Room 5", word)
        spoilt = spoilt.replace("Agree the number; protect it.", word).replace("Commit,", f"{word},")
        data = feeds(tmp_path / str(len(word)), {"cadence/m.yaml": spoilt})["calendars/all.ics"]
        return [line.partition(":")[0] for line in data.replace(b"\r\n ", b"").decode().split("\r\n")]

    assert lines(r'"x\r\nATTENDEE:mailto:a@example.org\nEND:VEVENT"') == lines("x")


def test_a_section_of_the_page_is_no_landmark_beside_its_table(tmp_path: Path) -> None:
    page = feeds(tmp_path)["calendars/index.html"].decode("utf-8")
    assert "aria-labelledby" not in page
    assert 'aria-label="Table: By council"' in page


def test_the_page_stacks_its_table_on_a_phone(tmp_path: Path) -> None:
    page = feeds(tmp_path)["calendars/index.html"].decode("utf-8")
    assert "tbody th, td, td:nth-child(2) { display: block" in page
