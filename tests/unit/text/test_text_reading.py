"""What a text says, and what is said about a text that cannot be taken."""

from __future__ import annotations

import time
import tracemalloc
from typing import Any

import pytest

from revgov.finding import Span
from revgov.text import Fault, Reading, locate, read, reading
from revgov.text.limits import ALIASES, FAULTS, LEVELS, NODES


def values(text: str) -> Any:
    found = read(text.encode())
    assert found.faults == ()
    return found.values


def only_fault(text: str | bytes) -> Fault:
    (fault,) = read(text.encode() if isinstance(text, str) else text).faults
    return fault


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("", None),
        ("~", None),
        ("null", None),
        ("Null", None),
        ("true", True),
        ("False", False),
        ("0", 0),
        ("-12", -12),
        ("+7", 7),
        ("999999999999999999", 999999999999999999),
        ("1.5", 1.5),
        (".5", 0.5),
        ("1.", 1.0),
        ("1e3", 1000.0),
        ("-0.25E-2", -0.0025),
    ],
)
def test_null_truth_and_decimal_numbers_are_values(written: str, value: object) -> None:
    found = values(f"a: {written}\n")["a"]
    assert (found, type(found)) == (value, type(value))


TEXTS = (
    "nULL yes no NO on off y N tRUE 2026-09-01 02-01 09:00 12:30:45 1_000 0o14 0x1F 0b11 010 -01 00 "
    ".inf -.inf .nan 1e 1.2.3 + -- . .. 1,5 110% = <"
)


@pytest.mark.parametrize("written", TEXTS.split())
def test_everything_else_is_text(written: str) -> None:
    assert values(f"a: {written}\n") == {"a": written}


def test_quoted_scalars_are_text() -> None:
    assert values("""{a: "1", b: 'true', c: "", d: '<<'}""") == {"a": "1", "b": "true", "c": "", "d": "<<"}


@pytest.mark.parametrize("written", ["1000000000000000000", "1" * 5000, "1e999", "-1e999", "0." + "1" * 100])
def test_a_number_out_of_range_is_a_fault_and_stays_text(written: str) -> None:
    found = read(f"a: {written}\nb: 2\n".encode())
    assert [(fault.check, fault.span) for fault in found.faults] == [("yaml-limit", Span(1, 4, 1, 4 + len(written)))]
    assert found.values == {"a": written, "b": 2}


def test_our_notation_needs_no_quotes() -> None:
    assert values("a: [kpi:win_rate, http://x:80]\nb: {x: 1..4, y: kpi.target}\n") == {
        "a": ["kpi:win_rate", "http://x:80"],
        "b": {"x": "1..4", "y": "kpi.target"},
    }


@pytest.mark.parametrize("text", ["", "# nothing\n", "\n\n", "---\n", "null\n", "\ufeff"])
def test_a_text_may_say_nothing(text: str) -> None:
    assert read(text.encode()) == Reading(None, (), pure=False)


def test_a_byte_order_mark_and_any_line_break_are_no_matter() -> None:
    plain = values("kpis:\n  a: 1\n  b: x\n")
    assert values("\ufeffkpis:\r\n  a: 1\r\n  b: x\r\n") == plain
    assert values("kpis:\r  a: 1\r  b: x\r") == plain


def test_the_separators_of_unicode_end_no_line() -> None:
    assert values("a: x\u2028y\u2029z\nb: 1\n") == {"a": "x\u2028y\u2029z", "b": 1}
    assert values('a\u2028b: "x\u2028\\u2028"\n') == {"a\u2028b": "x\u2028\u2028"}
    duplicate = only_fault("a: x\u2028y\nb: 1\nb: 2\n")
    assert (duplicate.span, duplicate.related) == (Span(3, 1, 3, 2), (("first written here", Span(2, 1, 2, 2)),))


def test_text_may_begin_with_a_question_mark() -> None:
    assert values("{ ?foo: bar, b: ?x }\n") == {"?foo": "bar", "b": "?x"}
    assert values("? a\n: 1\n") == {"a": 1}


