"""Text for a terminal: nothing a user wrote acts on it, and columns line up whatever script it is in."""

from __future__ import annotations

import json
import time
from pathlib import Path
from unicodedata import category

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revgov.render.terminal import columns, fitted, plain, width, wrapped

HOSTILE = Path(__file__).parents[4] / "shared" / "data" / "hostile" / "strings" / "terminal.json"
JOINERS = "\u200c\u200d"


def hostile_strings() -> list[str]:
    if not HOSTILE.exists():
        pytest.skip(f"{HOSTILE} is not here")
    return [one["text"] for one in json.loads(HOSTILE.read_text(encoding="utf-8"))]


def acts(character: str) -> bool:
    """Whether a terminal does something else with a character than to show it."""
    return category(character) in ("Cc", "Cf", "Cs", "Zl", "Zp") and character not in JOINERS


def test_no_hostile_string_acts_on_a_terminal() -> None:
    for text in hostile_strings():
        assert not any(map(acts, plain(text))), ascii(text)


@given(st.text())
def test_no_text_acts_on_a_terminal(text: str) -> None:
    shown = plain(text)
    # The few format characters left are visible marks of their scripts, such as the Arabic number sign.
    assert [one for one in shown if acts(one) and category(one) != "Cf"] == []
    assert plain(shown) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31mred\x1b[0m", "\\u{1b}[31mred\\u{1b}[0m"),
        ("\x9b31mred", "\\u{9b}31mred"),
        ("PASS\b\b\b\bFAIL", "PASS\\u{8}\\u{8}\\u{8}\\u{8}FAIL"),
        ("error\rok", "error\\u{d}ok"),
        ("one\ntwo\tthree\r\nfour", "one two three four"),
        ("a\u202eb\u202c", "a\\u{202e}b\\u{202c}"),
        ("a\u2066b\u2069", "a\\u{2066}b\\u{2069}"),
        ("a\u2028b", "a\\u{2028}b"),
        ("re\u200bvops", "re\\u{200b}vops"),
        ("re\u200dvops", "re\\u{200d}vops"),
        ("soft\xadhyphen", "soft\\u{ad}hyphen"),
        ("tag\U000e0041", "tag\\u{e0041}"),
        ("\ud800", "\\u{d800}"),
        ("Größe 売上 مبيعات", "Größe 売上 مبيعات"),
        ("👩\u200d👩\u200d👧", "👩\u200d👩\u200d👧"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("[bold red]x[/] %s {0}", "[bold red]x[/] %s {0}"),
    ],
)
def test_what_is_unsafe_is_escaped_and_the_rest_stays(text: str, shown: str) -> None:
    assert plain(text) == shown


@pytest.mark.parametrize(
    ("text", "cells"),
    [("plain", 5), ("売上", 4), ("ｗｉｄｅ", 8), ("z\u0351\u036b\u0343z", 2), ("é", 1), ("e\u0301", 1), ("", 0)],
)
def test_width_counts_cells(text: str, cells: int) -> None:
    assert width(text) == cells


@given(st.text(alphabet="ab 売\u0301", max_size=60), st.integers(min_value=3, max_value=20))
def test_wrapped_lines_fit_and_lose_nothing(text: str, room: int) -> None:
    lines = list(wrapped(text, room))
    assert max(map(width, lines)) <= room
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


def test_what_does_not_fit_is_cut_with_a_sign_of_it() -> None:
    assert fitted("forecast accuracy", 10) == "forecast …"
    assert fitted("売上予測", 5) == "売上…"
    assert fitted("short", 10) == "short"


def test_columns_line_up_in_cells() -> None:
    assert list(columns([("role:cro", "売上", "one"), ("kpi:a", "x", "two")])) == [
        "  role:cro  売上  one",
        "  kpi:a     x     two",
    ]


def test_the_last_column_wraps_below_itself() -> None:
    lines = list(columns([("why", "word " * 12)], widest=40))
    assert lines == [
        "  why  word word word word word word",
        "       word word word word word word",
    ]


def test_one_long_name_does_not_push_the_others_out_of_sight() -> None:
    lines = list(columns([("x" * 200, "a"), ("y", "b")], widest=60))
    assert lines[-1].endswith("b")
    assert lines[-1].index("b") < 60


def test_a_text_without_a_blank_is_broken_in_good_time() -> None:
    begun = time.process_time()
    lines = list(columns([("x" * 1_000_000, "y" * 1_000_000)]))
    assert time.process_time() - begun < 10
    assert sum(line.count("y") for line in lines) == 1_000_000


def test_no_rows_are_no_lines() -> None:
    assert list(columns([])) == []
