"""Where values, keys and words stand."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from revgov.finding import Span
from revgov.text import locate, read

TEXT = """\
# a comment
kpis:
  win_rate:
    name: Win rate
    owner:
    drives: [annual, 'net  new', "é\\u00e9"]
    formula: won / (won + lost) # why
  "net new":
    description: |
      A first line
      and a second

    notes: >-
      folded
      text

  last: {}
people:
- {name: Ada, role: x}
-   name: Bo
    tags: [a,
      b]
"""


def written(path: list[str | int], text: str = TEXT, **asked: Any) -> str:
    """What stands at the span of a path."""
    return cut(text, locate(text.encode()).span(path, **asked))


def cut(text: str, span: Span) -> str:
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")[span.line - 1 : span.end_line]
    lines[-1] = lines[-1][: span.end_column - 1]
    lines[0] = lines[0][span.column - 1 :]
    return "\n".join(lines)


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        (["kpis", "win_rate", "name"], "Win rate"),
        (["kpis", "win_rate", "drives"], "[annual, 'net  new', \"é\\u00e9\"]"),
        (["kpis", "win_rate", "drives", 1], "'net  new'"),
        (["kpis", "win_rate", "formula"], "won / (won + lost)"),
        (["kpis", "net new", "description"], "|\n      A first line\n      and a second"),
        (["kpis", "net new", "notes"], ">-\n      folded\n      text"),
        (["kpis", "last"], "{}"),
        (["people", 0], "{name: Ada, role: x}"),
        (["people", 0, "role"], "x"),
        (["people", 1], "name: Bo\n    tags: [a,\n      b]"),
        (["people", 1, "tags", 1], "b"),
    ],
)
def test_a_value_stands_where_it_is_written(path: list[str | int], expected: str) -> None:
    assert written(path) == expected


@pytest.mark.parametrize(
    ("path", "expected"),
    [(["kpis"], "kpis"), (["kpis", "net new"], '"net new"'), (["people", 1, "tags"], "tags"), (["people", 0], None)],
)
def test_a_key_stands_where_it_is_written(path: list[str | int], expected: str | None) -> None:
    assert written(path, key=True) == (expected or written(path))


def test_a_missing_field_stands_at_the_key_that_opens_its_declaration() -> None:
    assert written(["kpis", "win_rate", "target"]) == "win_rate"
    assert written(["kpis", "win_rate", "target", "value"]) == "win_rate"
    assert written(["kpis", "lost"]) == "kpis"
    assert locate(TEXT.encode()).span(["kpis", "win_rate", "target"]) == Span(3, 3, 3, 11)


def test_a_part_of_a_scalar_or_list_that_is_not_there_stands_at_the_whole() -> None:
    assert written(["kpis", "win_rate", "name", "x"]) == "Win rate"
    assert written(["kpis", "win_rate", "drives", 7]) == written(["kpis", "win_rate", "drives"])
    assert written(["kpis", "win_rate", "drives", -1]) == written(["kpis", "win_rate", "drives"])


def test_an_empty_value_stands_at_its_key() -> None:
    assert written(["kpis", "win_rate", "owner"]) == "owner"


@pytest.mark.parametrize(
    ("path", "word", "line", "column"),
    [
        (["kpis", "win_rate", "formula"], (13, "lost"), 7, 27),
        (["kpis", "win_rate", "formula"], (7, "won"), 7, 21),
        (["kpis", "win_rate", "drives", 1], (5, "new"), 6, 28),
        (["kpis", "win_rate", "drives", 2], (0, "é"), 6, 35),
        (["kpis", "net new", "description"], (19, "second"), 11, 13),
        (["kpis", "net new", "notes"], (7, "text"), 15, 7),
    ],
)
def test_a_word_of_a_value(path: list[str | int], word: tuple[int, str], line: int, column: int) -> None:
    value: Any = read(TEXT.encode()).values
    for step in path:
        value = value[step]
    offset = value.index(word[1]) if word[1] in ("lost", "second", "text", "é") else word[0]
    span = locate(TEXT.encode()).span(path, word=(offset, word[1]))
    assert (span.line, span.column, cut(TEXT, span)) == (line, column, word[1])


def test_a_word_that_is_not_there_stands_at_the_whole() -> None:
    for word in [(0, "absent"), (500, "won"), (0, "")]:
        assert written(["kpis", "win_rate", "formula"], word=word) == "won / (won + lost)"


def test_columns_count_code_points_and_a_byte_order_mark_is_none() -> None:
    text = "\ufeffé𝄞: x𝄞y\r\nb: [ü, z]\r\n"
    assert locate(text.encode()).span(["é𝄞"]) == Span(1, 5, 1, 8)
    assert locate(text.encode()).span(["b", 1]) == Span(2, 8, 2, 9)


def test_lines_end_as_in_yaml() -> None:
    assert locate(b"a: 1\rb: 2\r").span(["b"]) == Span(2, 4, 2, 5)
    assert locate("a: x\u2028y\nb: 2\n".encode()).span(["b"]) == Span(2, 4, 2, 5)


def test_an_anchor_is_no_part_of_its_value_and_an_alias_leads_inside_it() -> None:
    text = "a: &x {b: 1}\nc: &y  # why\n  d: 2\ne: *y\nf: &z 3\n"
    assert written(["a"], text) == "{b: 1}"
    assert written(["c"], text) == "d: 2"
    assert written(["e"], text) == "*y"
    assert locate(text.encode()).span(["e", "d"]) == Span(3, 6, 3, 7)
    assert written(["f"], text) == "3"


def test_of_a_key_written_twice_the_first_stands() -> None:
    assert locate(b"a: {b: 1}\na: {b: 2}\n").span(["a", "b"]) == Span(1, 8, 1, 9)


@pytest.mark.parametrize("data", [b"", b"\xff", b"\x00", b"a: b: c", b"[" * 5000, b"%YAML 9\n---\n", b"a: &x [*x]"])
def test_places_of_a_text_that_cannot_be_read_are_somewhere(data: bytes) -> None:
    places = locate(data)
    paths: list[list[str | int]] = [[], ["a"], ["a", 0], [0]]
    for path in paths:
        assert places.span(path).line == 1


def test_what_was_read_before_a_fault_has_its_place() -> None:
    assert locate(b"a: 1\nb: 2\nc: d: e\n").span(["b"]) == Span(2, 4, 2, 5)


@settings(max_examples=300, deadline=None)
@given(
    st.binary(max_size=200) | st.text(alphabet="ab:- \n\t[]{},'\"#&*!|>%?@`~0.\\é\u2028", max_size=60).map(str.encode)
)
def test_nothing_is_raised_for_any_bytes(data: bytes) -> None:
    found = read(data)
    assert found.values is None or found.faults is not None
    places = locate(data)
    paths: list[list[str | int]] = [[], ["a"], ["a", "b"], [0, 0]]
    for path in paths:
        span = places.span(path, word=(0, "a"))
        assert (span.line, span.column) <= (span.end_line, span.end_column)