def test_a_duplicate_key_names_both_places_and_the_first_is_taken() -> None:
    found = read(b"kpis:\n  a: 1\n  'a': {b: 2}\n  c: 3\nkpis: 4\n")
    assert found.values == {"kpis": {"a": 1, "c": 3}}
    assert [(fault.check, fault.span, fault.related) for fault in found.faults] == [
        ("yaml-duplicate-key", Span(3, 3, 3, 6), (("first written here", Span(2, 3, 2, 4)),)),
        ("yaml-duplicate-key", Span(5, 1, 5, 5), (("first written here", Span(1, 1, 1, 5)),)),
    ]


@pytest.mark.parametrize(
    ("written", "key"), [("1", "1"), ("null", "null"), ("true", "true"), ("~", "~"), ("1.5", "1.5")]
)
def test_a_key_that_is_no_text_is_a_fault_and_taken_as_written(written: str, key: str) -> None:
    found = read(f"a: 1\n{written}: x\nb: 2\n".encode())
    assert found.values == {"a": 1, key: "x", "b": 2}
    assert [(fault.check, fault.span) for fault in found.faults] == [("yaml-refused", Span(2, 1, 2, 1 + len(written)))]


def test_on_and_yes_are_names_like_others() -> None:
    assert values("on: 1\nyes: 2\n2026-01-01: 3\n") == {"on": 1, "yes": 2, "2026-01-01": 3}


@pytest.mark.parametrize(
    ("text", "check", "span"),
    [
        ("a: !!str x\n", "yaml-refused", Span(1, 4, 1, 11)),
        ("a: !x {b: 1}\n", "yaml-refused", Span(1, 4, 1, 8)),
        ("a: !!python/object/apply:os.system [ls]\n", "yaml-refused", Span(1, 4, 1, 37)),
        ("a: {}\n<<: {b: 1}\n", "yaml-refused", Span(2, 1, 2, 3)),
        ("%YAML 1.2\n---\na: 1\n", "yaml-refused", Span(1, 1, 1, 10)),
        ("# é\n\n%TAG ! tag:x,2000:\n---\na: 1\n", "yaml-refused", Span(3, 1, 3, 19)),
        ("a: 1\n---\nb: 2\n", "yaml-refused", Span(2, 1, 2, 4)),
        ("a: 1\n...\n---\nb: 2\n", "yaml-refused", Span(3, 1, 3, 4)),
        ("a: 1\n...\n%YAML 1.2\n", "yaml-refused", Span(3, 1, 3, 2)),
        ("a: 1\n...\nb: 2\n", "yaml-syntax", Span(3, 1, 3, 2)),
        ("? [a]\n: 1\n", "yaml-refused", Span(1, 3, 1, 4)),
        ("? {a: 1}\n: 1\n", "yaml-refused", Span(1, 3, 1, 4)),
        ("a: &x b\n*x : 1\n", "yaml-refused", Span(2, 1, 2, 3)),
        ("a: &x [*x]\n", "yaml-refused", Span(1, 8, 1, 10)),
        ("a: *x\n", "yaml-syntax", Span(1, 4, 1, 6)),
        ("a: b: c\n", "yaml-syntax", Span(1, 5, 1, 6)),
        ("a: 1\n\tb: 2\n", "yaml-syntax", Span(2, 1, 2, 2)),
        ("a: 1\nb: 'c\n", "yaml-syntax", Span(2, 4, 2, 5)),
        ('a: "x"#c\n', "yaml-syntax", Span(1, 7, 1, 8)),
        ("a: [x]#c\n", "yaml-syntax", Span(1, 7, 1, 8)),
        ("a: |#c\n  x\n", "yaml-syntax", Span(1, 5, 1, 6)),
        ("a: [x,\ny]\n", "yaml-syntax", Span(2, 1, 2, 3)),
        ('a: "x\ny"\n', "yaml-syntax", Span(2, 1, 2, 3)),
        ("a:\n  b: 'x\n  y'\n", "yaml-syntax", Span(3, 1, 3, 5)),
        ("a: x\0y\n", "yaml-control-character", Span(1, 5, 1, 6)),
        ("a: é\x85\n", "yaml-control-character", Span(1, 5, 1, 6)),
        ("a: 1\n\ufeffb: 2\n", "yaml-control-character", Span(2, 1, 2, 2)),
        ('a: "\\ud800"\n', "yaml-control-character", Span(1, 4, 1, 12)),
    ],
)
def test_what_ends_the_reading(text: str, check: str, span: Span) -> None:
    fault = only_fault(text)
    assert (fault.check, fault.span) == (check, span)
    assert read(text.encode()).values is None


