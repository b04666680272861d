"""Findings on a terminal, as literally seen."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.render.reports import FILES, UNRESOLVED, WAIVED, report

from revgov.finding import Place
from revgov.render.terminal import width
from revgov.render.text import excerpt, render


def test_a_finding_shows_its_line_what_belongs_to_it_and_its_mend() -> None:
    assert render(report(UNRESOLVED), FILES) == (
        "raci/forecast.yaml:3:18: error[x-ref-unresolved] role 'vp_sale' is not declared; did you mean 'vp_sales'?\n"
        "      3 |     accountable: vp_sale\n"
        "        |                  ^^^^^^^\n"
        "  raci/roles.yaml:2:3: 'vp_sales' is declared here\n"
        "  fix: Use 'vp_sales'\n"
        "\n"
        "1 error in 2 declarations of 2 files, as of 2026-11-24\n"
    )


def test_a_waived_finding_is_counted_and_shown_only_when_asked_for() -> None:
    assert render(report(WAIVED), FILES) == "no findings (1 waived) in 2 declarations of 2 files, as of 2026-11-24\n"
    shown = render(report(WAIVED), FILES, waived=True)
    assert shown.startswith(
        "raci/forecast.yaml:2:3: warning[raci-no-responsible] nobody is responsible for submit_forecast"
    )
    assert "(waived by until_spring)" in shown


def test_colour_only_where_it_is_wanted() -> None:
    assert "\x1b[31merror\x1b[0m" in render(report(UNRESOLVED), FILES, colour=True)
    assert "\x1b" not in render(report(UNRESOLVED), FILES)


@pytest.mark.parametrize(
    ("line", "column", "end", "shown"),
    [
        ("title: 売上 x", 11, 12, ["      1 | title: 売上 x", "        |             ^"]),
        ("title: 売上", 8, 10, ["      1 | title: 売上", "        |        ^^^^"]),
        ("a\tb: c", 6, 7, ["      1 | a b: c", "        |      ^"]),
        ("a: \x1bX", 4, 5, ["      1 | a: \\u{1b}X", "        |    ^^^^^^"]),
        ("e\u0301a: b", 5, 6, ["      1 | e\u0301a: b", "        |    ^"]),
        ("", 1, 1, []),
        ("short", 40, 41, ["      1 | short", "        |      ^"]),
    ],
)
def test_the_caret_stands_under_what_is_meant(line: str, column: int, end: int, shown: list[str]) -> None:
    assert list(excerpt(line, Place("a.yaml", 1, column, 1, end))) == shown


def test_a_long_line_is_cut_around_the_caret() -> None:
    line = "a" * 300 + "HERE" + "b" * 300
    shown, caret = excerpt(line, Place("a.yaml", 1, 301, 1, 305))
    assert shown[caret.index("^") : caret.rindex("^") + 1] == "HERE"
    assert shown.startswith("      1 | …")
    assert shown.endswith("…")


@given(st.text(alphabet="a売\u0301\x1b\t é", min_size=1, max_size=400), st.integers(1, 400), st.integers(0, 300))
def test_no_line_grows_beyond_the_terminal(line: str, column: int, length: int) -> None:
    for shown in excerpt(line, Place("a.yaml", 1, column, 1, column + length)):
        assert width(shown) <= 120
        assert shown.replace("\u0301", "").isprintable()


def test_the_first_line_is_shown_without_its_byte_order_mark() -> None:
    files = {"raci/forecast.yaml": b"\xef\xbb\xbf" + FILES["raci/forecast.yaml"]}
    place = Place("raci/forecast.yaml", 1, 1, 1, 11)
    assert "      1 | activities:\n        | ^^^^^^^^^^\n" in render(report(UNRESOLVED._replace(place=place)), files)
