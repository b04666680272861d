"""Examples of checks: cut down to what makes the difference, readable whatever bytes they hold."""

from __future__ import annotations

import json

from revgov.checks.examples import Example, example, examples, examples_json, readable


def test_files_that_are_the_same_on_both_sides_are_left_out() -> None:
    cut = example(
        {"charter.yaml": "c", "raci/a.yaml": "1", "raci/b.yaml": "x"}, {"charter.yaml": "c", "raci/a.yaml": "2"}, "out"
    )
    assert cut == Example({"raci/a.yaml": "1", "raci/b.yaml": "x"}, {"raci/a.yaml": "2"}, "out")


def test_a_file_that_the_output_points_to_is_shown_though_it_is_the_same_on_both_sides() -> None:
    same = {"charter.yaml": "c", "risk/a.yaml": "r", "a.yaml": "s", "b.yaml": "b"}
    output = "risk/a.yaml:4:1: error[x] trigger\n  b.yaml:1:1: it stands here\nsee a.yaml:1:1\n"
    cut = example({**same, "o.csv": "1"}, {**same, "o.csv": "2"}, output)
    assert cut == Example({"b.yaml": "b", "o.csv": "1", "risk/a.yaml": "r"}, {"o.csv": "2"}, output)


def test_where_no_file_makes_the_difference_all_are_shown() -> None:
    assert example({"charter.yaml": "c"}, {"charter.yaml": "c"}, "out").failing == {"charter.yaml": "c"}


def test_bytes_that_are_no_text_are_shown_as_escapes() -> None:
    assert readable("é\n\t".encode() + b"\xe9\x1b[31m\xc2\x9b") == "é\n\t\\xe9\\x1b[31m\\x9b"


def test_the_shipped_form_is_sorted_and_reads_back() -> None:
    found = {"b": Example({"y": "é", "x": "1"}, {}, "o"), "a": Example({}, {}, "")}
    data = examples_json(found)
    assert data.isascii()
    assert list(json.loads(data)) == ["a", "b"]
    assert {check: Example(**one) for check, one in json.loads(data).items()} == found


def test_examples_are_shipped_with_the_package() -> None:
    assert "yaml-syntax" in examples()