@pytest.mark.parametrize(
    "data", [b"a: 1\nb: \xff\n", b"a: 1\nb: \xc0\x80\n", b"a: 1\nb: \xed\xa0\x80\n", b"a: 1\nb: \xc3"]
)
def test_only_utf_8_is_read(data: bytes) -> None:
    fault = only_fault(data)
    assert (fault.check, fault.span) == ("yaml-encoding", Span(2, 4, 2, 5))


def test_utf_16_is_recognised() -> None:
    fault = only_fault("a: 1\n".encode("utf-16"))
    assert (fault.check, "UTF-16" in fault.message) == ("yaml-encoding", True)


def test_a_closing_bracket_may_stand_below_its_name() -> None:
    assert values("a: [\n  x,\n  y,\n]\nb: {\n  c: 1\n}\n") == {"a": ["x", "y"], "b": {"c": 1}}


def test_an_escaped_control_character_is_reported_and_stays() -> None:
    found = read(b'a: "x\\by"\nb: 1\n')
    assert (found.values, [(fault.check, fault.span) for fault in found.faults]) == (
        {"a": "x\by", "b": 1},
        [("schema-control-character", Span(1, 4, 1, 10))],
    )
    assert values('a: "\\t\\n\\r"\n') == {"a": "\t\n\r"}


def test_an_alias_is_what_its_anchor_names() -> None:
    assert values("a: &x {b: 1}\nc: [*x, *x]\nd: &y text\ne: *y\n") == {
        "a": {"b": 1},
        "c": [{"b": 1}, {"b": 1}],
        "d": "text",
        "e": "text",
    }


def test_a_colon_may_end_the_name_of_an_anchor() -> None:
    assert read(b"&a: key: &a value\nfoo:\n  *a:\n").values == {"key": "value", "foo": "key"}


def nested(levels: int) -> str:
    return "a: " + "[" * (levels - 1) + "]" * (levels - 1) + "\n"


def test_levels_are_limited() -> None:
    assert read(nested(LEVELS).encode()).faults == ()
    assert only_fault(nested(LEVELS + 1)).check == "yaml-limit"
    assert only_fault("".join(f"{' ' * level}a:\n" for level in range(500))).check == "yaml-limit"


def test_levels_count_with_aliases_expanded() -> None:
    text = "a: &a {inner}\nb: {outer}\n"
    inner = "[" * 40 + "]" * 40
    assert read(text.format(inner=inner, outer="[" * 23 + "*a" + "]" * 23).encode()).faults == ()
    assert only_fault(text.format(inner=inner, outer="[" * 24 + "*a" + "]" * 24)).check == "yaml-limit"


def test_aliases_are_limited() -> None:
    text = "a: &a x\nb: [{}]\n"
    assert read(text.format(", ".join(["*a"] * ALIASES)).encode()).faults == ()
    assert only_fault(text.format(", ".join(["*a"] * (ALIASES + 1)))).check == "yaml-limit"


def test_nodes_are_limited() -> None:
    # The mapping, its key and the list are three of them.
    assert read(f"a: [{'x,' * (NODES - 3)}]\n".encode()).faults == ()
    assert only_fault(f"a: [{'x,' * (NODES - 2)}]\n").check == "yaml-limit"


def test_nodes_count_with_aliases_expanded() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{step}: &a{step} [{', '.join([f'*a{step - 1}'] * 10)}]" for step in range(1, 9)]
    assert only_fault("\n".join(lines) + "\n").check == "yaml-limit"


def test_size_is_limited() -> None:
    assert read(b"a: " + b"x" * (2 * 1024 * 1024 - 3)).faults == ()
    assert only_fault(b"a: " + b"x" * (2 * 1024 * 1024 - 2)).check == "yaml-limit"


def test_faults_are_limited() -> None:
    found = read(b"a: 1\n" * 5000)
    assert len(found.faults) == FAULTS + 1
    assert (found.faults[-1].check, found.values) == ("yaml-limit", None)


