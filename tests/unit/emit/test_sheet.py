"""CSV: what is written is what is read, and no cell can be taken for a formula."""

from __future__ import annotations

import csv
import io

import pytest

from revgov.emit.sheet import cell, csv_bytes


def read(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8"), newline="")))


@pytest.mark.parametrize(
    "text", ["=1+1", "+1+1", "-1+1", "@SUM(1)", "\t=1", "\r=1", "\n=1", "＝1", "＋1a", "＠x", " =1", "\u200b=1"]
)
def test_what_begins_like_a_formula_is_kept_a_text(text: str) -> None:
    assert cell(text) == "'" + text.replace("\r", "\n")


@pytest.mark.parametrize("text", ["-12.5", "-3%", "+10%", "1E5", "-1,234.5", "000123", "1-2", "plain", "'=1", ""])
def test_numbers_and_plain_texts_stay(text: str) -> None:
    assert cell(text) == text


def test_what_would_turn_a_line_is_shown() -> None:
    assert cell("a\u202eb") == "a\\u{202e}b"


def test_values_become_words() -> None:
    assert [cell(value) for value in (None, True, False, 12, 1.5)] == ["", "yes", "no", "12", "1.5"]


def test_a_reader_gets_the_cells_that_were_written() -> None:
    row = ['a "quoted" text', "two\nlines", "a, b", "a;b", "ünï"]
    assert read(csv_bytes(["one", "two", "three", "four", "five"], [row])) == [
        ["one", "two", "three", "four", "five"],
        row,
    ]


def test_rows_end_as_the_standard_says() -> None:
    assert csv_bytes(["a", "b"], [[1, 2]]) == b"a,b\r\n1,2\r\n"
