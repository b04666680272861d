"""Content lines: whatever people write, the file has our lines and no others, and readers get the text back."""

from __future__ import annotations

import datetime
import json
from pathlib import Path

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from revgov.characters import plain
from revgov.emit.ics import component, folded, offset, text, uri

HOSTILE = Path(__file__).parents[4] / "shared" / "data" / "hostile" / "strings" / "ics.json"


def event(value: str) -> bytes:
    lines = [
        "UID:x",
        "DTSTAMP:20260101T000000Z",
        "DTSTART:20260101T000000Z",
        f"SUMMARY:{text(value)}",
        "STATUS:CONFIRMED",
    ]
    return component("VCALENDAR", ["VERSION:2.0", "PRODID:x"], [component("VEVENT", lines)])


def names(data: bytes) -> list[bytes]:
    return [line.partition(b":")[0] for line in data.replace(b"\r\n ", b"").split(b"\r\n")]


def safe(data: bytes) -> None:
    assert data.endswith(b"\r\n")
    assert names(data) == names(event("x"))
    for line in data.split(b"\r\n"):
        assert len(line) <= 75
        line.decode("utf-8")
        assert not any(byte < 32 and byte != 9 for byte in line)


@given(st.text(st.characters(), max_size=300))
def test_no_text_adds_a_line(value: str) -> None:
    safe(event(value))


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("\t\n;,\\ü👩‍💻"), max_size=300))
def test_readers_get_the_text_back(value: str) -> None:
    found = icalendar.Calendar.from_ical(event(value)).walk("VEVENT")[0]
    assert str(found["SUMMARY"]) == plain(value)


def test_the_hostile_strings() -> None:
    if not HOSTILE.exists():
        pytest.skip(f"{HOSTILE} is absent")
    for case in json.loads(HOSTILE.read_text(encoding="utf-8")):
        data = event(case["text"])
        safe(data)
        found = str(icalendar.Calendar.from_ical(data).walk("VEVENT")[0]["SUMMARY"])
        assert found == plain(case["text"]), case["id"]


def test_what_would_turn_a_line_is_shown() -> None:
    assert text("by \u202eevil\u2069, now") == "by \\\\u{202e}evil\\\\u{2069}\\, now"


@pytest.mark.parametrize("length", range(70, 80))
@pytest.mark.parametrize("last", ["x", "ü", "€", "😀"])
def test_a_fold_never_splits_a_character(length: int, last: str) -> None:
    line = "x" * length + last * 3 + "y" * 100
    data = folded(line)
    assert data.replace(b"\r\n ", b"").decode() == line + "\r\n"
    for piece in data.split(b"\r\n"):
        assert len(piece) <= 75
        piece.decode("utf-8")


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("https://example.org/a?b=c#d", "https://example.org/a?b=c#d"),
        (" tel:+49-30-1 ", "tel:+49-30-1"),
        ('https://example.org/ä"<', "https://example.org/%C3%A4%22%3C"),
        ("https://example.org/a b", None),
        ("https://example.org/\nATTENDEE:x", None),
        ("javascript:alert(1)", None),
        ("Room 5", None),
        ("", None),
    ],
)
def test_addresses(written: str, found: str | None) -> None:
    assert uri(written) == found


@pytest.mark.parametrize(
    ("seconds", "written"), [(0, "+0000"), (-18000, "-0500"), (45900, "+1245"), (-2670, "-004430"), (-1800, "-0030")]
)
def test_offsets(seconds: int, written: str) -> None:
    assert offset(datetime.timedelta(seconds=seconds)) == written