def test_a_message_is_short_whatever_the_text() -> None:
    long = "k" * 900
    for text in (
        f"{long}: 1\n{long}: 2\n",
        f"a: !{long} 1\n",
        f"a: *{long}\n",
        f"a: &{long} [*{long}]\n",
        f"{'1' * 900}: x\n",
    ):
        assert all(len(fault.message) < 250 for fault in read(text.encode()).faults)


SECONDS = 2 * 2  # two are meant, on a machine that does other things as well
HOSTILE = {
    "directives": b"".join(b"%%TAG !a%d! x\n" % number for number in range(100_000)) + b"---\na: 1\n",
    "directives after the end": b"a: 1\n...\n" + b"".join(b"%%TAG !a%d! x\n" % number for number in range(100_000)),
    "opening brackets": b"[" * 2_000_000,
    "opening braces": b"{a: " * 500_000,
    "dashes": b"- " * 1_000_000,
    "question marks": b"? " * 1_000_000,
    "colons": b": " * 1_000_000,
    "small items": b"a: [" + b"a," * 1_000_000 + b"]",
    "small fields": b"{" + b"".join(b"k%x," % number for number in range(250_000)) + b"}",
    "anchors": b"".join(b"- &a%d x\n" % number for number in range(100_000)),
    "one quote": b'a: "' + b"x" * 2_000_000,
    "an error at the end": b"a: 1\n" * 1 + b"".join(b"b%d: 1\n" % number for number in range(45_000)) + b"c: d: e\n",
    "an error at the end, for the pure parser": b"".join(b"b%d: 1\n" % number for number in range(13_000))
    + b"c: d: e\n",
    "small items, for the pure parser": b"a: [" + b"a," * 60_000 + b"]\n\tb: 1",
    "quotes, for the pure parser": b"a: [" + b"'', " * 32_000 + b"]\nc: d: e",
    "words, for the pure parser": b"a: " + b"x " * 60_000 + b"\nc: d: e",
    "colons, for the pure parser": b"a: [" + b"a:" * 60_000 + b"]\nc: d: e",
    "brackets, for the pure parser": b"a: [" + b"[]," * 40_000 + b"]\nc: d: e",
    "escapes, for the pure parser": b'a: "' + b"\\x41" * 30_000 + b'"\nc: d: e',
    "empty lines": b"\n" * 2_000_000,
    "empty lines, then text": b"\n" * 2_000_000 + b"%",
    "spaces": b" " * 2_000_000,
    "comments": b"# x\n" * 500_000,
    "dots": b"a: 1\n" + b"...\n" * 500_000,
    "block of blanks": b"a: |\n" + b" \n" * 900_000 + b"b\n",
    "quoted lines": b"a: '" + b" x\n" * 600_000 + b"'\n",
    "escapes": b'a: "' + b"\\x41" * 500_000 + b'"\n',
    "duplicates": b"a: 1\n" * 400_000,
    "separators": ("a: " + "\u2028" * 600_000 + "\n").encode(),
    "unended anchor": b"a: &" + b"x" * 1_900_000,
    "deep anchors": b"".join(b"&a%d [" % number for number in range(63)) + b"x," * 40_000 + b"]" * 63,
    "glued": b"a: [" + b'"x"# ,' * 300_000,
    "flow lines": b"a: [" + b"[\n ],\n " * 40_000 + b"]\n",
}


@pytest.mark.parametrize("name", sorted(HOSTILE))
def test_no_text_takes_long_or_much(name: str) -> None:
    data = HOSTILE[name]
    started = time.process_time()
    read(data)
    assert time.process_time() - started < SECONDS
    started = time.process_time()
    locate(data)
    assert time.process_time() - started < SECONDS


@pytest.mark.parametrize("name", ["small fields", "escapes", "anchors", "deep anchors", "separators", "quoted lines"])
def test_no_text_takes_much_memory(name: str) -> None:
    read(b"a: 1")
    tracemalloc.start()
    try:
        read(HOSTILE[name])
        assert tracemalloc.get_traced_memory()[1] < 300 * 1024 * 1024
    finally:
        tracemalloc.stop()


def test_without_libyaml_the_pure_parser_reads(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "fast_reader_available", lambda: False)
    assert read(b"a: [1, x]\n") == Reading({"a": [1, "x"]}, (), pure=True)
    assert [fault.check for fault in read(b"a: b: c\n").faults] == ["yaml-syntax"]
